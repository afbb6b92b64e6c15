"""The columns of each list of a plan: their titles in the six languages, and what else people
write above them.
"""

import csv
import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.text import capfirst

from areas.forms.row_kinds import RowKind
from areas.reading.row_tables import money
from areas.reading.tongue import Tongue
from gmp_portal.exchange.tables import matching
from gmp_portal.exchange.tables.columns import Choice, Column, Kind, Table, plain
from gmp_portal.exchange.tables.grids import Cell, Grid, Holds
from gmp_portal.exchange.tables.rows import Note
from gmp_portal.reference.models import active_language
from gmp_portal.search.register import in_all_languages
from gmp_portal.ui.amounts import AmountField

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FILE = Path(__file__).resolve().parents[2] / "data" / "row_columns.csv"
LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")
# What a table has in one column, and a form in two fields, or the other way round.
JOINED: dict[str, dict[str, tuple[str, ...]]] = {
    "efforts": {"who": ("partner", "participant")},
    "linkages": {"end": ("area", "name")},
    "applications": {"donor": ("donor", "other_donor")},
}
# Understood where people have them, and not offered.
UNDERSTOOD = {
    "efforts": ("participant", "period", "milestones"),
    "applications": ("other_donor",),
}
# Words for values that are none of their labels.
CHOICE_WORDS = {
    "overarching": ("general", "cross-cutting", "global", "overall", "总体性", "综合"),
    "bilateral": ("two partners", "双方"),
    "collaborative": ("joint", "together", "multilateral", "合作", "联合", "多边"),
    "idea": ("proposal", "concept", "想法", "设想"),
    "seeking": ("looking for funds", "funding sought", "unfunded", "筹资中"),
    "taken_up": ("started", "under way", "ongoing", "已启动"),
    "dropped": ("cancelled", "abandoned", "取消"),
    "donor": ("government", "foundation", "捐助方", "捐助者"),
    "finance": ("bank", "fund", "development bank", "银行", "金融机构", "基金"),
    "inside": ("inside", "internal", "partnership", "内部"),
    "outside": ("outside", "external", "外部"),
}
IN_BRACKETS = re.compile(r"\s*[(（\[]([^)）\]]*)[)）\]]\s*")
BETWEEN = re.compile(r"\s*[/|\n]\s*")
# Below these the words of a title say nothing by themselves.
SHORTEST_PART = 4


@functools.cache
def _titles() -> dict[tuple[str, str], dict[str, tuple[str, ...]]]:
    with FILE.open(encoding="utf-8", newline="") as lines:
        return {
            (row["list"], row["key"]): {
                code: tuple(row[code].split(";")) for code in LANGUAGES
            }
            for row in csv.DictReader(lines, delimiter="|")
        }


def keys_of(kind: RowKind, *, offered: bool = False) -> Iterator[str]:
    """The columns in the portal's order, in which they are also read where no titles stand."""
    joined = JOINED.get(kind.key, {})
    into = {name: key for key, names in joined.items() for name in names}
    keys = dict.fromkeys(into.get(name, name) for name in kind.form.base_fields)
    yield from keys
    if not offered:
        yield from UNDERSTOOD.get(kind.key, ())


def together(kind: RowKind, name: str) -> tuple[str, ...]:
    """The fields that one column fills together with this one."""
    joined = JOINED.get(kind.key, {}).values()
    return next((names for names in joined if name in names), (name,))


def field_of(kind: RowKind, key: str) -> forms.Field | None:
    """The field of the form that a column fills; nothing where it fills several or others."""
    filled: forms.Field | None = kind.form.base_fields.get(key)
    return filled


def title_of(kind: RowKind, key: str, language: str = "") -> str:
    """What stands above the column, in one of the six languages."""
    words = _titles().get((kind.key, key))
    if words:
        return words[language if language in LANGUAGES else "en"][0]
    labelled = field_of(kind, key)
    return capfirst(str(labelled.label if labelled and labelled.label else key))


def words_of(kind: RowKind, key: str) -> tuple[str, ...]:
    """All titles under which the column is known."""
    words = _titles().get((kind.key, key))
    if words:
        return tuple(each for code in LANGUAGES for each in words[code])
    labelled = field_of(kind, key)
    return tuple(in_all_languages(labelled.label)) if labelled and labelled.label else ()


def labels_of(kind: RowKind, key: str) -> "dict[str, StrOrPromise]":
    """What can be chosen, as forms show it; nothing where nothing is chosen of a fixed list."""
    chosen = field_of(kind, key)
    if not isinstance(chosen, forms.ChoiceField) or isinstance(
        chosen, forms.ModelChoiceField
    ):
        return {}
    offered: Any = chosen.choices
    return {str(value): label for value, label in offered if value}


def choices_of(kind: RowKind, key: str, language: str = "en") -> tuple[Choice, ...]:
    """What can be chosen, in the words of all languages; those of one language come first."""
    labels: Any = labels_of(kind, key)
    if labels:
        column: Any = kind.model._meta.get_field(key)
        # A form may say more than the words of the value, such as its code.
        labels = dict(getattr(column, "base_field", column).choices or labels.items())
    return tuple(
        _choice(str(value), label, language) for value, label in labels.items() if value
    )


def _choice(value: str, label: Any, language: str) -> Choice:
    said = _said(label, language)
    others = [_said(label, code) for code in LANGUAGES]
    words = (said, *others, *in_all_languages(label), *CHOICE_WORDS.get(value, ()))
    return Choice(value, tuple(dict.fromkeys(words)))


def _said(label: Any, language: str) -> str:
    try:
        return Tongue(language).said(label)
    except KeyError:
        # What no document says has no words in all six languages.
        return str(label)


def table_of(kind: RowKind, language: str = "en", *, offered: bool = False) -> Table:
    """The list as a table: its columns by all their titles."""
    columns = tuple(
        Column(
            key,
            title_of(kind, key, language),
            kind_of(kind, key),
            also=words_of(kind, key),
            choices=choices_of(kind, key, language),
            has_lines=True,
        )
        for key in keys_of(kind, offered=offered)
    )
    return Table(kind.key, str(kind.title), columns)


def kind_of(kind: RowKind, key: str) -> Kind:
    """What a cell of the column holds; amounts and links are texts here."""
    filled = field_of(kind, key)
    if isinstance(filled, forms.DateField):
        return Kind.DAY
    if isinstance(filled, forms.MultipleChoiceField | forms.ModelMultipleChoiceField):
        return Kind.LIST
    if isinstance(filled, forms.ModelChoiceField):
        return Kind.TEXT
    if isinstance(filled, forms.BooleanField):
        return Kind.YES_NO
    return Kind.CHOICE if isinstance(filled, forms.ChoiceField) else Kind.TEXT


def is_amount(kind: RowKind, key: str) -> bool:
    """Whether the column holds money."""
    return isinstance(field_of(kind, key), AmountField)


def is_link(kind: RowKind, key: str) -> bool:
    """Whether the field names an entry of the plan, a partner, a person or an area."""
    return isinstance(field_of(kind, key), forms.ModelChoiceField)


def is_several(kind: RowKind, key: str) -> bool:
    """Whether the field takes several values."""
    return kind_of(kind, key) == Kind.LIST


@dataclass(frozen=True)
class Heading:
    """Which column of the list stands at which place of each line, counted from 0."""

    places: dict[str, int]
    titles: dict[str, str]
    unknown: dict[int, str] = field(default_factory=dict)
    renamed: tuple[Note, ...] = ()
    # The currency that a title says for all amounts below it: "Cost (USD)".
    currencies: dict[str, str] = field(default_factory=dict)


def in_order(kind: RowKind) -> Heading:
    """Where no titles stand: the columns in the portal's order."""
    keys = list(keys_of(kind, offered=True))
    titles = {key: title_of(kind, key, active_language()) for key in keys}
    return Heading({key: place for place, key in enumerate(keys)}, titles)


def match(kind: RowKind, header: Sequence[str]) -> Heading:
    """Find the columns by their titles; what is not known keeps its name."""
    table = table_of(kind)
    known = {
        plain(word): column.key
        for column in reversed(table.columns)
        for word in reversed((column.key, column.title, *column.also))
    }
    grid = Grid("")
    for place, title in enumerate(header, start=1):
        if title.strip():
            grid.put(1, place, Cell(Holds.TEXT, _known_part(title, known)))
    if not grid.rows:
        return Heading({}, {})
    matched = matching.matched(grid, 1, table)
    places = {key: place - 1 for key, place in matched.columns.items()}
    taken = set(places.values())
    return Heading(
        places,
        {key: header[place].strip() for key, place in places.items()},
        {
            place: title.strip()
            for place, title in enumerate(header)
            if title.strip() and place not in taken
        },
        tuple(note for note in matched.notes if note.code == "column_renamed"),
        {
            key: currency
            for key, place in places.items()
            if is_amount(kind, key) and (currency := money.currency_in(header[place]))
        },
    )


def _known_part(title: str, known: dict[str, str]) -> str:
    """Of “Responsible partner / organization (lead)” the part that is the title of a column."""
    text = " ".join(title.split())
    bare = IN_BRACKETS.sub(" ", text).strip(" *:：.")
    parts = [
        text,
        bare,
        *BETWEEN.split(IN_BRACKETS.sub(" ", title)),
        *_without_currency(bare),
    ]
    numbers = re.sub(r"^\W*\d+\s*[.)、]\s*", "", bare)
    for part in (*parts, numbers):
        if plain(part) in known:
            return part
    return bare or text


def _without_currency(title: str) -> list[str]:
    words = [word for word in re.split(r"[\s,，]+", title) if not money.currency_in(word)]
    longest = " ".join(word for word in words if word.casefold() not in ("in", "en", "в"))
    return [longest] if len(longest) >= SHORTEST_PART else []


def header_line(kind: RowKind, lines: Sequence[Sequence[str]]) -> int | None:
    """The line with the titles, among the first ones; nothing where the rows begin at once."""
    for number, line in enumerate(lines[:3]):
        said = [cell for cell in line if cell.strip()]
        fitting = len(match(kind, line).places)
        if said and fitting >= min(2, len(said)) and 2 * fitting >= len(said):
            return number
        if len(said) > 1:
            # Above the titles stands a caption at most.
            return None
    return None
