"""Forms about a version of a plan as a whole, and its texts."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas import not_amended
from areas.annex2 import TEXT_LIMIT, Section
from areas.models import PlanAmendment, PlanVersion
from areas.reading import considering
from gmp_portal import rulebook
from gmp_portal.meetings.actions.silences import default_deadline
from gmp_portal.meetings.models import Meeting
from gmp_portal.meetings.reading import meeting_days
from gmp_portal.ui import drafts
from gmp_portal.ui.forms import DateInput, DateTimeInput, PortalFormMixin
from gmp_portal.ui.prose_fields import ProseField, ProseInput
from gmp_portal.words import by_people
from gmp_portal.workflow import unmet

# A form may be open for some days before it is sent with the time that it suggested.
SUGGESTED = timedelta(days=2)


class FrameForm(PortalFormMixin, forms.ModelForm):
    """Title, language and period of a version, and what it changes."""

    class Meta:
        model = PlanVersion
        fields = ("title", "language", "period_from", "period_to", "status_note")
        widgets = {
            "period_from": DateInput,
            "period_to": DateInput,
            "status_note": forms.Textarea({"rows": 4}),
        }
        help_texts = {
            "status_note": _(
                "Some sentences for whoever knows the version before. They stand above the plan."
            )
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        start, end = data.get("period_from"), data.get("period_to")
        if start and end and end < start:
            self.add_error("period_to", _("The last day is before the first."))
        return data


class SectionForm(PortalFormMixin, forms.Form):
    """The narrative of one section, asked for in our words for Annex 2."""

    text = ProseField(
        widget=ProseInput({"rows": 12, "dir": "auto"}),
        required=False,
        max_length=TEXT_LIMIT,
    )
    next_review_on = forms.DateField(
        label=_("Day of the next review"), widget=DateInput, required=False
    )

    def __init__(self, *args: Any, section: Section, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["text"]
        field.label = section.text_label
        field.help_text = _(
            "Write or paste from Word, Excel or a web page: headings, lists, tables, links and "
            "footnotes stay. Escape, then Tab, leaves the text."
        )
        drafts.allow_excess(field, self.initial.get("text", ""))
        if section.max_words:
            # A draft may be longer: the counter warns, and only sending is refused.
            field.widget.attrs["data-max-words"] = section.max_words
        field.mark_optional = not section.text_needed  # type: ignore[attr-defined]
        if not section.has_review_date:
            del self.fields["next_review_on"]
        else:
            review = self.fields["next_review_on"]
            review.mark_optional = False  # type: ignore[attr-defined]


class SendForm(PortalFormMixin, forms.Form):
    """How the area is asked: by silence, or in a meeting (A1-4b-iii, R-07)."""

    how = forms.ChoiceField(
        label=_("How is the area asked?"),
        choices=[
            (
                "silence",
                _("Between meetings: whoever objects says so until a certain time"),
            ),
            ("session", _("In a meeting of the area")),
        ],
        initial="silence",
        widget=forms.RadioSelect,
    )
    closes_at = forms.DateTimeField(
        label=_("Objections until"), widget=DateTimeInput, required=False
    )
    meeting = forms.ModelChoiceField(
        Meeting.objects.none(),
        label=_("Meeting"),
        required=False,
        empty_label=_("Choose a meeting"),
    )

    def __init__(
        self, *args: Any, plan: PlanVersion | PlanAmendment, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        meetings = considering.meetings(plan)
        field: Any = self.fields["meeting"]
        field.queryset = meetings.offered
        field.label_from_instance = meeting_days.named
        if meetings.ahead is not None:
            field.help_text = _said_ahead(meetings.ahead)
        hours = rulebook.value("R-07")["minimum_hours"]
        self.fields["closes_at"].initial = default_deadline
        self.fields["closes_at"].help_text = _(
            "At least %(hours)d hours from now. Your time zone."
        ) % {"hours": hours}
        self.say_when_needed("closes_at", _("Needed between meetings."))
        self.say_when_needed("meeting", _("Needed if the area is asked in a meeting."))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self._refuse_not_offered()
        lacks_meeting = not data.get("meeting") and "meeting" not in self.errors
        if data.get("how") == "session" and lacks_meeting:
            sentence = _("Choose the meeting in which the area considers it.")
            self.add_error("meeting", unmet(sentence, "A1-4b-iii"))
        if data.get("how") == "silence" and "closes_at" not in self.errors:
            self._check_end(data.get("closes_at"))
        self._refuse_unused(data)
        return data

    def _refuse_not_offered(self) -> None:
        """Say of a meeting that is not offered why not, where it is one of this area."""
        key = self["meeting"].value()
        if not self.has_error("meeting", "invalid_choice") or not str(key).isdecimal():
            return
        meeting = considering.convened(self.plan).filter(pk=key).first()
        if meeting is None:
            return
        del self.errors["meeting"]
        is_early = considering.is_met_before(self.plan, meeting)
        why = not_amended.why_met_before() if is_early else not_amended.why_not_met_yet()
        self.add_error("meeting", why)

    def _refuse_unused(self, data: dict[str, Any]) -> None:
        """Drop nothing that was filled in because of another choice; ask what is meant."""
        if data.get("how") == "silence" and data.get("meeting"):
            sentence = _("Choose the meeting only if the area is asked in it.")
            self.add_error("meeting", unmet(sentence, "A1-4b-iii"))
        if data.get("how") == "session" and self._is_other_end(data.get("closes_at")):
            sentence = _(
                "In a meeting there is no such time: empty it, or ask between meetings."
            )
            self.add_error("closes_at", unmet(sentence, "R-07"))

    def _is_other_end(self, closes_at: datetime | None) -> bool:
        """Whether somebody typed a time of their own; the form suggests one."""
        suggested = self["closes_at"].initial
        return closes_at is not None and abs(closes_at - suggested) > SUGGESTED

    def _check_end(self, closes_at: datetime | None) -> None:
        hours = rulebook.value("R-07")["minimum_hours"]
        if closes_at is None:
            sentence = _("Say until when the partners may object.")
            self.add_error("closes_at", unmet(sentence, "R-07"))
        elif closes_at < timezone.now() + timedelta(hours=hours, minutes=-1):
            sentence = _("A no-objection period lasts %(hours)d hours at least.")
            self.add_error("closes_at", unmet(sentence, "R-07", {"hours": hours}))

    @property
    def choice(self) -> dict[str, Any]:
        """What the action asks for."""
        if self.cleaned_data["how"] == "session":
            return {"meeting": self.cleaned_data["meeting"]}
        return {"closes_at": self.cleaned_data["closes_at"]}


def _said_ahead(meeting: Meeting) -> str:
    """Which meeting is next, and from when it can be chosen."""
    sentence = _("“%(meeting)s” begins on %(day)s: from then on it can be chosen.")
    return sentence % {
        "meeting": by_people(meeting.title),
        "day": meeting_days.begins(meeting),
    }
