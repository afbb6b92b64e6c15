"""Days and stretches of time as people write them in plans: “Q3 2027”, “2026–2027”, 2026年3月.

What two would read apart is asked, as everywhere (``exchange.tables.days``).
"""

import calendar
import re
from datetime import date
from typing import NamedTuple

from gmp_portal.exchange.tables import days
from gmp_portal.exchange.tables.days import BY_NAME, UnclearError, once, western

YEARS = range(1900, 2200)
ORDINALS = {
    word: number
    for number, words in enumerate(
        (
            "first 1st 1 一 i 上",
            "second 2nd 2 二 ii 下",
            "third 3rd 3 三 iii",
            "fourth 4th 4 四 iv",
        ),
        start=1,
    )
    for word in words.split()
}
ORDINAL = "|".join(sorted(map(re.escape, ORDINALS), key=len, reverse=True))
QUARTER = (
    re.compile(r"(?:q|t|qtr\.?|кв\.?)\s?([1-4])(?:\s*[-/,.']?\s*|\s+(?:of|de)\s+)(\d{4})"),
    re.compile(rf"({ORDINAL})\s*(?:q|кв\.?|квартал)\s*[-/,.]?\s*(\d{{4}})"),
    re.compile(
        rf"({ORDINAL})\s*(?:er|e|º)?\s*(?:quarter|trimestre|квартал)(?:\s+(?:of|de))?\s+(\d{{4}})"
    ),
)
YEAR_QUARTER = (
    re.compile(r"(\d{4})\s*[-/,.]?\s*(?:q|t|кв\.?)\s?([1-4])"),
    re.compile(rf"(\d{{4}})\s*年\s*(?:第|q)?\s*({ORDINAL})\s*(?:季度|季)?"),
)
HALF = (
    re.compile(r"(?:h|s)\s?([12])(?:\s*[-/,.]?\s*)(\d{4})"),
    re.compile(r"(first|second|1st|2nd)\s+half(?:\s+of)?\s+(\d{4})"),
)
YEAR_HALF = (
    re.compile(r"(\d{4})\s*[-/,.]?\s*(?:h|s)\s?([12])"),
    re.compile(r"(\d{4})\s*年\s*([上下])半年"),
)
MONTH = (
    re.compile(r"(\d{4})\s*[-/.]\s*(\d{1,2})"),
    re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月(?:份)?"),
)
MONTH_YEAR = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{4})")
NAMED_MONTH = re.compile(r"([^\W\d]+)\.?(?:\s+de|\s+of)?[\s,]*(\d{4})(?:\s*г(?:ода|\.)?)?")
YEAR = re.compile(r"(?:year\s+)?(\d{4})\s*(?:年|г\.?|год)?")
END_OF = re.compile(
    r"(?:by\s+)?(?:the\s+)?(?:end(?:\s+of)?|end-|late|fin|fin de|конец|конца|نهاية)\s*(.+)"
)
END_OF_HAN = re.compile(r"(.+?年(?:\d{1,2}月)?)(?:年?底|末)(?:前|之前)?")
FROM = re.compile(
    r"(?:from|since|as of|starting(?: in| from)?|начиная с|с|depuis|desde|自|从|من)\s*(.+)"
)
UNTIL = re.compile(
    r"(?:until|till|up to|to|by|through|до|jusqu['’]?(?:à|en)|hasta|至|حتى)\s*(.+)"
)
BETWEEN = re.compile(
    r"\s+(?:to|until|till|through|and|bis|à|au|al|a|hasta|по|до|إلى|حتى)\s+|\s*[–—―~〜→至到]+\s*"
    r"|\s+-+\s+|\s*-\s*"
)
SHORT_RANGE = re.compile(r"(\d{4})\s*[-–/]\s*(\d{2})")


class Stretch(NamedTuple):
    """A first and a last day; ``is_day`` where one whole day was written."""

    first: date | None
    last: date | None
    is_day: bool = False


def stretch(text: str) -> Stretch:
    """Return a day, month, quarter, half or whole year as its first and last day."""
    said = _tidy(text)
    try:
        day = date.fromisoformat(days.day(said))
    except UnclearError as unclear:
        if unclear.code == "day_two_readings":
            raise
    else:
        return Stretch(day, day, is_day=True)
    low = said.casefold()
    part = _part_of_year(low) or _month(low)
    if part:
        return part
    if fits := YEAR.fullmatch(low):
        return _part(int(fits[1]), 1, 12)
    if fits := END_OF.fullmatch(low) or END_OF_HAN.fullmatch(low):
        rest = stretch(fits[1])
        return Stretch(rest.last, rest.last)
    raise UnclearError("day_unknown")


def span(text: str) -> Stretch:
    """Return two ends: of “2026-03 – 2027-06”, “January to June 2026”, or “until 2027”."""
    said = _tidy(text)
    try:
        return stretch(said)
    except UnclearError as unclear:
        if unclear.code == "day_two_readings":
            raise
    low = said.casefold()
    if fits := SHORT_RANGE.fullmatch(low):
        first = int(fits[1])
        return _ordered(
            _part(first, 1, 12), _part(first // 100 * 100 + int(fits[2]), 1, 12)
        )
    for between in BETWEEN.finditer(low):
        if both := _both(low[: between.start()], low[between.end() :]):
            return both
    for pattern, is_first in ((FROM, True), (UNTIL, False)):
        if fits := pattern.fullmatch(low):
            rest = stretch(fits[1])
            return Stretch(rest.first, None) if is_first else Stretch(None, rest.last)
    raise UnclearError("day_unknown")


def _both(first: str, second: str) -> Stretch | None:
    """The two halves as ends; a year that only one of them names is that of both."""
    first = FROM.sub(r"\1", first) if FROM.fullmatch(first) else first
    years = [re.search(r"\d{4}", each) for each in (first, second)]
    if years[1] and not years[0]:
        first = f"{first} {years[1][0]}"
    elif years[0] and not years[1]:
        second = f"{years[0][0]}年{second}" if "年" in first else f"{second} {years[0][0]}"
    try:
        return _ordered(stretch(first), stretch(second))
    except UnclearError as unclear:
        if unclear.code == "day_two_readings":
            raise
        return None


def _ordered(first: Stretch, second: Stretch) -> Stretch:
    if first.first is None or second.last is None or first.first > second.last:
        raise UnclearError("day_unknown")
    return Stretch(first.first, second.last)


def _tidy(text: str) -> str:
    return " ".join(once(western(text)).replace("\u2212", "-").strip(" .;:").split())


def _part_of_year(low: str) -> Stretch | None:
    """A quarter or half of a year."""
    for patterns, months, is_year_first in (
        (YEAR_QUARTER, 3, True),
        (QUARTER, 3, False),
        (YEAR_HALF, 6, True),
        (HALF, 6, False),
    ):
        for pattern in patterns:
            if fits := pattern.fullmatch(low):
                year, part = fits.groups() if is_year_first else reversed(fits.groups())
                return _part(int(year), ORDINALS[part], months)
    return None


def _month(low: str) -> Stretch | None:
    for pattern in MONTH:
        if fits := pattern.fullmatch(low):
            return _part(int(fits[1]), int(fits[2]), 1)
    if fits := MONTH_YEAR.fullmatch(low):
        return _part(int(fits[2]), int(fits[1]), 1)
    if (fits := NAMED_MONTH.fullmatch(low)) and fits[1] in BY_NAME:
        return _part(int(fits[2]), BY_NAME[fits[1]], 1)
    return None


def _part(year: int, number: int, months: int) -> Stretch:
    """The so-manieth part of a year, of so many months."""
    last = number * months
    if year not in YEARS or not 1 <= last <= 12:
        raise UnclearError("day_unknown")
    end = calendar.monthrange(year, last)[1]
    return Stretch(date(year, last - months + 1, 1), date(year, last, end))
