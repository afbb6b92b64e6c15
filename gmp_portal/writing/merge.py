"""Joining what two people made of the same text (three-way, by paragraph, field and row)."""

import json
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar, cast

from gmp_portal.typesetting.signs import lines as signs
from gmp_portal.ui.versions import Field, Row, Values
from gmp_portal.writing.alignment import align

Item = TypeVar("Item", bound=Hashable)


class Stretch(NamedTuple):
    """What the three texts have in one place."""

    base: slice
    mine: slice
    theirs: slice


@dataclass(frozen=True)
class Clash:
    """A field that both changed in the same place; nobody but a person can join it."""

    name: str
    base: Field | list[Row] | None
    mine: Field | list[Row]
    theirs: Field | list[Row]


@dataclass
class Merged:
    """The values that hold what both changed, and the fields where that is not possible."""

    values: Values = field(default_factory=dict)
    clashes: list[Clash] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)
    """The fields into which something of the other came."""


def values(base: Values | None, mine: Values, theirs: Values, prose: set[str]) -> Merged:
    """Join two sets of values; where it clashes, the value is mine with theirs around it.

    Without a base nobody can tell who changed what: what differs from a text that stands there
    is a clash.
    """
    merged = Merged()
    for name, typed in mine.items():
        stored = theirs.get(name, [])
        before = None if base is None else base.get(name, [])
        joined, is_clear = _join(before, typed, stored, is_prose=name in prose)
        merged.values[name] = joined
        if not is_clear:
            merged.clashes.append(Clash(name, before, typed, stored))
        if joined != typed:
            merged.taken.append(name)
    return merged


def _join(
    base: Field | list[Row] | None,
    mine: Field | list[Row],
    theirs: Field | list[Row],
    *,
    is_prose: bool,
) -> tuple[Field | list[Row], bool]:
    if mine in (theirs, base):
        return theirs, True
    if theirs == base:
        return mine, True
    if base is None:
        # Where nothing stands, nothing can be overwritten.
        return mine, not theirs
    if is_prose:
        text, is_clear = paragraphs(
            *("".join(cast("Field", each)) for each in (base, mine, theirs))
        )
        return ([text] if text else []), is_clear
    if any(isinstance(row, dict) for row in (*base, *mine, *theirs)):
        return _rows(*(cast("list[Row]", each) for each in (base, mine, theirs)))
    return mine, False


def paragraphs(base: str, mine: str, theirs: str) -> tuple[str, bool]:
    """Join two texts paragraph by paragraph; the second answer says whether all was clear."""
    if signs.is_signed(mine) or signs.is_signed(theirs):
        # A text that got signs meanwhile is compared with what it was with signs.
        base, mine, theirs = map(_with_signs, (base, mine, theirs))
    lines, is_clear = merge3(base.split("\n"), mine.split("\n"), theirs.split("\n"))
    return "\n".join(lines).strip("\n"), is_clear


def _with_signs(text: str) -> str:
    return text if signs.is_signed(text) else signs.signed(text)


def both(theirs: str, mine: str) -> str:
    """One text with the lines of both: what they share stands once, theirs before mine."""
    stored, typed = theirs.split("\n"), mine.split("\n")
    lines: list[str] = []
    t = m = 0
    for in_theirs, in_mine, size in [
        *align(stored, typed).matches,
        (len(stored), len(typed), 0),
    ]:
        own, other = typed[m:in_mine], stored[t:in_theirs]
        # Two wordings of one paragraph are two paragraphs now.
        parting = [""] if any(own) and any(other) else []
        lines += [*other, *parting, *own, *stored[in_theirs : in_theirs + size]]
        t, m = in_theirs + size, in_mine + size
    return "\n".join(lines).strip("\n")


def _rows(base: list[Row], mine: list[Row], theirs: list[Row]) -> tuple[list[Row], bool]:
    was, typed, stored = ([_pack(row) for row in rows] for rows in (base, mine, theirs))
    rows, is_clear = merge3(was, typed, stored, inner=_fields_of_a_row)
    return [json.loads(row) for row in rows], is_clear


def _pack(row: Row) -> str:
    return json.dumps(row, sort_keys=True, ensure_ascii=False)


def _fields_of_a_row(base: str, mine: str, theirs: str) -> tuple[str, bool]:
    was, typed, stored = (json.loads(row) for row in (base, mine, theirs))
    merged = values(was, typed, stored, set())
    return _pack(cast("Row", merged.values)), not merged.clashes


def _whole(base: Item, mine: Item, theirs: Item) -> tuple[Item, bool]:
    """One paragraph: changed by one of the two, or by both."""
    if mine in (theirs, base):
        return theirs, True
    return mine, theirs == base


def merge3(
    base: Sequence[Item],
    mine: Sequence[Item],
    theirs: Sequence[Item],
    inner: Callable[[Item, Item, Item], tuple[Item, bool]] = _whole,
) -> tuple[list[Item], bool]:
    """Join two sequences that began as the same; where both changed an item, mine stands.

    What both added in the same place stands one after the other, theirs first.
    """
    joined: list[Item] = []
    is_clear = True
    for stretch in _stretches(base, mine, theirs):
        was, typed, stored = base[stretch.base], mine[stretch.mine], theirs[stretch.theirs]
        if typed in (stored, was):
            joined += stored
        elif stored == was:
            joined += typed
        elif not was:
            # A line without words parts paragraphs, and is never one too many.
            others = set(stored)
            added = (item for item in typed if not item or item not in others)
            joined += [*stored, *added]
        elif len(was) == len(typed) == len(stored):
            for items in zip(was, typed, stored, strict=True):
                item, is_item_clear = inner(*items)
                joined.append(item)
                is_clear = is_clear and is_item_clear
        else:
            joined += typed
            is_clear = False
    return joined, is_clear


def _stretches(
    base: Sequence[Item], mine: Sequence[Item], theirs: Sequence[Item]
) -> Iterator[Stretch]:
    """Cut the three where all agree: what agrees, and what lies between."""
    b = m = t = 0
    for start, end, in_mine, in_theirs in _agreed(base, mine, theirs):
        if start > b or in_mine > m or in_theirs > t:
            yield Stretch(slice(b, start), slice(m, in_mine), slice(t, in_theirs))
        size = end - start
        b, m, t = end, in_mine + size, in_theirs + size
        if size:
            yield Stretch(slice(start, end), slice(in_mine, m), slice(in_theirs, t))


def _agreed(
    base: Sequence[Item], mine: Sequence[Item], theirs: Sequence[Item]
) -> Iterator[tuple[int, int, int, int]]:
    """Where all three are the same: start and end in the base, start in the others."""
    ours, others = align(base, mine).matches, align(base, theirs).matches
    i = j = 0
    while i < len(ours) and j < len(others):
        (a, in_mine, a_size), (b, in_theirs, b_size) = ours[i], others[j]
        start, end = max(a, b), min(a + a_size, b + b_size)
        if start < end:
            yield start, end, in_mine + start - a, in_theirs + start - b
        if a + a_size < b + b_size:
            i += 1
        else:
            j += 1
    yield len(base), len(base), len(mine), len(theirs)
