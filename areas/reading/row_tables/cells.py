"""What one cell of a list means: fields for the form, in words, and how sure that is."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from areas.forms.row_kinds import RowKind
from areas.models import (
    Effort,
    PlanObjective,
    PotentialDonor,
    PriorityAction,
    ProjectRequest,
)
from areas.reading.row_tables import columns, links, money
from areas.reading.row_tables.columns import Heading
from areas.reading.row_tables.links import Known, Link
from areas.reading.row_tables.tables import Grade, ReadCell
from gmp_portal.accounts.models import User
from gmp_portal.exchange.tables import cells, sentences, spans
from gmp_portal.exchange.tables.columns import Choice, Column, Kind, plain
from gmp_portal.exchange.tables.days import UnclearError
from gmp_portal.exchange.tables.grids import Cell, Holds
from gmp_portal.exchange.tables.rows import Fault
from gmp_portal.exchange.tables.spans import Stretch
from gmp_portal.ui import amounts
from gmp_portal.words import listed_apart

if TYPE_CHECKING:
    from datetime import date

    from django_stubs_ext import StrOrPromise

Fields = Mapping[str, str | list[str]]
LINKED = {
    PlanObjective: "objectives",
    PriorityAction: "actions",
    Effort: "efforts",
    PotentialDonor: "donors",
    ProjectRequest: "requests",
}
# The text in which words are kept that are no amount.
KEEPS = {"efforts": "description", "requests": "purpose"}
SEVERAL_WHO = re.compile(r"\s*[;；\n、/]\s*|\s+(?:and|et|y|и)\s+|\s*[,，]\s*")

SEVERAL_NAMED = gettext_lazy(
    "Several are named here, and an effort belongs to one of them: part the row, or name them "
    "together as another participant."
)
WHOLE_PERIOD = gettext_lazy("Only a period was written: this is the day taken for it.")
ONE_DAY = gettext_lazy("One day only stands here: is it the first or the last?")
TWO_CURRENCIES = gettext_lazy(
    "The amount and the column beside it name different currencies."
)
NO_CURRENCY = gettext_lazy("This is none of the currencies that can be chosen.")
ROUNDED = gettext_lazy("The number was rounded to two decimals.")
KEPT = gettext_lazy("These words are kept in the text of the row.")


@dataclass(frozen=True)
class Asked:
    """A cell of which the meaning is asked, with the line that it stands in."""

    kind: RowKind
    key: str
    title: str
    cell: Cell
    line: Mapping[str, Cell]
    heading: Heading
    known: Known

    @property
    def words(self) -> str:
        return self.cell.text.strip()

    @property
    def field(self) -> forms.Field | None:
        return columns.field_of(self.kind, self.key)

    def means(
        self,
        fields: Fields,
        understood: str,
        why: "StrOrPromise" = "",
    ) -> ReadCell:
        grade = Grade.CHECK if why else Grade.SURE
        return ReadCell(self.key, self.title, self.words, understood, grade, why, fields)

    def is_wrong(self, why: "StrOrPromise", fields: Fields | None = None) -> ReadCell:
        return ReadCell(
            self.key, self.title, self.words, "", Grade.WRONG, why, fields or {}
        )


Reader = Callable[[Asked], ReadCell]


def read(asked: Asked) -> ReadCell:
    """Understand a cell with something in it."""
    if asked.cell.holds in cells.UNREAD:
        return asked.is_wrong(sentences.FAULTS[cells.UNREAD[asked.cell.holds]])
    reader = _OWN.get((asked.kind.key, asked.key))
    if reader is None:
        reader = _by_field(asked)
    try:
        return reader(asked)
    except UnclearError as unclear:
        return asked.is_wrong(sentences.FAULTS[unclear.code])


def _by_field(asked: Asked) -> Reader:
    filled = asked.field
    if columns.is_amount(asked.kind, asked.key):
        return _amount
    if asked.key == "currency":
        return _currency
    if isinstance(filled, forms.DateField):
        return _day
    if isinstance(filled, forms.ModelMultipleChoiceField | forms.ModelChoiceField):
        return _linked
    if isinstance(filled, forms.MultipleChoiceField):
        return _choices
    if isinstance(filled, forms.BooleanField):
        return _tick
    return _choice if isinstance(filled, forms.ChoiceField) else _text


def _text(asked: Asked) -> ReadCell:
    return asked.means({asked.key: asked.words}, asked.words)


def _choice(asked: Asked) -> ReadCell:
    column = Column(
        asked.key,
        asked.title,
        Kind.CHOICE,
        choices=columns.choices_of(asked.kind, asked.key),
    )
    try:
        value = cells.value_of(Cell(Holds.TEXT, asked.words), column)
    except UnclearError as unclear:
        meant = _here(column.choices, cells.likely(asked.words, column))
        fault = Fault(asked.key, "", asked.words, unclear.code, meant)
        return asked.is_wrong(sentences.of_fault(fault))
    return asked.means({asked.key: str(value)}, _label(asked, str(value)))


def _tick(asked: Asked) -> ReadCell:
    """Yes or no; where no stands, nothing is ticked."""
    column = Column(asked.key, asked.title, Kind.YES_NO)
    is_yes = cells.value_of(Cell(Holds.TEXT, asked.words), column)
    return asked.means({asked.key: "on" if is_yes else ""}, _("yes") if is_yes else _("no"))


def _here(choices: tuple[Choice, ...], word: str) -> str:
    """The choice that has this word, as the reader calls it."""
    return next((each.words[0] for each in choices if word in each.words and word), "")


def _label(asked: Asked, value: str) -> str:
    return str(columns.labels_of(asked.kind, asked.key).get(value, value))


def _choices(asked: Asked) -> ReadCell:
    """Several values: their codes, numbers, or labels."""
    by_word = Column(
        asked.key, asked.title, choices=columns.choices_of(asked.kind, asked.key)
    ).by_word
    labels = columns.labels_of(asked.kind, asked.key)
    values, unread = [], []
    for part in links.parts_of(asked.words):
        form = plain(part)
        value = by_word.get(form) or by_word.get(f"o{form}") or _by_code(form, labels)
        values.append(value) if value else unread.append(part)
    kept = [*dict.fromkeys(filter(None, values))]
    if unread:
        why = _("This is none of the values of the list: %(words)s")
        return asked.is_wrong(why % {"words": listed_apart(unread)}, {asked.key: kept})
    return asked.means(
        {asked.key: kept}, listed_apart(labels.get(each, each) for each in kept)
    )


def _by_code(form: str, labels: "Mapping[str, StrOrPromise]") -> str:
    """The value with whose code a longer text begins: “O1: End the supply …”."""
    return next((value for value in labels if form.startswith(value.lower())), "")


def _day(asked: Asked) -> ReadCell:
    """A day; of a period its first day where something begins, else its last."""
    at = spans.stretch(asked.words)
    is_first = asked.key == "starts_on"
    day = at.first if is_first else at.last
    return asked.means(
        {asked.key: _iso(day)}, _in_words(day), "" if at.is_day else WHOLE_PERIOD
    )


def _period(asked: Asked) -> ReadCell:
    at = spans.span(asked.words)
    if at.is_day:
        return asked.is_wrong(ONE_DAY)
    fields = {"starts_on": _iso(at.first), "ends_on": _iso(at.last)}
    here = {
        name: value for name, value in fields.items() if value and name not in asked.line
    }
    return asked.means(here, _span_in_words(at))


def _amount(asked: Asked) -> ReadCell:
    """An amount with the currency that it, its title or the column beside it names."""
    said = _number(asked) or money.read(asked.words)
    beside = ""
    if cell := asked.line.get("currency"):
        beside = money.currency_in(cell.text)
    if said.currency and beside and said.currency != beside:
        return asked.is_wrong(TWO_CURRENCIES, _amount_fields(asked, said))
    currency = said.currency or beside or asked.heading.currencies.get(asked.key, "")
    said = replace(said, currency=currency)
    if said.is_wrong and not (said.why == money.WHICH_CURRENCY and currency):
        return asked.is_wrong(said.why, _amount_fields(asked, said))
    if said.why == money.WHICH_CURRENCY:
        said = replace(said, why="", is_wrong=False)
    fields = _amount_fields(asked, said)
    if said.amount is None and not said.why:
        return asked.means({}, "")
    if said.why in (money.NO_AMOUNT, money.CHECK_REST) and asked.kind.key in KEEPS:
        return asked.means(fields, _money(said), KEPT)
    return asked.means(fields, _money(said), said.why)


def _number(asked: Asked) -> money.Money | None:
    """What a spreadsheet keeps as a number has one reading."""
    if asked.cell.holds != Holds.NUMBER:
        return None
    try:
        value = Decimal(asked.words)
    except InvalidOperation:
        return None
    amount = value.quantize(Decimal("0.01"))
    return money.Money(amount, "", "" if abs(amount - value) < Decimal("1e-6") else ROUNDED)


def _amount_fields(asked: Asked, said: money.Money) -> dict[str, str]:
    fields = {}
    if said.amount is not None:
        fields = {asked.key: f"{said.amount:.2f}", "currency": said.currency}
    return {name: value for name, value in fields.items() if value}


def _money(said: money.Money) -> str:
    if said.amount is None:
        return ""
    return f"{said.currency} {amounts.grouped(said.amount)}".strip()


def _currency(asked: Asked) -> ReadCell:
    currency = money.currency_in(asked.words)
    if not currency:
        return asked.is_wrong(NO_CURRENCY)
    return asked.means({"currency": currency}, currency)


def _linked(asked: Asked) -> ReadCell:
    """Entries of the plan, a partner of the area, or somebody who may be a contact."""
    model = asked.kind.model._meta.get_field(asked.key).related_model
    if isinstance(asked.field, forms.ModelMultipleChoiceField):
        return _several(asked, LINKED[model])
    if model in LINKED:
        link = asked.known.entry(LINKED[model], asked.words)
    elif model is User:
        link = asked.known.contact(asked.words)
    else:
        link = asked.known.partner(asked.words)
    return _meant(asked, asked.key, link)


def _meant(asked: Asked, name: str, link: Link) -> ReadCell:
    if link.is_wrong:
        return asked.is_wrong(link.why)
    return asked.means({name: link.value}, link.label, link.why)


def _several(asked: Asked, kind: str) -> ReadCell:
    named = asked.known.entries_named(kind, asked.words)
    values = [*dict.fromkeys(link.value for _part, link in named if not link.is_wrong)]
    wrong = [(part, link) for part, link in named if link.is_wrong]
    if wrong:
        part, link = wrong[0]
        said = _("“%(words)s”: %(why)s") % {"words": part, "why": link.why}
        return asked.is_wrong(said, {asked.key: values})
    why = next((link.why for _part, link in named if link.why), "")
    return asked.means(
        {asked.key: values}, links.several(link for _part, link in named), why
    )


def _who(asked: Asked) -> ReadCell:
    """A partner of the area, else another participant (A2-VII-4)."""
    link = asked.known.partner(asked.words)
    if not link.is_wrong:
        return asked.means({"partner": link.value}, link.label)
    if link.why == links.SEVERAL_PARTNERS:
        return asked.is_wrong(link.why)
    parts = [part for part in SEVERAL_WHO.split(asked.words) if part]
    if len(parts) > 1 and any(not asked.known.partner(part).is_wrong for part in parts):
        return asked.is_wrong(SEVERAL_NAMED, {"participant": asked.words})
    why = asked.known.why_other(asked.words)
    return asked.means({"participant": asked.words}, asked.words, why)


def _donor(asked: Asked) -> ReadCell:
    """A donor of this plan, else another one; a number that no donor has is asked (A2-VII-6)."""
    link = asked.known.entry("donors", asked.words)
    if not link.is_wrong:
        return asked.means({"donor": link.value}, link.label, link.why)
    if link.why == links.SEVERAL or links.names_a_number("donors", asked.words):
        return asked.is_wrong(link.why)
    return asked.means({"other_donor": asked.words}, asked.words, links.OTHER_DONOR)


def _end(asked: Asked) -> ReadCell:
    """Another area of the Partnership, else a name (A2-IX-1, A2-IX-2)."""
    link = asked.known.area(asked.words)
    if not link.value:
        return asked.means({"name": asked.words}, asked.words)
    fields = {"area": link.value}
    return asked.means(
        fields if "side" in asked.line else fields | {"side": "inside"}, link.label
    )


def _iso(day: "date | None") -> str:
    return day.isoformat() if day else ""


def _in_words(day: "date | None") -> str:
    return date_format(day) if day else ""


def _span_in_words(at: Stretch) -> str:
    if at.first and at.last:
        return _("%(first)s to %(last)s") % {
            "first": _in_words(at.first),
            "last": _in_words(at.last),
        }
    if at.first:
        return _("from %(day)s") % {"day": _in_words(at.first)}
    return _("until %(day)s") % {"day": _in_words(at.last)}


_OWN: dict[tuple[str, str], Reader] = {
    ("efforts", "who"): _who,
    ("efforts", "period"): _period,
    ("linkages", "end"): _end,
    ("applications", "donor"): _donor,
}
