"""Forms of a decision by consensus."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from gmp_portal import rulebook
from gmp_portal.meetings import not_now
from gmp_portal.meetings.actions import silences
from gmp_portal.meetings.models import (
    AgendaItem,
    Decision,
    Elector,
    Meeting,
    Objection,
    Position,
)
from gmp_portal.meetings.reading import agendas, meeting_days
from gmp_portal.meetings.subjects import GENERAL
from gmp_portal.ui import languages
from gmp_portal.ui.forms import DateTimeInput, PortalFormMixin
from gmp_portal.words import Written, by_people, labelled_by_people
from gmp_portal.workflow import unmet

Kind = Position.Kind


class DecisionForm(PortalFormMixin, forms.Form):
    """What a body is to decide."""

    title = forms.CharField(label=_("Title"), max_length=300)
    text = forms.CharField(
        label=pgettext_lazy("decision", "Text"),
        max_length=20_000,
        widget=forms.Textarea({"rows": 10}),
        help_text=_("The words that are to be adopted; an empty line begins a paragraph."),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=languages.of_content,
        initial=get_language,
    )
    agenda_item = forms.ModelChoiceField(
        AgendaItem.objects.none(),
        label=_("Agenda item"),
        required=False,
        empty_label=_("Not chosen"),
    )
    subject_label = forms.CharField(
        label=_("About"),
        max_length=300,
        required=False,
        help_text=_(
            "In your own words. A decision about a review, a chair, a lead or a new area is "
            "drafted on the page of that, and only such a decision can be recorded there."
        ),
    )

    def __init__(
        self,
        *args: Any,
        meeting: Meeting | None,
        decision: Decision | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if decision is not None:
            # A text stays in the language in which it was begun.
            del self.fields["language"]
        if decision is not None and decision.about != GENERAL:
            del self.fields["subject_label"]
        if meeting is None:
            del self.fields["agenda_item"]
            return
        field: Any = self.fields["agenda_item"]
        field.queryset = meeting.agenda.all()
        lines = agendas.flat(agendas.tree(meeting))
        field.choices = [
            ("", _("Not chosen")),
            *((x.item.pk, Written(x.label)) for x in lines),
        ]


class ConsensusForm(PortalFormMixin, forms.Form):
    """That nobody present objects to this very text (R-18)."""

    is_agreed = forms.BooleanField(
        label=_("I have put this text to the meeting, and nobody present objects"),
        error_messages={"required": _("Say that nobody present objects.")},
    )


class OpenForm(PortalFormMixin, forms.Form):
    """How the members are asked: in session, or by a no-objection period (R-07)."""

    mode = forms.ChoiceField(
        label=_("How it is decided"),
        choices=Decision.Mode.choices,
        widget=forms.RadioSelect,
    )
    closes_at = forms.DateTimeField(
        label=_("Objections until"), widget=DateTimeInput(), required=False
    )

    def __init__(self, *args: Any, decision: Decision, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rule = rulebook.value("R-07")
        self.fields["closes_at"].help_text = _(
            "For a no-objection period: %(hours)d hours from now at least. "
            "Empty means %(days)d days. The time is meant in your own time zone."
        ) % {"hours": rule["minimum_hours"], "days": rule["default_days"]}
        self.not_in_session = not_now.why_not_in_session(decision)
        field: Any = self.fields["mode"]
        silent = (Decision.Mode.NO_OBJECTION.value, Decision.Mode.NO_OBJECTION.label)
        meeting = decision.meeting
        if self.not_in_session is None and meeting is not None:
            label = labelled_by_people(
                Decision.Mode.IN_SESSION.label, meeting_days.named(meeting)
            )
            field.choices = [(Decision.Mode.IN_SESSION.value, label), silent]
            return
        field.choices, field.initial = [silent], Decision.Mode.NO_OBJECTION
        if meeting is not None and self.not_in_session is not None:
            field.help_text = _said_ahead(meeting) or self.not_in_session.message

    def clean_closes_at(self) -> datetime | None:
        return long_enough(self.cleaned_data.get("closes_at"))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        wants_session = self["mode"].value() == Decision.Mode.IN_SESSION
        if wants_session and self.not_in_session is not None:
            del self.errors["mode"]
            self.add_error("mode", self.not_in_session)
        if data.get("mode") == Decision.Mode.IN_SESSION and data.get("closes_at"):
            sentence = _(
                "A time until which members may object goes with a no-objection period: choose "
                "that, or leave the time empty."
            )
            self.add_error("closes_at", unmet(sentence, "R-07"))
        return data


def _said_ahead(meeting: Meeting) -> str:
    """From when the members can be asked in their meeting, where it has not begun."""
    if meeting.status not in not_now.MEETS or meeting.starts_on is None:
        return ""
    sentence = _(
        "“%(meeting)s” begins on %(day)s: from then on it can be decided in session."
    )
    return sentence % {
        "meeting": by_people(meeting.title),
        "day": meeting_days.begins(meeting),
    }


def long_enough(closes_at: datetime | None) -> datetime | None:
    """Refuse an end that leaves members less time than the working rule gives (R-07)."""
    if closes_at and silences.is_too_short(closes_at):
        raise unmet(
            _("Members have at least %(hours)d hours to object. Choose a later time."),
            "R-07",
            {"hours": silences.minimum_hours()},
        )
    return closes_at


# Objections have a reason and a wording in every body that acts by consensus.
CONSENSUS = "A1-4a-iii"


class PositionForm(PortalFormMixin, forms.Form):
    """What an elector says about the current text."""

    sections = [
        (_("Where you stand"), ["line", "kind"]),
        (_("If you wish to explain your position"), ["statement"]),
        (_("If you object"), ["reason", "acceptable_wording"]),
    ]
    when_needed = {
        "statement": _("Needed if you choose a position with a statement."),
        "reason": _("Needed if you object."),
        "acceptable_wording": _("Needed if you object."),
    }

    line = forms.ModelChoiceField(
        Elector.objects.none(), label=_("You speak for"), empty_label=_("Choose")
    )
    kind = forms.ChoiceField(
        label=_("Your position"), choices=Kind.choices, widget=forms.RadioSelect
    )
    statement = forms.CharField(
        label=_("Statement for the record"),
        max_length=5000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_(
            "Public with the decision, whatever your position is. It does not stand in the way "
            "of adoption."
        ),
    )
    reason = forms.CharField(
        label=_("Reason of your objection"),
        max_length=5000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
    acceptable_wording = forms.CharField(
        label=_("Wording that you could accept"),
        max_length=5000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, *args: Any, lines: Sequence[Elector], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clause = lines[0].decision.body.consensus_clause if lines else CONSENSUS
        field: Any = self.fields["line"]
        field.queryset = Elector.objects.filter(pk__in=[line.pk for line in lines])
        if len(lines) < 2:
            # Nobody is asked where there is nothing to choose.
            field.required, field.widget = False, forms.HiddenInput()

    def offer_objection_alone(self) -> None:
        """Once a voice has no time left, an objection is all that is still kept, as late.

        It is no position, so it has no statement of its own.
        """
        del self.fields["statement"]
        groups = self.helper.layout.fields
        self.helper.layout.fields = [row for row in groups if "statement" not in row.fields]
        kinds: Any = self.fields["kind"]
        kinds.choices = [row for row in Kind.choices if row[0] == Kind.OBJECTION]
        kinds.initial = Kind.OBJECTION

    def clean(self) -> dict[str, Any]:
        """Take every word that was typed, or ask which position it belongs to."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("kind") == Kind.WITH_STATEMENT and not data.get("statement"):
            self.add_error("statement", _("Write the statement."))
        has_grounds = data.get("reason") or data.get("acceptable_wording")
        if data.get("kind") in (Kind.NO_OBJECTION, Kind.WITH_STATEMENT) and has_grounds:
            sentence = _(
                "You wrote why you object, but chose that you do not. Choose “Objection”, or move "
                "your words to the statement."
            )
            self.add_error("kind", unmet(sentence, self.clause))
        if data.get("kind") == Kind.OBJECTION:
            if not data.get("reason"):
                self.add_error("reason", unmet(_("Say why you object."), self.clause))
            if not data.get("acceptable_wording"):
                sentence = _("Offer a wording that you could accept.")
                self.add_error("acceptable_wording", unmet(sentence, self.clause))
        return data


class NoteForm(PortalFormMixin, forms.Form):
    """A note that goes with withdrawing an objection."""

    note = forms.CharField(
        label=_("Note"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3})
    )


class TextForm(PortalFormMixin, forms.Form):
    """A new version of the text, in session."""

    text = forms.CharField(
        label=_("New text"), max_length=20_000, widget=forms.Textarea({"rows": 10})
    )


class AccommodateForm(TextForm):
    """A new version of the text that meets objections."""

    objections = forms.ModelMultipleChoiceField(
        Objection.objects.none(),
        label=_("Objections that the new text meets"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose the objection that the new text meets.")},
    )
    closes_at = forms.DateTimeField(
        label=_("New end of the period"),
        widget=DateTimeInput(),
        required=False,
        help_text=_("The period begins again. Empty for the usual length."),
    )

    def __init__(self, *args: Any, decision: Decision, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["objections"]
        field.queryset = decision.objections.standing().select_related("elector")
        field.label_from_instance = lambda objection: objection.elector.organisation
        if not decision.is_silent:
            del self.fields["closes_at"]

    def clean_closes_at(self) -> datetime | None:
        return long_enough(self.cleaned_data.get("closes_at"))


class EndForm(PortalFormMixin, forms.Form):
    """An end without adoption."""

    outcome = forms.ChoiceField(
        label=_("Outcome"),
        widget=forms.RadioSelect,
        choices=[
            ("defer", Decision.Status.DEFERRED.label),
            ("record_no_consensus", Decision.Status.NO_CONSENSUS.label),
            ("withdraw", Decision.Status.WITHDRAWN.label),
        ],
    )
    reason = forms.CharField(
        label=_("Note"), max_length=5000, widget=forms.Textarea({"rows": 4})
    )

    def __init__(self, *args: Any, decision: Decision, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not decision.is_open:
            field: Any = self.fields["outcome"]
            field.choices = [("withdraw", Decision.Status.WITHDRAWN.label)]
            field.initial = "withdraw"
