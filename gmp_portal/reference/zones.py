"""Time zones under the name of their place, in the languages of the United Nations."""

import csv
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

TABLE = Path(__file__).parent / "data" / "time_zones.csv"


@cache
def _names() -> dict[str, dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["zone"]: row for row in csv.DictReader(file)}


def place(zone: str) -> str:
    """The place that names the zone, in the reader's language: Buenos Aires."""
    return _name_in_language(zone) or zone.rpartition("/")[2].replace("_", " ")


def name(zone: str) -> str:
    """The zone to readers: in English as the time zone database has it, else by its place."""
    return _name_in_language(zone) or zone.replace("_", " ")


def _name_in_language(zone: str) -> str:
    language = (get_language() or "en").partition("-")[0]
    return _names().get(zone, {}).get(language, "")
