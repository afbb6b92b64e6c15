"""The first page: symbol, masthead, meeting block, title and subtitle."""

import re
from collections.abc import Sequence
from itertools import groupby

from reporting.session_documents import contents, headings, masthead
from reporting.session_documents import lines as marks
from reporting.session_documents.lines import Line, has_ended, units
from reporting.session_documents.pieces import Piece

STARS = re.compile(r"(\*{1,4})")
PLACE_AND_DATES = re.compile(
    r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}"
    r"|\b\d{1,2}\b.*\b[^\W\d_]+\b.*\b(?:19|20)\d\d\b"
    r"|[٠-٩]+.*[٠-٩]{4}"
)
AGENDA = re.compile(
    r"议程|agenda|ordre du jour|orden del día|programa provisional|повестк|جدول الأعمال",
    re.IGNORECASE,
)
SESSION = re.compile(
    r"\s*(第\s*[一二三四五六七八九十\d]+\s*[次届](?:会议|会)|"
    r"\b[A-Z][\w-]*\s+(?:meeting|session)\b.*|(?:الاجتماع|الدورة)\s.*)$"
)
SUBTITLE = re.compile(
    r"说明$|^(?:秘书处|执行主任)\S{0,8}(?:报告|提案|说明)$"
    r"|^Note by\b|^Report (?:of|by) the\b|^Note du\b|^Nota de\b|^Записка|^مذكرة"
)
LONGEST_TITLE = 240
LONGEST_SYMBOL = 60


def read(lines: Sequence[Line]) -> list[Piece]:
    """Return the pieces of the first page; what comes behind them is the body."""
    end = _end(lines)
    page = [line for line in lines[:end] if not line.is_rule]
    pieces = [Piece("rule", (line.number,)) for line in lines[:end] if line.is_rule]
    rest = []
    for line in page:
        kind = _masthead(line.words)
        if kind:
            pieces.append(Piece(kind, (line.number,)))
        else:
            rest.append(line)
    return sorted([*pieces, *_meeting(rest)], key=lambda piece: piece.lines)


def calls(lines: Sequence[Line], pieces: Sequence[Piece]) -> frozenset[str]:
    """Return the asterisks that the first page hangs on its lines."""
    held = {number for piece in pieces for number in piece.lines}
    return frozenset(
        mark for line in lines if line.number in held for mark in STARS.findall(line.words)
    )


def _end(lines: Sequence[Line]) -> int:
    """Where the body begins: a number, a sentence, a table, a list, or what is below the title."""
    for index, line in enumerate(lines):
        if SUBTITLE.search(line.words) and index and not has_ended(line.words):
            return index + 1
        if _begins_body(line) or (index and marks.ANNEX.fullmatch(line.words)):
            return index
    return len(lines)


def _begins_body(line: Line) -> bool:
    text = line.words
    is_chapter = marks.HAN_CHAPTER.fullmatch(text) or marks.ROMAN_CHAPTER.fullmatch(text)
    first = marks.NUMBERED.fullmatch(text)
    return bool(
        is_chapter
        or (first and first[1] == "1")
        or units(text) > LONGEST_TITLE
        or marks.TABLE_ROW.fullmatch(text)
        or marks.NOTE.fullmatch(text)
        or contents.TITLE.fullmatch(text)
        or (units(text) > headings.LONGEST // 2 and has_ended(text) and not _is_note(text))
    )


def _is_note(text: str) -> bool:
    return bool(marks.STAR.fullmatch(text))


def _masthead(text: str) -> str:
    kind = masthead.kind_of(text)
    return "" if kind == "symbol" and len(text) > LONGEST_SYMBOL else kind


def _meeting(lines: list[Line]) -> list[Piece]:
    notes = [line for line in lines if _is_note(line.words)]
    rest = [line for line in lines if not _is_note(line.words)]
    pieces = [Piece("note", (line.number,)) for line in notes]
    place = _first(rest, PLACE_AND_DATES, bar=AGENDA)
    agenda = _first(rest, AGENDA)
    known = [index for index in (place, agenda) if index is not None]
    for kind, index in (("place_and_dates", place), ("agenda_item", agenda)):
        if index is not None:
            pieces.append(Piece(kind, (rest[index].number,)))
    before = rest[: min(known, default=0)]
    between = rest[min(known, default=0) + 1 : max(known, default=0)]
    after = rest[max(known, default=-1) + 1 :]
    pieces += [Piece("masthead", (line.number,), doubt="first_page") for line in between]
    return [*pieces, *_body_and_session(before), *_titles(after, has_meeting=bool(known))]


def _first(
    lines: Sequence[Line], pattern: re.Pattern[str], bar: re.Pattern[str] | None = None
) -> int | None:
    for index, line in enumerate(lines):
        if pattern.search(line.words) and not (bar and bar.search(line.words)):
            return index
    return None


def _body_and_session(lines: Sequence[Line]) -> list[Piece]:
    """The body that meets, and its session where a line of its own says it."""
    pieces = []
    seen: set[str] = set()
    for line in lines:
        match = SESSION.search(line.words)
        whole = match and not line.words[: match.start()].strip()
        kind = "session" if whole else "body"
        # A masthead repeats the name of the body that the meeting block gives.
        kind = "masthead" if marks.squeezed(line.words) in seen else kind
        pieces.append(Piece(kind, (line.number,)))
        seen.add(marks.squeezed(line.words))
    return pieces


def _titles(lines: Sequence[Line], *, has_meeting: bool) -> list[Piece]:
    """Title and subtitle, and the title of the agenda item before them."""
    rest = list(lines)
    pieces = []
    if rest and SUBTITLE.search(rest[-1].words) and len(rest) > 1:
        pieces.append(Piece("subtitle", (rest.pop().number,)))
    groups = [_together(group) for group in _groups(rest)]
    if not groups:
        return pieces
    has_agenda_title = has_meeting and len(groups) > 1
    if len(groups) == 1 and has_meeting and len(groups[0]) > 1 and pieces:
        # Which of the lines is the title cannot be seen; usually the last one.
        (lines_,) = groups
        doubt = "" if len(lines_) == 2 else "title_unclear"
        pieces.append(Piece("agenda_title", lines_[:-1], doubt=doubt))
        return [*pieces, Piece("title", lines_[-1:], doubt=doubt)]
    if has_agenda_title:
        pieces.append(Piece("agenda_title", groups.pop(0)))
    title = groups.pop(0)
    doubt = "" if has_meeting or pieces else "title_alone"
    pieces.append(Piece("title", title, doubt=doubt))
    # What else stands there is no part of the first page: the body says what it is.
    return pieces


def _groups(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines right below each other belong together."""
    runs = groupby(enumerate(lines), key=lambda pair: pair[1].number - pair[0])
    return [[line for _index, line in run] for _gap, run in runs]


def _together(group: Sequence[Line]) -> tuple[int, ...]:
    return tuple(line.number for line in group)
