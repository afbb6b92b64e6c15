"""What changed between two texts, word by word; Han goes by the character (B4-4)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, NamedTuple, cast

from gmp_portal.ui.word_count import IDEOGRAPH
from gmp_portal.writing.alignment import Match, align

# Han and kana go by the character, everything else by the word with the blanks around it.
TOKEN = re.compile(rf"[{IDEOGRAPH}]|\s+|[^\W{IDEOGRAPH}]+|[^\w\s]")
# Where less of the longer text stays than this, and it stays in crumbs, marks of single words
# are harder to read than both texts one after the other. Measured on paragraphs: unlike ones share
# about a quarter of their letters in English and a tenth in Chinese or Arabic; where every third
# word was changed, a third is left and more.
LEAST_SHARE = 1 / 3
FEW_CHANGES = 3
Kind = Literal["same", "added", "removed", "moved"]
CHANGES: tuple[Kind, ...] = ("removed", "added")
# Two pieces where something came for what went, one where something only came or went.
BOTH_AND_ONE = 3


@dataclass(frozen=True)
class Piece:
    """A run of text that stayed, came or went, or stands elsewhere now."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Line:
    """A paragraph or row of one or both versions, in pieces."""

    pieces: tuple[Piece, ...]
    # Too long and too unlike to go into all of its words: a longer passage of one version stands
    # for that of the other.
    is_whole: bool = False
    # So unlike that it is shown as one text that went and one that came.
    is_replaced: bool = False

    @property
    def is_changed(self) -> bool:
        return any(piece.kind != "same" for piece in self.pieces)


class Run(NamedTuple):
    """A stretch of both versions: the same in both, or one in place of the other."""

    is_same: bool
    old: slice
    new: slice


class Pair(NamedTuple):
    """A row by its places in both lists; it has none where it is missing."""

    old: int | None
    new: int | None
    is_moved: bool = False


def lines(old: Sequence[str], new: Sequence[str]) -> tuple[Line, ...]:
    """Line up the paragraphs first, and go into the words only where a paragraph changed."""
    changed: list[Line] = []
    for run in _runs(old, new):
        if run.is_same:
            changed += [Line((Piece("same", text),)) for text in new[run.new]]
        else:
            changed += _changed_lines(old[run.old], new[run.new])
    return tuple(changed)


def changed_line(old: str, new: str) -> Line:
    """The text of both versions in one row of pieces; the kept and added ones make the new."""
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    parts: list[Piece] = []
    alignment = align(before, after)
    for run in _runs_of(alignment.matches, before, after):
        if run.is_same:
            parts.append(Piece("same", "".join(after[run.new])))
            continue
        if removed := "".join(before[run.old]):
            parts.append(Piece("removed", removed))
        if added := "".join(after[run.new]):
            parts.append(Piece("added", added))
    if _are_unlike(parts, before, after):
        whole = (Piece("removed", old), Piece("added", new))
        return Line(whole, is_replaced=True)
    return Line(_as_passages(parts), is_whole=not alignment.is_complete)


def _as_passages(parts: Sequence[Piece]) -> tuple[Piece, ...]:
    """Where one word took the place of two, the blank between the two keeps none apart."""
    passages: list[list[Piece]] = []
    for is_same, alike in groupby(parts, lambda piece: piece.kind == "same"):
        run = list(alike)
        if not is_same and len(passages) > 1:
            before, [blank, *_more] = passages[-2:]
            if blank.text.isspace() and len(before) + len(run) == BOTH_AND_ONE:
                passages[-2:] = []
                run = [_joined(kind, [*before, blank, *run]) for kind in CHANGES]
        passages.append(run)
    return tuple(piece for run in passages for piece in run)


def _joined(kind: Kind, pieces: Sequence[Piece]) -> Piece:
    return Piece(kind, "".join(each.text for each in pieces if each.kind in ("same", kind)))


def _are_unlike(
    parts: Sequence[Piece], before: Sequence[str], after: Sequence[str]
) -> bool:
    """Whether little more than single words stayed, here and there."""
    same = [piece.text for piece in parts if piece.kind == "same"]
    if sum(piece.kind == "added" for piece in parts) <= FEW_CHANGES:
        return False
    longer = max(_letters(before), _letters(after))
    return _letters(same) < LEAST_SHARE * longer


def _letters(texts: Sequence[str]) -> int:
    """Letters and digits; blanks and commas stay in any two texts."""
    return sum(character.isalnum() for text in texts for character in text)


def moved_rows(old: Sequence[str], new: Sequence[str]) -> tuple[Line, ...]:
    """Compare lists of rows: a row that stands elsewhere now was moved, not removed."""
    return tuple(_row_line(pair, old, new) for pair in pairs(old, new))


def _row_line(pair: Pair, old: Sequence[str], new: Sequence[str]) -> Line:
    if pair.new is None:
        return Line((Piece("removed", old[cast("int", pair.old)]),))
    if pair.old is None:
        return Line((Piece("added", new[pair.new]),))
    if pair.is_moved:
        return Line((Piece("moved", new[pair.new]),))
    return changed_line(old[pair.old], new[pair.new])


def pairs(old: Sequence[str], new: Sequence[str]) -> Iterator[Pair]:
    """Say of each row where it stood and where it stands: it stayed, moved, came or went.

    A row that came where another one went is paired with it.
    """
    runs = list(_runs(old, new))
    moved = _moved(runs, old, new)
    came_from = {place: before for before, place in moved.items()}
    for run in runs:
        if run.is_same:
            for before, place in zip(_places(run.old), _places(run.new), strict=True):
                yield Pair(before, place)
            continue
        gone = iter([place for place in _places(run.old) if place not in moved])
        for place in _places(run.new):
            if place in came_from:
                yield Pair(came_from[place], place, is_moved=True)
            else:
                yield Pair(next(gone, None), place)
        for before in gone:
            yield Pair(before, None)


def _moved(runs: list[Run], old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """The rows that both have, but not in the same order: from where to where."""
    left: dict[str, list[int]] = {}
    changed = [run for run in runs if not run.is_same]
    for run in changed:
        for place in _places(run.old):
            left.setdefault(old[place], []).append(place)
    return {
        left[new[place]].pop(0): place
        for run in changed
        for place in _places(run.new)
        if left.get(new[place])
    }


def _places(part: slice) -> range:
    return range(part.start, part.stop)


def _changed_lines(old: Sequence[str], new: Sequence[str]) -> list[Line]:
    """The first against the first, and so on; what is left over went or came as a whole."""
    paired = min(len(old), len(new))
    changed: list[Line] = []
    pairs_of_lines = (changed_line(was, now) for was, now in zip(old, new, strict=False))
    for is_replaced, alike in groupby(pairs_of_lines, lambda line: line.is_replaced):
        together = list(alike)
        if is_replaced:
            # First all that went, then all that came: two passages, not a mixture.
            together = [
                Line((line.pieces[place],)) for place in (0, 1) for line in together
            ]
        changed += together
    changed += [Line((Piece("removed", text),)) for text in old[paired:]]
    changed += [Line((Piece("added", text),)) for text in new[paired:]]
    return changed


def _runs(old: Sequence[str], new: Sequence[str]) -> Iterator[Run]:
    """Stretches that both have alike, and between them what one has in place of the other."""
    return _runs_of(align(old, new).matches, old, new)


def _runs_of(
    matches: Sequence[Match], old: Sequence[str], new: Sequence[str]
) -> Iterator[Run]:
    old_done = new_done = 0
    for match in matches:
        if match.old > old_done or match.new > new_done:
            yield Run(False, slice(old_done, match.old), slice(new_done, match.new))
        old_done, new_done = match.old + match.size, match.new + match.size
        yield Run(True, slice(match.old, old_done), slice(match.new, new_done))
    if len(old) > old_done or len(new) > new_done:
        yield Run(False, slice(old_done, len(old)), slice(new_done, len(new)))
