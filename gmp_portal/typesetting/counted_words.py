"""What is counted in a letter, in the form that its number asks for, in the six languages.

``counted_words.csv`` has a line for each form; the names of the forms and when each is used are
those of the Unicode CLDR plural rules (version 48).
"""

import csv
import functools
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

TABLE = Path(__file__).with_name("counted_words.csv")
MILLION = 1_000_000
NUMBER = "%(number)s"


@functools.cache
def _table() -> dict[tuple[str, str], dict[str, str]]:
    table: dict[tuple[str, str], dict[str, str]] = {}
    with TABLE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="|"):
            table.setdefault((row["what"], row["language"]), {})[row["form"]] = row["words"]
    return table


def counted(what: str, number: Decimal, figure: str, language: str) -> str:
    """So many of something, the number written as ``figure``: “40 рабочих дней”."""
    return _table()[what, language][form_of(number, language)] % {"number": figure}


def words(what: str, language: str) -> Sequence[str]:
    """All words for what is counted, without the number."""
    return [text.replace(NUMBER, "").strip() for text in _table()[what, language].values()]


def form_of(number: Decimal, language: str) -> str:
    """The name of the form that a number above nought asks for: one, two, few, many or other."""
    whole = int(number) if number == int(number) else None
    if language == "zh-hans":
        return "other"
    if language == "ar":
        return _arabic(whole)
    if language == "ru":
        return _russian(whole)
    if number == 1 or (language == "fr" and number < 2):
        return "one"
    in_millions = language != "en" and whole is not None and whole % MILLION == 0
    return "many" if in_millions else "other"


def _russian(whole: int | None) -> str:
    if whole is None:
        return "other"
    last, two_last = whole % 10, whole % 100
    if last == 1 and two_last != 11:
        return "one"
    return "few" if last in (2, 3, 4) and two_last not in (12, 13, 14) else "many"


def _arabic(whole: int | None) -> str:
    if whole in (1, 2):
        return "one" if whole == 1 else "two"
    two_last = 0 if whole is None else whole % 100
    if 3 <= two_last <= 10:
        return "few"
    return "many" if two_last > 10 else "other"
