"""Forms of a meeting: days, agenda, papers, participants."""

from datetime import date
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gmp_portal.characters import CleanTextMixin
from gmp_portal.documents.forms import CheckedFileField
from gmp_portal.meetings import not_now
from gmp_portal.meetings.actions import hours
from gmp_portal.meetings.actions.agenda import DEPTH
from gmp_portal.meetings.actions.meetings import moved_last_day
from gmp_portal.meetings.models import (
    AgendaItem,
    Attendance,
    Meeting,
)
from gmp_portal.meetings.reading import agendas
from gmp_portal.reference.models import Country
from gmp_portal.ui import languages, zone_choices
from gmp_portal.ui.forms import DateInput, PortalFormMixin
from gmp_portal.words import Written
from gmp_portal.workflow import unmet

# Sent where both days are meant as they stand, as of an earlier revision.
KEEPS_LAST_DAY = "keeps_last_day"


class TimeInput(forms.TimeInput):
    """The browser's own field for a time of day."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class MeetingForm(PortalFormMixin, forms.ModelForm):
    """What is known of a coming meeting."""

    when_needed = {"place": _("Needed unless the meeting is online.")}

    country = forms.ModelChoiceField(
        Country.objects.none(), label=_("Country"), required=False, empty_label="—"
    )

    zone = forms.ChoiceField(
        label=_("Time zone"), help_text=_("The zone in which the times are meant.")
    )

    class Meta:
        model = Meeting
        fields = [
            "title",
            "starts_on",
            "ends_on",
            "opens_at_time",
            "closes_at_time",
            "zone",
            "mode",
            "place",
            "country",
            "join_text",
            "back_to_back",
            "chairs",
        ]
        widgets = {
            "starts_on": DateInput(),
            "ends_on": DateInput(),
            "opens_at_time": TimeInput(),
            "closes_at_time": TimeInput(),
            "join_text": forms.Textarea({"rows": 3}),
        }
        help_texts = {
            "title": _("Empty for the usual title, such as the number of the meeting."),
            "join_text": _("Public: how partners and observers join, and by when."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].queryset = Country.objects.by_name()  # type: ignore[attr-defined]
        self.fields["zone"].choices = zone_choices.choices(self.instance.zone)  # type: ignore[attr-defined]
        is_new = self.instance.pk is None
        self.fields["title"].required = not is_new
        self.fields["starts_on"].required = True
        self.fields["mode"].required = True
        if not is_new:
            # The days move by rescheduling, which tells people and keeps the old day.
            del self.fields["starts_on"], self.fields["ends_on"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day comes before the first."))
        if first and not last:
            data["ends_on"] = first
        self._check_hours(data)
        if data.get("mode") in (
            Meeting.Mode.IN_PERSON,
            Meeting.Mode.HYBRID,
        ) and not data.get("place"):
            self.add_error("place", _("Say where people meet."))
        return data

    def _check_hours(self, data: dict[str, Any]) -> None:
        now = hours.Hours.of(self.instance)
        wanted = hours.Hours(
            data.get("starts_on", now.starts_on),
            data.get("ends_on", now.ends_on),
            data.get("opens_at_time"),
            data.get("closes_at_time"),
            data.get("zone") or now.zone,
        )
        if wanted.zone not in available_timezones():
            # No hour can be weighed there; the field itself says what is wrong with it.
            return
        body = self.instance.body if self.instance.pk else None
        for name, refusal in hours.refusals(wanted, body).items():
            self.add_error(name, refusal)


class RescheduleForm(PortalFormMixin, forms.Form):
    """New days for a meeting, and why."""

    starts_on = forms.DateField(label=_("New first day"), widget=DateInput())
    ends_on = forms.DateField(label=_("New last day"), widget=DateInput(), required=False)
    reason = forms.CharField(
        label=_("Reason"), max_length=1000, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        self.moved_last_day = False

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and self._moves_along(first, last):
            last = data["ends_on"] = moved_last_day(self.meeting, first)
            self.moved_last_day = last != first
        if first and first < self.meeting.today_there:
            self.add_error("starts_on", not_now.why_not_into_the_past(self.meeting))
        if first and last and last < first:
            self.add_error("ends_on", _("The last day comes before the first."))
        wanted = hours.Hours.of(self.meeting)._replace(starts_on=first, ends_on=last)
        for refusal in hours.refusals(wanted, self.meeting.body).values():
            self.add_error("starts_on", refusal)
        return data

    def _moves_along(self, first: date, last: date | None) -> bool:
        """Whether only the first day was changed, so that the meeting lasts as long as before."""
        if KEEPS_LAST_DAY in self.data:
            return False
        is_new = first != self.meeting.starts_on
        return last is None or (is_new and last == self.meeting.ends_on)


class AgendaItemForm(PortalFormMixin, forms.ModelForm):
    """An item of the agenda."""

    class Meta:
        model = AgendaItem
        fields = ["title", "notes", "parent"]
        widgets = {"notes": forms.Textarea({"rows": 4})}

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        is_fixed = meeting.has_fixed_agenda
        if self.instance.pk:
            del self.fields["parent"]
            if is_fixed:
                self.fields["title"].disabled = True
                self.fields["title"].help_text = not_now.why_agenda_stays(meeting).message
            return
        every = agendas.flat(agendas.tree(meeting))
        if is_fixed:
            self.fields["after"] = _place_after(meeting, every)
        lines = [line for line in every if line.depth < DEPTH]
        field: Any = self.fields["parent"]
        field.queryset = meeting.agenda.filter(pk__in=[line.item.pk for line in lines])
        field.choices = [
            ("", _("The agenda itself")),
            *((x.item.pk, Written(x.label)) for x in lines),
        ]


def _place_after(meeting: Meeting, lines: list[agendas.Line]) -> forms.ModelChoiceField:
    """Where a further item is inserted: others keep their numbers."""
    numbered = [line for line in lines if line.item.inserted_after_id is None]
    field = forms.ModelChoiceField(
        meeting.agenda.filter(inserted_after=None),
        label=_("Insert it after"),
        required=False,
        help_text=_("The numbers of this agenda stay: after item 2 it becomes item 2 bis."),
    )
    field.choices = [
        ("", _("At the end")),
        *((x.item.pk, Written(x.label)) for x in numbered),
    ]
    return field


class PaperForm(PortalFormMixin, forms.Form):
    """A paper with its file."""

    title = forms.CharField(label=_("Title"), max_length=300)
    language = forms.ChoiceField(
        label=_("Language"), choices=languages.of_content, initial="en"
    )
    agenda_item = forms.ModelChoiceField(
        AgendaItem.objects.none(),
        label=_("Agenda item"),
        required=False,
        empty_label=_("Not chosen"),
    )
    file = CheckedFileField("meetings.PaperForm.file", label=_("File"))

    def __init__(
        self, *args: Any, meeting: Meeting, purpose: str = "add", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if purpose == "add":
            lines = agendas.flat(agendas.tree(meeting))
            field: Any = self.fields["agenda_item"]
            field.queryset = meeting.agenda.all()
            field.choices = [
                ("", _("Not chosen")),
                *((x.item.pk, Written(x.label)) for x in lines),
            ]
        else:
            del self.fields["agenda_item"]
        if purpose == "revise":
            del self.fields["language"]


class GuestForm(PortalFormMixin, forms.Form):
    """Somebody who is not a user of the portal."""

    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=150)
    organisation = forms.CharField(label=_("Organization"), max_length=250, required=False)


class ObserverForm(GuestForm):
    """Somebody whom an area invites to observe (A1-4b-iv)."""

    until = forms.DateField(
        label=_("Objections until"),
        widget=DateInput(),
        required=False,
        help_text=_("Empty for a week from now, or the day before the meeting."),
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meeting = meeting

    def clean_until(self) -> Any:
        until = self.cleaned_data.get("until")
        if until and until < self.meeting.today_there:
            raise unmet(_("This day has passed."), "A1-4b-iv")
        return until


class PresenceForm(CleanTextMixin, forms.Form):
    """Whether one participant was there."""

    presence = forms.ChoiceField(choices=Attendance.Presence.choices)

    def __init__(self, data: Any = None, *, attendance: Attendance) -> None:
        super().__init__(
            data,
            prefix=f"p{attendance.pk}",
            initial={"presence": attendance.presence},
        )
        self.attendance = attendance
        label = _("Attendance of %(name)s") % {"name": attendance.name_and_organisation}
        self.fields["presence"].label = label
        self.fields["presence"].widget.attrs["aria-label"] = label
