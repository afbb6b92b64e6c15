"""The numbers, letters and bullets with which pieces begin in print."""

import re
from collections.abc import Callable, Sequence
from functools import reduce

from gmp_portal.typesetting.content import (
    Block,
    Chapter,
    Paragraph,
    Section,
    SubParagraph,
    Subsection,
    Text,
)
from reporting.session_documents import lines as marks
from reporting.session_documents.lines import Line
from reporting.session_documents.pieces import Piece

BLOCKS: dict[str, Callable[[str], Block]] = {
    "chapter": Chapter,
    "section": Section,
    "subsection": Subsection,
}
PARAGRAPH = Paragraph(())
BRACKETS = re.compile(r"[()（）.．、‘’ -]")
HEADINGS: dict[str, tuple[re.Pattern[str], ...]] = {
    "chapter": (marks.HAN_CHAPTER, marks.ROMAN_CHAPTER),
    "section": (marks.LETTER_SECTION,),
    "subsection": (marks.NUMBERED,),
}
BULLETS = {"*": "•", "·": "•", "●": "•", "▪": "•", "■": "•", "-": "–", "—": "–"}


def text_of(piece: Piece, lines: Sequence[Line]) -> str:
    """Return the words of a piece: its lines as their author wrote them."""
    return reduce(marks.joined, (lines[number - 1].text for number in piece.lines), "")


def heading(kind: str, text: str) -> tuple[str, str]:
    """Return the number of a heading and the words behind it."""
    for pattern in HEADINGS[kind]:
        if (match := pattern.fullmatch(text)) and match[2]:
            return match[1], match[2]
    return "", text


def paragraph(text: str) -> tuple[str, str]:
    """Return the number of a paragraph and its words."""
    match = marks.NUMBERED.fullmatch(text)
    return (match[1], match[2]) if match else ("", text)


def item(text: str) -> tuple[str, str, bool]:
    """Return the mark of an item, its words, and whether its letter was lost."""
    bullet = marks.BULLET.fullmatch(text)
    inner = bullet[1] if bullet else text
    if match := marks.PART.fullmatch(inner):
        label = inner[len(match[1]) : match.start(4)].strip()
        return label, match[1] + match[4], False
    if bullet:
        mark = text[: bullet.start(1)].strip()
        return BULLETS.get(mark, mark), bullet[1], False
    number, rest = paragraph(text)
    # The letters of a list were lost, and the number of its paragraph was printed instead.
    return number, rest, bool(number)


def same(given: str, printed: str) -> bool:
    """Tell whether the structure gives the mark that was printed."""
    bare = BRACKETS.sub("", printed)
    return bool(bare) and BRACKETS.sub("", given) == bare


def numbered(text: Text) -> Paragraph:
    """Return a paragraph that counts."""
    return Paragraph(text)


def part(level: int) -> SubParagraph:
    """Return an empty sub-paragraph, to ask for its mark."""
    return SubParagraph(level, ())


def sub_paragraph(level: int, text: Text) -> SubParagraph:
    """Return a sub-paragraph with the mark that its place gives."""
    return SubParagraph(level, text)
