"""What changed between two versions of a plan, section by section, word by word (B4-4)."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from areas.annex2 import Section
from areas.reading.plan_display import ReadSection, sections
from areas.reading.prose import blocks
from areas.reading.snapshot import Content
from gmp_portal.ui.word_count import IDEOGRAPH

# Han and kana go by the character, everything else by the word with the blanks around it.
TOKEN = re.compile(rf"[{IDEOGRAPH}]|\s+|[^\W{IDEOGRAPH}]+|[^\w\s]")
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


def versions(old: Content, new: Content) -> list[SectionChange]:
    """Compare two versions by section; what both say alike is never marked."""
    pairs = zip(sections(old), sections(new), strict=True)
    return [SectionChange(after.section, _lines(before, after)) for before, after in pairs]


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """The text of both versions in one row of pieces; the kept and added ones make the new."""
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    found: list[Piece] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if tag == "equal":
            found.append(Piece("same", "".join(after[j1:j2])))
            continue
        if i2 > i1:
            found.append(Piece("removed", "".join(before[i1:i2])))
        if j2 > j1:
            found.append(Piece("added", "".join(after[j1:j2])))
    return tuple(found)


def _lines(before: ReadSection, after: ReadSection) -> tuple[Line, ...]:
    """Line up the paragraphs first, and go into the words only where a paragraph changed."""
    old, new = _as_lines(before), _as_lines(after)
    found: list[Line] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if tag == "equal":
            found += [Line((Piece("same", text),)) for text in new[j1:j2]]
            continue
        paired = min(i2 - i1, j2 - j1)
        found += [Line(pieces(old[i1 + n], new[j1 + n])) for n in range(paired)]
        found += [Line((Piece("removed", text),)) for text in old[i1 + paired : i2]]
        found += [Line((Piece("added", text),)) for text in new[j1 + paired : j2]]
    return tuple(found)


def _as_lines(section: ReadSection) -> list[str]:
    lines = [item for block in blocks(section.text) for item in block.items]
    for group in section.groups:
        for row in group.rows:
            lines.append(row.title)
            lines += [f"{entry.label}: {entry.value}" for entry in row.entries]
    return lines
