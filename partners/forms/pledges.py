"""The contributions of a letter, row by row: kind, amount or effort, and time (A1-2b)."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from gmp_portal.ui.amounts import AmountField, written
from gmp_portal.ui.forms import PortalFormMixin
from gmp_portal.ui.rows import Rows
from gmp_portal.workflow import unmet
from partners.models import LetterOfIntent, Pledge
from partners.models.choices import FIRST_YEAR, LAST_YEAR
from partners.models.letter_states import Contribution
from partners.models.pledges import UNITS

MOST_PLEDGES = 12


YEAR = _("Write the year in four figures, such as 2026.")
FOUR_FIGURES = {"invalid": YEAR, "min_value": YEAR, "max_value": YEAR}


class PledgeForm(PortalFormMixin, forms.Form):
    """One contribution; a draft may leave open what is not known yet."""

    kind = forms.ChoiceField(
        label=_("What do you bring?"),
        choices=[("", _("Choose")), *Contribution.choices],
        required=False,
    )
    amount = AmountField(label=_("How much?"), required=False)
    unit = forms.ChoiceField(
        label=_("Of what?"), choices=[("", _("Not known yet")), *UNITS], required=False
    )
    rhythm = forms.ChoiceField(
        label=_("In all or each year?"),
        choices=Pledge.Rhythm.choices,
        initial=Pledge.Rhythm.ONCE,
        required=False,
    )
    first_year = forms.IntegerField(
        label=_("From the year"),
        error_messages=FOUR_FIGURES,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        required=False,
        localize=False,
    )
    last_year = forms.IntegerField(
        label=_("To the year"),
        error_messages=FOUR_FIGURES,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        required=False,
        localize=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # The head of the rows says once that only the kind is asked for.
            field.mark_optional = False  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        amount, unit = values.get("amount"), values.get("unit")
        if amount == 0:
            self.add_error("amount", unmet(_("Write an amount above zero."), "A1-2b"))
        if amount and not unit and "unit" in values:
            self.add_error("unit", unmet(_("Say of what this is the amount."), "A1-2b"))
        if unit and amount is None and "amount" in values:
            self.add_error("amount", unmet(_("Write how much."), "A1-2b"))
        if values.get("kind") == Contribution.FUNDING and unit and not unit.isupper():
            said = _("Funding is money: choose its currency, or another kind.")
            self.add_error("unit", unmet(said, "A1-2b"))
        first, last = values.get("first_year"), values.get("last_year")
        if first and last and last < first:
            said = _("The last year lies before the first one.")
            self.add_error("last_year", unmet(said, "A1-2b"))
        values["rhythm"] = values.get("rhythm") or Pledge.Rhythm.ONCE
        return values


class PledgeRowsBase(Rows):
    label = _("Contributions")


# Of too many rows none is lost: they are shown again until some are taken out.
PledgeRows = formset_factory(
    PledgeForm,
    PledgeRowsBase,
    extra=0,
    can_delete=True,
    max_num=MOST_PLEDGES,
    absolute_max=2 * MOST_PLEDGES,
    validate_max=True,
)
PREFIX = "pledges"


def rows_of(letter: LetterOfIntent, data: Any = None) -> BaseFormSet:
    """The rows as they are kept, or as somebody sent them; an empty one where there is none."""
    kept = [*letter.pledges.values(*Pledge.ANSWERS)]
    if data is None:
        return PledgeRows(initial=kept or [{}], prefix=PREFIX)
    if not any(name.startswith(f"{PREFIX}-") for name in data):
        # Whoever sends other answers only, as a page from before there were rows, changes none.
        data = _with_kept(data, kept)
    return PledgeRows(data, prefix=PREFIX)


def _with_kept(data: QueryDict, kept: list[dict[str, Any]]) -> QueryDict:
    typed = data.copy()
    for name in ("TOTAL", "INITIAL"):
        typed[f"{PREFIX}-{name}_FORMS"] = str(len(kept))
    for number, row in enumerate(kept):
        for name, value in row.items():
            shown = written(value) if isinstance(value, Decimal) else value
            typed[f"{PREFIX}-{number}-{name}"] = "" if shown is None else str(shown)
    return typed


def with_kinds(rows: Any, kinds: Sequence[str]) -> list[dict[str, list[str]]]:
    """The rows as they stand, and one for each kind that has none yet."""
    named = {kind for row in rows for kind in row.get("kind", [])}
    kept = [row for row in rows if row.get("kind")]
    rhythm = [str(Pledge.Rhythm.ONCE)]
    return [
        *kept,
        *({"kind": [kind], "rhythm": rhythm} for kind in kinds if kind not in named),
    ]
