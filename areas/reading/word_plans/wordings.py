"""What people call the sections of Annex 2 and their lists, in the six languages."""

import csv
import functools
from dataclasses import dataclass
from pathlib import Path

from areas.annex2 import BY_KEY
from gmp_portal.exchange.word.form_matching import SIMILAR, normal, similarity

TABLE = Path(__file__).parents[2] / "data" / "plan_wordings.csv"
# What is longer than this is no title.
LONGEST_TITLE = 90
# Short words are alike by chance.
SHORTEST_NEAR = 4
CONTENTS = "contents"


@dataclass(frozen=True)
class Match:
    """What a title is like: the key of a section or a list, how much, and in which language."""

    key: str
    likeness: float
    language: str

    @property
    def is_section(self) -> bool:
        return self.key in BY_KEY


@functools.cache
def _table() -> tuple[tuple[str, str, str], ...]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return tuple(
            (normal(wording), row["key"], row["language"])
            for row in csv.DictReader(lines, delimiter="|")
            for wording in row["wordings"].split(";")
        )


def matches(title: str) -> list[Match]:
    """Everything that this title is like, the nearest first."""
    said = normal(title)
    if not said or len(said) > LONGEST_TITLE:
        return []
    best: dict[str, Match] = {}
    for wording, key, language in _table():
        is_short = min(len(said), len(wording)) < SHORTEST_NEAR
        likeness = float(said == wording) if is_short else similarity(said, wording)
        if likeness >= SIMILAR and (key not in best or likeness > best[key].likeness):
            best[key] = Match(key, likeness, language)
    return sorted(best.values(), key=lambda match: -match.likeness)


def section(title: str) -> Match | None:
    """The section that this title is most like."""
    return next((match for match in matches(title) if match.is_section), None)


def named_list(title: str, kinds: tuple[str, ...]) -> str:
    """Which of these lists the title names; nothing where it names none, or says more."""
    if any(sign in title.rstrip(" :：") for sign in ":："):
        return ""
    named = (match.key for match in matches(title) if match.key in kinds)
    return next(named, "")


def is_contents(title: str) -> bool:
    return any(match.key == CONTENTS for match in matches(title))
