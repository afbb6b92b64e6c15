"""Assembling a report, and changing its masthead and its texts one by one."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Self, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from gmp_portal.typesetting.content import DraftDecision
from gmp_portal.ui import languages
from gmp_portal.ui.drafts import CEILING, AtMost
from gmp_portal.ui.filters import FilterForm, refuse_future
from gmp_portal.ui.forms import DateInput, PortalFormMixin
from gmp_portal.workflow import unmet
from reporting.actions import reports
from reporting.assembly import blocks, report_document
from reporting.assembly import languages as said_in
from reporting.models import Report, ReportingCycle

KINDS = [choice for choice in Report.Kind.choices if choice[0] != Report.Kind.PAST]
MASTHEAD = [
    "title",
    "subtitle",
    "symbol",
    "body_code",
    "body",
    "session",
    "place_and_dates",
    "place_note",
    "agenda_item",
    "agenda_note",
    "agenda_title",
    "issued_on",
    "job_number",
    "as_received",
]


class MastheadForm(PortalFormMixin, forms.Form):
    """The lines of the first page before the first paragraph."""

    sections = [(_("First page"), MASTHEAD)]

    title = forms.CharField(
        label=_("Title"), max_length=300, error_messages={"required": _("Give a title.")}
    )
    subtitle = forms.CharField(
        label=_("Line below the title"), max_length=200, required=False
    )
    symbol = forms.CharField(
        label=_("Symbol"),
        max_length=60,
        required=False,
        help_text=_(
            "For example UNEP/MC/COP.6/INF/16. Every language has the same symbol."
        ),
    )
    body_code = forms.CharField(
        label=_("Letters in the masthead"),
        max_length=8,
        required=False,
        help_text=_("MC for the Minamata Convention, EP for the Programme."),
    )
    body = forms.CharField(label=_("Body that meets"), max_length=300, required=False)
    session = forms.CharField(label=_("Session"), max_length=200, required=False)
    place_and_dates = forms.CharField(
        label=_("Place and dates"), max_length=200, required=False
    )
    place_note = forms.CharField(
        label=_("Note to place and dates"),
        max_length=500,
        required=False,
        help_text=_("Printed at the foot of the page, called by an asterisk."),
    )
    agenda_item = forms.CharField(label=_("Agenda item"), max_length=200, required=False)
    agenda_note = forms.CharField(
        label=_("Note to the agenda item"), max_length=500, required=False
    )
    agenda_title = forms.CharField(
        label=_("Title of the agenda item"), max_length=300, required=False
    )
    issued_on = forms.DateField(label=_("Date of issue"), widget=DateInput, required=False)
    job_number = forms.CharField(
        label=_("Job number"),
        max_length=30,
        required=False,
        help_text=_("Printed at the foot of the first page."),
    )
    as_received = forms.BooleanField(
        label=_("Say that the annexes are presented as received, without formal editing"),
        required=False,
    )

    def clean_symbol(self) -> str:
        return str(self.cleaned_data["symbol"]).strip()


class AssembleForm(MastheadForm):
    """Which cycle, for whom, in which language, and what the first page says."""

    sections = [
        (_("What is assembled"), ["cycle", "kind", "language", "as_of"]),
        (_("First page"), MASTHEAD),
    ]

    cycle = forms.ModelChoiceField(
        label=_("Reporting cycle"),
        queryset=ReportingCycle.objects.none(),
        empty_label=None,
        error_messages={"required": _("Choose a cycle.")},
    )
    kind = forms.ChoiceField(label=_("Kind of report"), choices=KINDS)
    language = forms.ChoiceField(
        label=_("Language"),
        choices=languages.of_content,
        help_text=_("Languages in which the sentences of reports are complete."),
    )
    as_of = forms.DateField(
        label=_("Figures as of"),
        widget=DateInput,
        validators=[refuse_future],
        error_messages={"required": _("Say on which day the figures are taken.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cycle = cast("forms.ModelChoiceField", self.fields["cycle"])
        cycle.queryset = ReportingCycle.objects.order_by("-opened_at")
        self.fields["language"].widget.choices = said_in.choices()

    def clean_language(self) -> str:
        language = str(self.cleaned_data["language"])
        if language not in said_in.COMPLETE:
            raise unmet(reports.NOT_WRITTEN, "B7-4")
        return language

    def clean_cycle(self) -> ReportingCycle:
        cycle: ReportingCycle = self.cleaned_data["cycle"]
        if report_document.is_empty(cycle):
            sentence = _(
                "No report was accepted in this cycle yet, so there is nothing to assemble."
            )
            raise unmet(sentence, "A1-6c-ii")
        return cycle


class BeginForm(PortalFormMixin, forms.Form):
    """Which example fills the form: a kind and a language, and a version to go along with."""

    mark_optional = False

    kind = forms.ChoiceField(label=_("Kind of report"), choices=KINDS, required=False)
    language = forms.ChoiceField(
        label=_("Language"), choices=said_in.choices, required=False
    )


class ReportFilter(FilterForm):
    """What the public list of reports shows."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[("", _("All kinds")), *Report.Kind.choices],
        required=False,
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=lambda: [("", _("All languages")), *languages.of_content()],
        required=False,
    )
    year = forms.ChoiceField(
        label=_("Year"), choices=[("", _("All years"))], required=False
    )

    def __init__(self, *args: Any, years: Sequence[int] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        year_field = cast("forms.ChoiceField", self.fields["year"])
        year_field.choices = [
            ("", _("All years")),
            *((str(year), str(year)) for year in years),
        ]

    @classmethod
    def for_list(cls, data: QueryDict, visible: Any) -> Self:
        """Offer the years of the figures in the list."""
        days = visible.dates("as_of", "year", order="DESC")
        return cls(data, years=[day.year for day in days])

    def apply(self, rows: Any) -> Any:
        asked = self.applied
        if "kind" in asked:
            rows = rows.filter(kind=asked["kind"])
        if "language" in asked:
            rows = rows.filter(language=asked["language"])
        if "year" in asked:
            rows = rows.filter(as_of__year=asked["year"])
        return rows


def _check_marks(typed: str) -> None:
    if blocks.has_open_mark(typed):
        raise ValidationError(
            _("A note is not written to its end. Notes look like this: [[note: words]].")
        )


class BlockForm(PortalFormMixin, forms.Form):
    """One paragraph or heading of a report."""

    text = forms.CharField(
        label=_("Text"),
        widget=forms.Textarea({"rows": 10}),
        validators=[AtMost(CEILING)],
        help_text=_(
            "A note stands in the text where its number belongs: [[note: words of the note]]. "
            "Words in italics: [[italic: words]]."
        ),
        error_messages={"required": _("A paragraph without words is removed instead.")},
    )

    def clean_text(self) -> str:
        typed = str(self.cleaned_data["text"])
        _check_marks(typed)
        return typed

    @staticmethod
    def initial_of(place: blocks.Place) -> dict[str, Any]:
        return {"text": place.text}

    def changed(self, place: blocks.Place) -> Any:
        """The block with the text that was typed."""
        typed, block = self.cleaned_data["text"], cast("Any", place.block)
        if place.is_heading:
            return replace(block, title=" ".join(typed.split()))
        return replace(block, runs=blocks.read(typed))


class DecisionForm(PortalFormMixin, forms.Form):
    """A draft decision: its title, who decides, why, and what."""

    title = forms.CharField(label=_("Title"), max_length=300)
    opening = forms.CharField(label=_("Who decides"), max_length=300)
    preamble = forms.CharField(
        label=_("Why"),
        widget=forms.Textarea({"rows": 8}),
        required=False,
        validators=[AtMost(CEILING)],
        help_text=_("One paragraph each, with an empty line between them."),
    )
    operative = forms.CharField(
        label=_("What is decided"),
        widget=forms.Textarea({"rows": 12}),
        validators=[AtMost(CEILING)],
        help_text=_(
            "One paragraph each, with an empty line between them; they are numbered by the "
            "portal. Parts of a paragraph stand on lines of their own: (a) words."
        ),
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        for name in ("opening", "preamble", "operative"):
            try:
                _check_marks(values.get(name, ""))
            except ValidationError as error:
                self.add_error(name, error)
        return values

    @staticmethod
    def initial_of(place: blocks.Place) -> dict[str, Any]:
        block = cast("DraftDecision", place.block)
        return {
            "title": block.title,
            "opening": blocks.written(block.opening),
            "preamble": "\n\n".join(blocks.written(text) for text in block.preamble),
            "operative": blocks.written_operative(block.operative),
        }

    def changed(self, place: blocks.Place) -> DraftDecision:
        values = self.cleaned_data
        return DraftDecision(
            title=values["title"],
            opening=blocks.read(values["opening"]),
            preamble=blocks.read_paragraphs(values["preamble"]),
            operative=blocks.read_operative(values["operative"]),
        )
