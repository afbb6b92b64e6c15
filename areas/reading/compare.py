"""What changed between two versions of a plan, section by section, word by word (B4-4)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from rapidfuzz.distance import Indel

from areas.annex2 import Section
from areas.reading.plan_display import ReadSection, sections
from areas.reading.prose import blocks
from areas.reading.snapshot import Content
from gmp_portal.ui.word_count import IDEOGRAPH

# Han and kana go by the character, everything else by the word with the blanks around it.
TOKEN = re.compile(rf"[{IDEOGRAPH}]|\s+|[^\W{IDEOGRAPH}]+|[^\w\s]")
# Comparing takes a bit of memory for each pair of words: 50 MB for twice 20,000 words.
MOST_PAIRS = 400_000_000
Kind = Literal["same", "added", "removed"]


@dataclass(frozen=True)
class Piece:
    """A run of text that stayed, came or went."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Line:
    """A paragraph or row of one or both versions, in pieces."""

    pieces: tuple[Piece, ...]
    # Too long to go into its words: the paragraph of one version stands for that of the other.
    is_whole: bool = False

    @property
    def is_changed(self) -> bool:
        return any(piece.kind != "same" for piece in self.pieces)


@dataclass(frozen=True)
class SectionChange:
    """One section in both versions."""

    section: Section
    lines: tuple[Line, ...]

    @property
    def is_changed(self) -> bool:
        return any(line.is_changed for line in self.lines)

    @property
    def has_whole_lines(self) -> bool:
        return any(line.is_whole for line in self.lines)


class Run(NamedTuple):
    """A stretch of both versions: the same in both, or one in place of the other."""

    is_same: bool
    old: slice
    new: slice


def versions(old: Content, new: Content) -> list[SectionChange]:
    """Compare two versions by section; what both say alike is never marked."""
    pairs = zip(sections(old), sections(new), strict=True)
    return [SectionChange(after.section, _lines(before, after)) for before, after in pairs]


def changed_line(old: str, new: str) -> Line:
    """The text of both versions in one row of pieces; the kept and added ones make the new."""
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    parts: list[Piece] = []
    for run in _runs(before, after):
        if run.is_same:
            parts.append(Piece("same", "".join(after[run.new])))
            continue
        if removed := "".join(before[run.old]):
            parts.append(Piece("removed", removed))
        if added := "".join(after[run.new]):
            parts.append(Piece("added", added))
    return Line(tuple(parts), is_whole=_is_too_long(before, after))


def _lines(before: ReadSection, after: ReadSection) -> tuple[Line, ...]:
    """Line up the paragraphs first, and go into the words only where a paragraph changed."""
    old, new = _as_lines(before), _as_lines(after)
    lines: list[Line] = []
    for run in _runs(old, new):
        if run.is_same:
            lines += [Line((Piece("same", text),)) for text in new[run.new]]
        else:
            lines += _changed_lines(old[run.old], new[run.new])
    return tuple(lines)


def _changed_lines(old: list[str], new: list[str]) -> list[Line]:
    """The first against the first, and so on; what is left over went or came as a whole."""
    paired = min(len(old), len(new))
    lines = [changed_line(was, now) for was, now in zip(old, new, strict=False)]
    lines += [Line((Piece("removed", text),)) for text in old[paired:]]
    lines += [Line((Piece("added", text),)) for text in new[paired:]]
    return lines


def _runs(old: Sequence[str], new: Sequence[str]) -> Iterator[Run]:
    """Stretches that both have alike, and between them what one has in place of the other."""
    old_done = new_done = 0
    for step in () if _is_too_long(old, new) else Indel.opcodes(old, new):
        if step.tag != "equal":
            continue
        if step.src_start > old_done or step.dest_start > new_done:
            yield Run(
                False, slice(old_done, step.src_start), slice(new_done, step.dest_start)
            )
        old_done, new_done = step.src_end, step.dest_end
        yield Run(True, slice(step.src_start, old_done), slice(step.dest_start, new_done))
    if len(old) > old_done or len(new) > new_done:
        yield Run(False, slice(old_done, len(old)), slice(new_done, len(new)))


def _is_too_long(old: Sequence[str], new: Sequence[str]) -> bool:
    return len(old) * len(new) > MOST_PAIRS


def _as_lines(section: ReadSection) -> list[str]:
    lines = [item for block in blocks(section.text) for item in block.items]
    for group in section.groups:
        for row in group.rows:
            lines.append(row.title)
            lines += [f"{entry.label}: {entry.value}" for entry in row.entries]
    return lines
