"""Plain text as people write and paste it, taken apart into paragraphs, items and tables.

The one policy for all prose, on pages and in documents: an empty line, a line that ends a
sentence, and a line that begins with a number, a letter or a bullet part what belongs apart; the
lines of one paragraph that a page had broken are joined; lines with tabs are rows of a table.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from gmp_portal.typesetting.content import (
    Block,
    Paragraph,
    SubParagraph,
    Table,
    Unnumbered,
    words,
)

Kind = Literal["paragraph", "bullet", "letter", "number", "table"]
# Word draws the bullet of a list within a list as a small letter before a tab.
BULLET = re.compile(
    r"(?:[-\u2010-\u2015*\u00b7\u2022\u2023\u25aa\u25cf\u25e6\uf0b7\uf0a7\uf0d8\uf0fc]"
    r"|o(?=\t))[ \t]+"
)
NUMBER = re.compile(
    r"(?:\d{1,3}[.)]|[(（]\d{1,3}[)）]|(?:\d{1,3}|[一二三四五六七八九十]{1,3})[、．])"
    r"(?:[ \t]+|(?<=[、．）]))(?=[^\d一二三四五六七八九十])"
)
LETTER = re.compile(
    r"[(（](?:[a-z\u0430-\u044f]|[ivx]{1,5}|[一二三四五六七八九十]{1,3}|[\u0621-\u064a])[)）][ \t]*"
    r"|(?:[a-z\u0430-\u044f]|[ivx]{1,5})\)[ \t]+"
)
ENDS = re.compile(
    r"[.!?:;。！？：；…؟؛۔][\"'”’»)）\]]*(?:\[\d+\]|[\u00b9\u00b2\u00b3\u2070-\u2079])*$"
)
HAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
# A line so wide was broken by the edge of a page; a shorter one by whoever wrote it.
WIDE = 45
# So much of the widest line is filled where a sentence ends at the edge by chance.
FULL = 0.88
ROMAN = [
    "i",
    "ii",
    "iii",
    "iv",
    "v",
    "vi",
    "vii",
    "viii",
    "ix",
    "x",
    "xi",
    "xii",
    "xiii",
    "xiv",
    "xv",
]


@dataclass(frozen=True)
class Part:
    """One paragraph, item or table; ``mark`` is the number, letter or bullet as it was typed."""

    kind: Kind
    text: str
    mark: str = ""
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def as_typed(self) -> str:
        """The words with their own mark, where nothing numbers them anew."""
        return f"{self.mark} {self.text}" if self.mark else self.text


def parts(text: str) -> list[Part]:
    """Take a text apart; nothing written is lost, and nothing is added."""
    lines = (
        text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").split("\n")
    )
    taken: list[Part] = []
    block: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            block.append(line.strip(" \u00a0\u3000").rstrip())
        elif block:
            taken += _parts_of(block)
            block = []
    return taken


def _parts_of(block: list[str]) -> Iterator[Part]:
    rest = block
    while rest:
        table = _table(rest)
        if table is not None:
            yield table
            rest = rest[len(table.rows) :]
            continue
        end = next((n for n in range(1, len(rest)) if _table(rest[n:])), len(rest))
        yield from _prose(rest[:end])
        rest = rest[end:]


def _table(lines: Sequence[str]) -> Part | None:
    """The rows at the head of these lines: two or more with the same number of cells."""
    rows: list[tuple[str, ...]] = []
    for line in lines:
        kind, mark, _words = _marked(line)
        bare = line if kind != "bullet" else line.removeprefix(mark)
        cells = tuple(cell.strip() for cell in bare.split("\t"))
        is_item = kind in ("number", "letter", "bullet") and len(cells) == 2
        if len(cells) < 2 or is_item or (rows and len(cells) != len(rows[0])):
            break
        rows.append(cells)
    return Part("table", "", rows=tuple(rows)) if len(rows) > 1 else None


def _prose(lines: Sequence[str]) -> Iterator[Part]:
    width = max(map(_width, lines))
    is_broken = any(
        _width(line) >= WIDE and not ENDS.search(line) and _marked(after)[0] == "paragraph"
        for line, after in pairwise(lines)
    )
    kind, mark, text = _marked(lines[0])
    for line, after in pairwise(lines):
        next_kind, next_mark, words_ = _marked(after)
        by_chance = is_broken and _width(line) >= FULL * width and width >= WIDE
        is_short_item = kind != "paragraph" and _width(line) < WIDE
        ends = ENDS.search(line) and not by_chance
        if next_kind != "paragraph" or ends or is_short_item:
            yield Part(kind, _one_line(text), mark)
            kind, mark, text = next_kind, next_mark, words_
        elif _width(line) >= WIDE:
            text = f"{text}{_between(line, after)}{after}"
        else:
            text = f"{text}\n{after}"
    yield Part(kind, _one_line(text), mark)


@lru_cache(maxsize=1000)
def _marked(line: str) -> tuple[Kind, str, str]:
    """What a line begins with, and the words after it."""
    kinds: tuple[tuple[Kind, re.Pattern[str]], ...] = (
        ("bullet", BULLET),
        ("letter", LETTER),
        ("number", NUMBER),
    )
    for kind, pattern in kinds:
        mark = pattern.match(line)
        if mark and line[mark.end() :].strip():
            return kind, mark[0].strip(), line[mark.end() :].strip()
    return "paragraph", "", line


def _one_line(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.split("\n"))


def _between(line: str, after: str) -> str:
    """No space between Han characters, nor after a hyphen that parted a word."""
    is_han = HAN.match(line[-1]) and HAN.match(after[0])
    return "" if is_han or line.endswith("\u00ad") else " "


def _width(line: str) -> int:
    """Columns of a line; a Han character takes two."""
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in line)


def content(text: str) -> tuple[Block, ...]:
    """The same as blocks of a document that numbers its paragraphs and items itself."""
    blocks: list[Block] = []
    run: list[str] = []
    for part in parts(text):
        if part.kind == "letter" and (level := _level(part.mark, run, bool(blocks))):
            blocks.append(SubParagraph(level, words(_flat(part.text))))
            continue
        if part.kind != "letter":
            run.clear()
        blocks.append(_block(part))
    return tuple(blocks)


def _block(part: Part) -> Block:
    if part.kind == "table":
        head, *rows = part.rows
        return Table("", head, tuple(tuple(words(cell) for cell in row) for row in rows))
    if part.kind in ("paragraph", "number"):
        # Its own number is taken off: the document gives another one.
        return Paragraph(words(_flat(part.text)))
    mark = "\u2013" if part.kind == "bullet" else part.mark
    return Unnumbered(words(f"{mark} {_flat(part.text)}"))


def _level(mark: str, run: list[str], follows: bool) -> int:
    """1 for (a), (b), 2 for (i), (ii) below them; 0 where the marks do not follow each other."""
    sign = unicodedata.normalize("NFKC", mark).strip("()").lower()
    letters = [each for each in run if each.startswith("=")]
    if follows and sign == chr(ord("a") + len(letters)):
        run.append(f"={sign}")
        return 1
    below = len(run) - run.index(letters[-1]) - 1 if letters else len(ROMAN)
    if below < len(ROMAN) and sign == ROMAN[below]:
        run.append(sign)
        return 2
    return 0


def _flat(text: str) -> str:
    return " ".join(text.split("\n"))
