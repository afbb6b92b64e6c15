"""Days and whole numbers as people type them; what two would read apart is asked, never guessed."""

import re
import unicodedata
from datetime import date

# 2025-01-13, 2025/1/13, 2025.1.13
YEAR_FIRST = re.compile(
    r"(\d{4})\s*[-/.]\s*(\d{1,2})(?:\s*[-/.]\s*(\d{1,2}))?(?:[ T]00:00(?::00)?)?"
)
# 2025年3月13日
HAN = re.compile(r"(\d{4})\s*年\s*(?:(\d{1,2})\s*月\s*(?:(\d{1,2})\s*[日号]?)?)?")
DAY_NAME_YEAR = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|er|-е)?\.?(?:\s+de)?\s+([^\W\d]+)\.?(?:\s+de)?,?\s+(\d{4})(?:\s*г(?:ода|\.)?)?"
)
NAME_DAY_YEAR = re.compile(r"([^\W\d]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
NAME_YEAR = re.compile(r"([^\W\d]+)\.?(?:\s+de)?\s+(\d{4})(?:\s*г(?:ода|\.)?)?")
TWO_READINGS = re.compile(r"\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*(\d{4}|\d{2})")
ONLY_YEAR = re.compile(r"\d{4}")
WHOLE = re.compile(r"[+-]?\d+")
GROUPED = re.compile(r"[+-]?\d{1,3}(?:([ '’\u00a0\u202f\u066c])\d{3})(?:\1\d{3})*")
MANY_GROUPS = re.compile(r"[+-]?\d{1,3}(?:([.,])\d{3})(?:\1\d{3})+")
MONTHS = (
    "january jan janvier janv enero ene январь января янв يناير كانون",
    "february feb février févr febrero февраль февраля фев فبراير",
    "march mar mars marzo март марта مارس",
    "april apr avril avr abril abr апрель апреля апр أبريل",
    "may mai mayo май мая مايو",
    "june jun juin junio июнь июня июн يونيو يونيه",
    "july jul juillet juil julio июль июля июл يوليو يوليه",
    "august aug août agosto ago август августа авг أغسطس",
    "september sept sep septembre septiembre сентябрь сентября сен سبتمبر",
    "october oct octobre octubre октябрь октября окт أكتوبر",
    "november nov novembre noviembre ноябрь ноября ноя نوفمبر",
    "december dec décembre déc diciembre dic декабрь декабря дек ديسمبر",
)
BY_NAME = {
    name: number for number, names in enumerate(MONTHS, start=1) for name in names.split()
}
# Arabic documents of the United Nations name a month twice, by one of these first: أيار/مايو.
EASTERN = (
    *("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران"),
    *("تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"),
)
TWICE = re.compile(rf"({'|'.join(EASTERN)})/([^\W\d]+)".replace(" ", r"\s"))


class UnclearError(Exception):
    """A text that is no answer as it stands; the code is one of ``sentences.FAULTS``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def western(text: str) -> str:
    """The text with the digits of any script as 0 to 9."""
    return "".join(
        str(unicodedata.digit(sign)) if unicodedata.category(sign) == "Nd" else sign
        for sign in text
    )


def once(text: str) -> str:
    """The text with one name for each month that it names twice; of two months both stay."""
    return TWICE.sub(_same, text)


def _same(both: re.Match[str]) -> str:
    number = EASTERN.index(" ".join(both[1].split())) + 1
    return both[2] if BY_NAME.get(both[2]) == number else both[0]


def day(text: str) -> str:
    """Return the day as 2025-01-13, or say what is not clear about it."""
    text = once(western(text)).strip()
    if TWO_READINGS.fullmatch(text):
        raise UnclearError("day_two_readings")
    if ONLY_YEAR.fullmatch(text):
        raise UnclearError("day_incomplete")
    for pattern, order in (
        (YEAR_FIRST, (1, 2, 3)),
        (HAN, (1, 2, 3)),
        (DAY_NAME_YEAR, (3, 2, 1)),
        (NAME_DAY_YEAR, (3, 1, 2)),
        (NAME_YEAR, (2, 1, 0)),
    ):
        if fits := pattern.fullmatch(text):
            year, month, number = (fits[place] if place else None for place in order)
            return _day(year, month, number)
    raise UnclearError("day_unknown")


def _day(year: str | None, month: str | None, number: str | None) -> str:
    named = BY_NAME.get((month or "").casefold(), 0)
    if month and not month.isdecimal() and not named:
        raise UnclearError("day_unknown")
    if not month or not number:
        raise UnclearError("day_incomplete")
    try:
        return date(int(year or 0), named or int(month), int(number)).isoformat()
    except ValueError:
        raise UnclearError("day_unknown") from None


def whole(text: str) -> int:
    """Return the whole number; a sign that may part thousands or decimals is asked."""
    text = western(text).strip().replace("\u2212", "-")
    if len(text) > 30:
        raise UnclearError("whole_unknown")
    if GROUPED.fullmatch(text) or MANY_GROUPS.fullmatch(text):
        return int(re.sub(r"[^\d+-]", "", text))
    if not WHOLE.fullmatch(text):
        raise UnclearError("whole_unknown")
    return int(text)
