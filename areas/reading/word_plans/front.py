"""What stands before the first section: title, area, period and version, where surely said."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from areas.reading.word_plans import finding, numbering, own, wordings
from areas.reading.word_plans.pieces import FRONT, Piece
from gmp_portal.exchange.word.file_lines import PARAGRAPH, TABLE, Line

PLAN = re.compile(
    r"business plan|work ?plan|plan of work|plan d['\u2019]activités?|plan de trabajo"
    r"|plan de negocios|план работы|бизнес-план|业务计划|工作计划|业务规划|خطة العمل|خطة عمل",
    re.IGNORECASE,
)
YEAR = r"(20\d\d)"
YEARS = re.compile(
    rf"(?<!\d){YEAR}\s*年?\s*(?:[-–—―~〜/至到]|to|until|through)+\s*{YEAR}\s*年?(?!\d)"
)
VERSION = re.compile(
    r"(?:version|versión|draft|версия|草案|草稿|النسخة)\s*(?:no\.?\s*)?\d+|第\s*\S{1,3}\s*[版稿]"
    r"|\b(?:draft|final|version)\b|草案|征求意见稿",
    re.IGNORECASE,
)
# Days or months beside years say more than whole years.
FINER = re.compile(
    rf"{YEAR}\s*年\s*\d{{1,2}}\s*月|\d{{1,2}}[./]{YEAR}|[a-z]{{3,9}}\.?\s+{YEAR}",
    re.IGNORECASE,
)
LONG = 120


def pieces_of(lines: Sequence[Line]) -> Iterator[Piece]:
    """The lines before the first section; what is longer than a title is looked at."""
    contents = finding.contents_of(lines)
    is_contents = False
    title = title_line(lines)
    for place, line in enumerate(lines):
        number = str(place + 1)
        is_contents = is_contents or wordings.is_contents(numbering.flat(line.text))
        if place in contents or (is_contents and wordings.matches(_bare(line.text))):
            yield Piece(number, line, why="contents")
        elif place == title or _says_something(line):
            yield Piece(number, line, FRONT)
        elif own.is_styled(line):
            yield Piece(number, line, why=own.WHY)
        elif line.kind == TABLE or len(line.text) > LONG:
            yield Piece(number, line, why="before_first", is_sure=False)
        else:
            yield Piece(number, line, why="before_first")


def _bare(text: str) -> str:
    return numbering.parted(numbering.flat(text)).title


def title_line(lines: Sequence[Line]) -> int | None:
    """Which line is the title of the plan: the style says so, its words, or its size."""
    texts = [
        (place, line)
        for place, line in enumerate(lines)
        if line.kind == PARAGRAPH and len(line.text) <= LONG
    ]
    styled = [place for place, line in texts if line.style == "title"]
    worded = [place for place, line in texts if PLAN.search(line.text)]
    return next(iter([*styled, *worded]), None)


def _says_something(line: Line) -> bool:
    text = numbering.flat(line.text)
    is_short = line.kind == PARAGRAPH and len(text) <= LONG
    return bool(
        is_short and (PLAN.search(text) or YEARS.search(text) or VERSION.search(text))
    )


def title(pieces: Sequence[Piece]) -> str:
    """The title, where one line is surely it."""
    lines = [piece.line for piece in pieces if piece.to == FRONT]
    place = title_line(lines)
    return " ".join(lines[place].text.split()) if place is not None else ""


def period(pieces: Sequence[Piece]) -> tuple[date, date] | None:
    """The period in whole years, where all lines that name one name the same."""
    texts = [numbering.flat(piece.text) for piece in pieces if piece.to == FRONT]
    if any(FINER.search(text) for text in texts):
        return None
    said = {match.groups() for text in texts for match in YEARS.finditer(text)}
    if len(said) != 1:
        return None
    first, last = map(int, said.pop())
    return (date(first, 1, 1), date(last, 12, 31)) if first <= last else None
