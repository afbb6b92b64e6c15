"""The fixed words of letters and reports in the six languages of the United Nations.

They follow the language of the document and not of its reader, so they are a table here and not
part of the message catalogues. ``fixed_words.csv`` has one line for each sentence.
"""

import csv
import functools
from collections.abc import Callable
from pathlib import Path

TABLE = Path(__file__).with_name("fixed_words.csv")

Say = Callable[[str], str]


@functools.cache
def table() -> dict[str, dict[str, str]]:
    """Return each English sentence with its words in every language."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return {row["en"]: row for row in csv.DictReader(lines, delimiter="|")}


def speaker(language: str) -> Say:
    """Return what says a fixed sentence in a language; a sentence not in the table is a mistake."""
    rows = table()
    return lambda english: rows[english][language]
