"""The first page: symbol, masthead, meeting block, title and subtitle."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from gmp_portal.typesetting.content import Note, Run, Text, words
from gmp_portal.typesetting.languages import ENGLISH, ENGLISH_NAMES, LANGUAGES
from gmp_portal.typesetting.session import MeetingBlock
from reporting.session_documents.lines import Line, unescaped
from reporting.session_documents.understanding import Account

STARS = re.compile(r"(\*{1,4})")
SYMBOL = re.compile(r"(?:UNEP[/(]\S*|PAG[ .]\S+)")
DISTRIBUTION = re.compile(r"Distr\.?\s*:?\s*(\w+)", re.IGNORECASE)
ORIGINAL = re.compile(r"Original\s*:\s*(\w+)", re.IGNORECASE)
ISSUED = re.compile(r"(\d{1,2})\s+([A-Z][a-z]+)\s+(\d{4})")
PLACE_AND_DATES = re.compile(
    r"\d{4}\s*年\s*\d{1,2}\s*月"
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
MASTHEAD_NAMES = frozenset(
    name.casefold()
    for language in LANGUAGES.values()
    for name in (language.united_nations, language.programme)
) | {"mc", "ep", *(name.casefold() for name in ENGLISH_NAMES.values())}


NO_MEETING = MeetingBlock()


@dataclass(frozen=True)
class Front:
    """What the first page says before the first paragraph."""

    meeting: MeetingBlock = NO_MEETING
    title: str = ""
    subtitle: str = ""
    symbol: str = ""
    distribution: str = "General"
    issued_on: date | None = None
    original_language: str = "en"


def read(lines: Sequence[Line], notes: Mapping[str, str], account: Account) -> Front:
    """Return the front of a document; what does not belong there is left in the account."""
    front, rest = _masthead(lines, account)
    place = _first(rest, PLACE_AND_DATES, bar=AGENDA)
    agenda = _first(rest, AGENDA)
    last = max((index for index in (place, agenda) if index is not None), default=-1)
    before = rest[
        : min((index for index in (place, agenda) if index is not None), default=0)
    ]
    after = [line for index, line in enumerate(rest) if index > last]
    title, subtitle, agenda_title, extra = _titles(after, has_agenda=agenda is not None)
    body, session = _body_and_session(before)
    meeting = MeetingBlock(
        body=_starred(body, notes),
        session=_starred(session, notes),
        place_and_dates=_starred(_text(rest, place), notes),
        agenda_item=_starred(_text(rest, agenda), notes),
        agenda_title=_starred(agenda_title, notes),
    )
    kept = {line.number for line in (*before, *after)}
    kept |= {rest[index].number for index in (place, agenda) if index is not None}
    for line in rest:
        if line.number in kept and line not in extra:
            account.place(line.number, line.text, "meeting block or title")
        else:
            account.leave(line.number, line.text, "first page")
    return replace(front, meeting=meeting, title=title, subtitle=subtitle)


def calls(lines: Sequence[Line]) -> set[str]:
    """Return the asterisks that the first page hangs on its lines."""
    return {mark for line in lines for mark in STARS.findall(unescaped(line.text))}


def _masthead(lines: Sequence[Line], account: Account) -> tuple[Front, list[Line]]:
    front = Front()
    rest: list[Line] = []
    for line in lines:
        read_ = _masthead_line(front, line.text)
        if read_ is None:
            rest.append(line)
            continue
        front = read_
        account.place(line.number, line.text, "masthead")
    return front, rest


def _masthead_line(front: Front, text: str) -> Front | None:
    if SYMBOL.fullmatch(text):
        return replace(front, symbol=text)
    if match := DISTRIBUTION.fullmatch(text):
        return replace(front, distribution=match[1].capitalize())
    if match := ORIGINAL.fullmatch(text):
        codes = {name: code for code, name in ENGLISH_NAMES.items()}
        return replace(
            front, original_language=codes.get(match[1], front.original_language)
        )
    if match := ISSUED.fullmatch(text):
        day = _day(*match.groups())
        return replace(front, issued_on=day) if day else None
    if text.casefold() in MASTHEAD_NAMES:
        return front
    return None


def _day(day: str, month: str, year: str) -> date | None:
    months = ENGLISH.months.split()
    if month not in months:
        return None
    try:
        return date(int(year), months.index(month) + 1, int(day))
    except ValueError:
        return None


def _first(
    lines: Sequence[Line], pattern: re.Pattern[str], bar: re.Pattern[str] | None = None
) -> int | None:
    for index, line in enumerate(lines):
        if pattern.search(line.text) and not (bar and bar.search(line.text)):
            return index
    return None


def _text(lines: Sequence[Line], index: int | None) -> str:
    return lines[index].text if index is not None else ""


def _body_and_session(lines: Sequence[Line]) -> tuple[str, str]:
    text = " ".join(line.text for line in lines)
    if match := SESSION.search(text):
        return text[: match.start()].strip(), match[1].strip()
    return text, ""


def _titles(lines: Sequence[Line], *, has_agenda: bool) -> tuple[str, str, str, list[Line]]:
    """Return title, subtitle, agenda title, and the lines that are none of them."""
    rest = list(lines)
    extra: list[Line] = []
    subtitle = ""
    marked = [index for index, line in enumerate(rest) if SUBTITLE.search(line.text)]
    if marked and marked[-1] > 0:
        extra = rest[marked[-1] + 1 :]
        subtitle = rest[marked[-1]].text
        rest = rest[: marked[-1]]
    if not rest:
        return "", subtitle, "", extra
    if not has_agenda or len(rest) == 1:
        title = " ".join(line.text for line in rest)
        return unescaped(title), unescaped(subtitle), "", extra
    agenda_title = " ".join(line.text for line in rest[:-1])
    return unescaped(rest[-1].text), unescaped(subtitle), agenda_title, extra


def _starred(text: str, notes: Mapping[str, str]) -> Text:
    pieces = STARS.split(unescaped(text))
    runs: list[Run] = [
        Note(notes[piece]) if index % 2 and piece in notes else piece
        for index, piece in enumerate(pieces)
    ]
    return words(*runs)
