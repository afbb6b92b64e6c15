"""What the lines of the masthead say, in six languages: symbol, day of issue, languages."""

import re
from datetime import date

from gmp_portal.typesetting.languages import ENGLISH_NAMES, LANGUAGES

SYMBOL = re.compile(
    r"(?:UNEP[/(]\S*|PAG[ .]\S+|[A-Z]{1,6}/[A-Z0-9.()]+(?:/\S+)+)"
    r"(?:[ /](?:Rev|Add|Corr|Amend)\.\s?\d+)*"
)
DISTRIBUTION = re.compile(r"Distr\.?\s*:?\s*(\w+)", re.IGNORECASE)
ORIGINAL = re.compile(r"Original\s*:\s*(\S.*)", re.IGNORECASE)
DAY = re.compile(
    r"(?P<day>\d{1,2})(?:er|re|º|°)?\s+(?:de\s+)?(?P<month>[^\W\d_](?:[^\W\d_]|[\s/])*?)"
    r"\s+(?:del?\s+)?(?P<year>\d{4})(?:\s*(?:г\.?|года))?"
)
HAN_DAY = re.compile(
    r"(?P<year>\d{4})\s*年\s*(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*日"
)
JOB_NUMBER = re.compile(
    r"K\d{7}(?:\s*\[?\(?[A-Z]\)?\]?)?(?:\s+\d{6})?|\d{2}-\d{5}\s*\([A-Z]\)"
)
NAMES = frozenset(
    name.casefold()
    for language in LANGUAGES.values()
    for name in (language.united_nations, language.programme)
) | {"mc", "ep", *(name.casefold() for name in ENGLISH_NAMES.values())}
# A word between two numbers is a month only if it is as short as one.
LONGEST_MONTH = 26


def _months() -> dict[str, int]:
    months: dict[str, int] = {}
    for language in LANGUAGES.values():
        for number, name in enumerate(language.months.split(" "), start=1):
            for words in (name, *name.split("/")):
                months[_plain(words)] = number
    return months


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()


MONTHS = _months()
CODES = {
    _plain(name): code
    for language in LANGUAGES.values()
    for code, name in (language.names or ENGLISH_NAMES).items()
}
CATEGORIES = {
    _plain(words): category
    for language in LANGUAGES.values()
    for category, words in (language.distributions or {}).items()
}


def kind_of(text: str) -> str:
    """Return which line of the masthead this is; nothing for any other line."""
    if SYMBOL.fullmatch(text):
        return "symbol"
    if DISTRIBUTION.fullmatch(text):
        return "distribution"
    if ORIGINAL.fullmatch(text):
        return "original_language"
    if is_day(text):
        return "issued_on"
    is_name = text.casefold() in NAMES or JOB_NUMBER.fullmatch(text)
    return "masthead" if is_name else ""


def is_day(text: str) -> bool:
    """Tell whether a line has the shape of a day, be there such a day or not."""
    if HAN_DAY.fullmatch(text):
        return True
    match = DAY.fullmatch(text)
    return bool(match) and len(match["month"]) <= LONGEST_MONTH  # type: ignore[index]


def day_of(text: str) -> str:
    """Return the day that a line says, or nothing if there is no such day."""
    match = DAY.fullmatch(text.strip()) or HAN_DAY.fullmatch(text.strip())
    if not match:
        return ""
    month = MONTHS.get(_plain(match["month"]), 0)
    try:
        return date(int(match["year"]), month, int(match["day"])).isoformat()
    except ValueError:
        return ""


def symbol_of(text: str) -> str:
    """Return the symbol that a line is."""
    return text.strip() if SYMBOL.fullmatch(text.strip()) else ""


def distribution_of(text: str) -> str:
    """Return the category of distribution that a line says, by its English name."""
    match = DISTRIBUTION.fullmatch(text.strip())
    return CATEGORIES.get(_plain(match[1]), match[1].capitalize()) if match else ""


def original_of(text: str) -> str:
    """Return the code of the original language that a line names."""
    match = ORIGINAL.fullmatch(text.strip())
    return CODES.get(_plain(match[1]), "") if match else ""


def job_number_of(text: str) -> str:
    """Return the job number that a line is."""
    return text.strip() if JOB_NUMBER.fullmatch(text.strip()) else ""
