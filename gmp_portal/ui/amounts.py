"""Amounts as people write them: read where they have one reading, shown in groups of three."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import get_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from gmp_portal.ui.tags.component import component

PLACES = 2
# Marks that part thousands, and those that part decimals; a space is any space, see `plainly`.
GROUPS, DECIMALS = (",", ".", " ", "'", "\u066c"), (",", ".", "\u066b")
APOSTROPHES = dict.fromkeys(map(ord, "\u2019\u2018\u02bc\u00b4`"), "'")
MINUS = dict.fromkeys(map(ord, "\u2212\u2010\u2011\u2012\u2013"), "-")
# Full-width and small forms, and the Arabic comma. Raised, lowered and circled figures are none:
# 10\u00b2 is not 102.
USUAL = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | dict(
    zip(map(ord, "\ufe50\ufe52\ufe63\u060c"), ",.-,", strict=True)
)
# No amount is so long, with all its spaces.
LONGEST = 40
# 10,00,380 as it is written in India: two and two digits before the last three.
INDIAN = re.compile(r"(\d{1,2}(?:,\d\d)+,\d{3})(?:\.(\d+))?")
DECIMAL = re.compile(r"(\d*)[.,\u066b](\d+)")
WHOLE = re.compile(r"\d+")
GROUPED = tuple(
    re.compile(
        rf"([1-9]\d{{0,2}}(?:{re.escape(group)}\d{{3}})+)(?:{re.escape(mark)}(\d+))?"
    )
    for group in GROUPS
    for mark in DECIMALS
    if mark != group
)


class Reading(NamedTuple):
    """One way to understand what was typed, and how it is written so that no other is left."""

    value: Decimal
    text: str


def readings(typed: str) -> list[Decimal]:
    """Each number that somebody may have meant; none where it is no number."""
    if len(typed.strip()) > LONGEST:
        return []
    text = plainly(typed)
    values = dict.fromkeys(_values(text.removeprefix("-")))
    # Decimals are multiplied to 28 figures only; this keeps each of them.
    return [value.copy_negate() if text.startswith("-") else value for value in values]


def _values(text: str) -> Iterator[Decimal]:
    if WHOLE.fullmatch(text):
        yield Decimal(text)
    if decimal := DECIMAL.fullmatch(text):
        yield Decimal(f"{decimal[1] or 0}.{decimal[2]}")
    for pattern in (*GROUPED, INDIAN):
        if grouped := pattern.fullmatch(text):
            whole = re.sub(r"\D", "", grouped[1])
            yield Decimal(f"{whole}.{grouped[2]}" if grouped[2] else whole)


def plainly(typed: str) -> str:
    """Return the same with digits 0 to 9 and one kind of space, apostrophe and minus."""
    text = typed.translate(USUAL).translate(APOSTROPHES).translate(MINUS)
    digits = (str(unicodedata.decimal(letter, letter)) for letter in text)
    return " ".join("".join(digits).split())


def with_currency(amount: Decimal | None, currency: str) -> str:
    """An amount with its currency in front, such as USD 12,500; nothing where none is known."""
    return "" if amount is None else f"{currency} {grouped(amount)}"


def grouped(value: Decimal | float | str, places: int | None = None) -> str:
    """A number as this language groups it: 1,000,380 or 1 000 380,50; cents only if any."""
    number = Decimal(str(value))
    if places is None:
        places = 0 if number == number.to_integral() else PLACES
    group, mark = _marks()
    text = f"{number:,.{places}f}"
    return text.replace(",", "\0").replace(".", mark).replace("\0", group)


def written(value: Decimal) -> str:
    """The same so that nobody can read it in two ways: 1,000.00, and never 1,000."""
    if -value.as_tuple().exponent > PLACES:  # type: ignore[operator]
        return grouped(value, -value.as_tuple().exponent)  # type: ignore[operator]
    text = grouped(value)
    return text if readings(text) == [value] else grouped(value, PLACES)


def _marks() -> tuple[str, str]:
    mark = str(get_format("DECIMAL_SEPARATOR"))
    # Where a language has no mark of its own for thousands, as Chinese: the other one.
    group = str(get_format("THOUSAND_SEPARATOR")) or {".": ",", ",": "."}[mark]
    return group, mark


def choices(typed: str) -> list[Reading]:
    """What to choose from where an amount has two readings; otherwise nothing."""
    values = readings(typed)
    return [Reading(value, _told_apart(value)) for value in values] if values[1:] else []


def _told_apart(value: Decimal) -> str:
    text = grouped(value, PLACES)
    return text if Decimal(round(value, PLACES)) == value else str(value)


def said(typed: str) -> str:
    """The amount that was understood, in groups; empty where there is not exactly one."""
    values = readings(typed)
    return written(values[0]) if len(values) == 1 else ""


class AmountInput(forms.TextInput):
    """A text field for an amount, which says beside it what was understood."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        usual = {"inputmode": "decimal", "autocomplete": "off", "dir": "ltr"}
        super().__init__(usual | {"data-reads": "amount"} | (attrs or {}))

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, Decimal | int | float):
            return written(Decimal(str(value)))
        text: str | None = super().format_value(value)
        return text

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """What was typed, or the reading of it that was chosen."""
        typed, chosen = data.get(name), data.get(f"{name}-reading")
        offered = {str(reading.value) for reading in choices(str(typed or ""))}
        return _chosen_text(Decimal(str(chosen))) if chosen in offered else typed

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: Any = None,
    ) -> SafeString:
        field = super().render(name, value, attrs, renderer)
        shown = self.format_value(value) or ""
        control = (attrs or {}).get("id", f"id_{name}")
        beside = component(
            "amount", name=name, control=control, said=said(shown), choices=choices(shown)
        )
        return field + beside


def _chosen_text(value: Decimal) -> str:
    """A reading that was chosen, in figures that nobody reads in another way."""
    exact = Decimal(round(value, PLACES))
    return written(exact) if exact == value else f"{value}0"


class AmountField(forms.DecimalField):
    """Reads an amount that has one reading; of one that has two it shows both (A2-IV-3)."""

    widget = AmountInput

    def __init__(self, *, min_value: Any = 0, **kwargs: Any) -> None:
        super().__init__(
            min_value=min_value,
            max_digits=kwargs.pop("max_digits", 14),
            decimal_places=kwargs.pop("decimal_places", PLACES),
            **kwargs,
        )

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        return (
            Decimal(value) if isinstance(value, Decimal | int) else self._read(str(value))
        )

    def _read(self, typed: str) -> Decimal:
        values = readings(typed)
        if len(values) > 1:
            raise _asks_which(typed)
        if not values:
            raise ValidationError(
                _(
                    "Write the number alone, in figures such as 250000.00 or 250,000.00. A "
                    "currency is chosen beside it."
                ),
                code="invalid",
            )
        if values[0] < 0 and self.min_value is not None:
            raise ValidationError(
                _("Write the amount without a sign: it is not below zero."), code="negative"
            )
        return values[0]

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}

    def plain(self, value: Any) -> str:
        """The value whatever language it was typed in; what cannot be read stays as typed."""
        try:
            number = self.to_python(value)
        except ValidationError:
            return str(value)
        return "" if number is None else f"{number:.{PLACES}f}"


def _asks_which(typed: str) -> ValidationError:
    first, second = (reading.text for reading in choices(typed)[:2])
    return ValidationError(
        _(
            "“%(typed)s” can be read as %(first)s or as %(second)s. Choose which of them is "
            "meant, or write it with two decimals."
        ),
        code="two_readings",
        params={"typed": typed.strip(), "first": first, "second": second},
    )
