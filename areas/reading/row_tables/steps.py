"""Several milestones in one cell: “2027-12-01 First agreement”, a line each (A2-IV-3)."""

import re
from collections.abc import Iterator
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from areas.reading.row_tables.cells import Asked
from areas.reading.row_tables.tables import Grade, ReadCell
from gmp_portal.exchange.tables import sentences, spans
from gmp_portal.exchange.tables.days import UnclearError
from gmp_portal.words import labelled, listed_apart

BULLET = re.compile(r"^\s*(?:[-•·*–▪●]+|\(?[Mm]?\d{1,2}[.)）、]|M\d{1,2}\s*:)\s+")
MARKS = " \t:：,，;；-–—()（）[]."
# A day has so many words at most: “by the end of March 2027”.
MOST_WORDS = 6
SPLIT = re.compile(r"(\s+|(?<=[:：,，()（）年月日])|(?=[:：,，()（）]))")

Step = dict[str, str]


def read(asked: Asked) -> tuple[ReadCell, list[Step]]:
    """The milestones of an effort; a line without a day keeps its words."""
    steps: list[Step] = []
    told, why = [], ""
    is_wrong = is_sure = False
    for line in _lines(asked.words):
        day, text, code = _parted(line)
        steps.append({"due_on": day.isoformat() if day else "", "text": text or line})
        if day is None:
            is_wrong = True
            why = why or _("“%(line)s”: %(why)s") % {
                "line": line,
                "why": sentences.FAULTS[code],
            }
            continue
        is_sure = True
        told.append(labelled(date_format(day), text))
    grade = Grade.WRONG if is_wrong else Grade.SURE if is_sure else Grade.CHECK
    cell = ReadCell(asked.key, asked.title, asked.words, listed_apart(told), grade, why)
    return cell, steps


def _lines(words: str) -> Iterator[str]:
    lines = words.splitlines()
    if len(lines) == 1:
        lines = re.split(r"[;；]", words)
    for line in lines:
        said = BULLET.sub("", line).strip(" \t;；")
        if said:
            yield said


def _parted(line: str) -> tuple[date | None, str, str]:
    """The day at the beginning or the end of a line, and the rest."""
    parts = [part for part in SPLIT.split(line) if part]
    code = "day_unknown"
    for size in range(min(2 * MOST_WORDS, len(parts)), 0, -1):
        for begin, said, rest in (
            (True, parts[:size], parts[size:]),
            (False, parts[-size:], parts[:-size]),
        ):
            text = "".join(rest).strip(MARKS)
            words = "".join(said).strip(MARKS)
            if not words or not text or not any(sign.isdigit() for sign in words):
                continue
            try:
                at = spans.span(words) if not begin else spans.stretch(words)
            except UnclearError as unclear:
                if unclear.code == "day_two_readings":
                    code = unclear.code
                continue
            return at.last or at.first, text, ""
    return None, line, code
