"""The list of contents: as such, and as a witness for the headings that it names."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from reporting.session_documents.lines import (
    HAN_CHAPTER,
    LETTER_SECTION,
    NUMBERED,
    ROMAN_CHAPTER,
    Line,
    has_ended,
    squeezed,
    units,
)
from reporting.session_documents.pieces import Piece

TITLE = re.compile(
    r"(?:目\s*录|Contents|Table of contents|Table des matières|Sommaire|Índice|Contenido"
    r"|Содержание|Оглавление|المحتويات)\s*[:：]?",
    re.IGNORECASE,
)
PAGE = r"(?:\d{1,3}|[ivxl]{1,5})"
ENTRY = re.compile(
    rf"(.*?\S)\s*(?:(?:\.{{3,}}|…+|·{{3,}}|(?:\s\.){{3,}}|_{{4,}})\s*{PAGE}?|(?:\t\s*|\s{{2,}}){PAGE})"
)
LABEL = re.compile(
    r"(?:\d{1,3}|[A-Z]|[IVXLC]{1,6}|[一二三四五六七八九十]{1,3}|\([a-z]\))[.．、)]?"
)
LONGEST_ENTRY = 300
ALIKE = 0.72


@dataclass
class Witness:
    """The entries of a list of contents, by which headings are known again."""

    entries: dict[str, int] = field(default_factory=dict)

    def add(self, text: str, level: int) -> None:
        """Remember one entry, with and without its number."""
        for words in (text, without_label(text)):
            self.entries.setdefault(squeezed(words), level)

    def level(self, text: str) -> int | None:
        """Return the level at which a heading is listed; nothing where it is not."""
        for words in (text, without_label(text)):
            if (key := squeezed(words)) in self.entries:
                return self.entries[key]
        return None

    def knows(self, text: str) -> bool:
        """Tell whether an entry means this heading, even in slightly other words."""
        if self.level(text) is not None:
            return True
        key = squeezed(text)
        return any(
            entry[:3] == key[:3] and _are_alike(entry, key) for entry in self.entries
        )


def _are_alike(entry: str, key: str) -> bool:
    matcher = SequenceMatcher(None, entry, key)
    # A whole paragraph is no heading: the lengths alone tell, before its letters are compared.
    return matcher.real_quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def without_label(text: str) -> str:
    """Return an entry without the number of its heading."""
    for label in (HAN_CHAPTER, LETTER_SECTION, NUMBERED, ROMAN_CHAPTER):
        if (match := label.fullmatch(text)) and match[2]:
            return match[2]
    return text


def entry_of(line: Line) -> str:
    """Return the words of an entry without leader and page number."""
    match = ENTRY.fullmatch(line.words)
    return " ".join((match[1] if match else line.words).split())


def level_of(line: Line) -> int:
    """Return how deep an entry stands, by its number or by its indent."""
    text = entry_of(line)
    for level, label in ((2, LETTER_SECTION), (3, NUMBERED)):
        if label.fullmatch(text) and not ROMAN_CHAPTER.fullmatch(text):
            return level
    return 1 + min(line.indent // 2, 2)


def read(lines: Sequence[Line], taken: set[int]) -> tuple[list[Piece], Witness]:
    """Return the lists of contents, and what they say of the headings to come."""
    text = [
        line
        for line in lines
        if not line.is_blank and not line.is_rule and line.number not in taken
    ]
    witness, pieces, at = Witness(), [], 0
    while at < len(text):
        has_title = bool(TITLE.fullmatch(text[at].words))
        listed = _entries(text, at + has_title, has_title=has_title)
        if len(listed) < (1 if has_title else 2):
            at += 1
            continue
        for line in listed:
            witness.add(entry_of(line), level_of(line))
        lines_ = text[at : at + has_title + len(listed)]
        numbers = tuple(line.number for line in lines_)
        pieces.append(
            Piece("contents", numbers, doubt="" if has_title else "contents_untitled")
        )
        at += len(numbers)
    return pieces, witness


def _entries(text: list[Line], start: int, *, has_title: bool) -> list[Line]:
    listed: list[Line] = []
    seen: set[str] = set()
    later = Counter(_key(line.words) for line in text[start:]) if has_title else Counter()
    for at in range(start, len(text)):
        line = text[at]
        if not is_listed(line) and (
            _key(line.words) in seen or not _is_entry(text, at, later)
        ):
            break
        seen.add(_key(entry_of(line)))
        listed.append(line)
    return listed


def _key(text: str) -> str:
    return squeezed(without_label(text))


def _is_entry(text: list[Line], at: int, later: "Counter[str]") -> bool:
    """Whether a line without a page is an entry: it stands in the text once more."""
    line = text[at]
    if not later or has_ended(line.words) or units(line.words) > LONGEST_ENTRY:
        return False
    is_broken = at + 1 < len(text) and is_listed(text[at + 1])
    is_broken = is_broken and text[at + 1].number == line.number + 1
    return is_broken or later[_key(line.words)] > 1


def is_listed(line: Line) -> bool:
    """Tell whether a line looks like an entry: leader dots, or a page number far right."""
    is_labelled = bool(line.cells) and bool(LABEL.fullmatch(line.cells[0]))
    return bool(ENTRY.fullmatch(line.words)) and len(line.cells) - is_labelled < 3
