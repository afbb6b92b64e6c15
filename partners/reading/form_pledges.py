"""The contributions in the Word form of the letter: kind, amount or effort, and time (A1-2b)."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.utils import translation

from gmp_portal.exchange.word.form import CHOICE, Choice, Question
from gmp_portal.exchange.word.form_reading import LIKELY, Answer, LeftOver
from gmp_portal.reference.currencies import CURRENCIES
from gmp_portal.typesetting import counted_words
from gmp_portal.typesetting.fixed_words import Say
from gmp_portal.typesetting.languages import language as spoken
from gmp_portal.ui import amounts
from partners.models import Pledge
from partners.models.pledges import Effort, Rhythm

ASKED = 3
Row = dict[str, list[str]]
# A number with its marks, wherever it stands in the line; the rest says of what.
NUMBER = re.compile(r"\d(?:[\d.,' \u066b\u066c]*\d)?")
YEAR = re.compile(r"\d{4}")
CODES = frozenset(code for code, _name in CURRENCIES)
# No word of the list is shorter where its ending changes.
SHORTEST = 3
# Signs that name one currency only; “$” and “¥” are of several.
SIGNS = {"€": "EUR", "US$": "USD", "£": "GBP"}


def questions(say: Say, language: str, kinds: tuple[Choice, ...]) -> Iterator[Question]:
    """Four questions about each of three contributions."""
    tongue = spoken(language)
    colon = tongue.colon + ("" if tongue.colon == "\uff1a" else " ")
    rhythms = tuple(Choice(rhythm.value, say(_english(rhythm))) for rhythm in Rhythm)
    ordinals = (
        say("First contribution"),
        say("Second contribution"),
        say("Third contribution"),
    )
    for number, ordinal in enumerate(ordinals):
        name = f"{ordinal}{colon}"
        yield Question(
            f"pledge_{number}_kind",
            name + say("What do you bring?"),
            kind=CHOICE,
            choices=kinds,
        )
        yield Question(
            f"pledge_{number}_amount",
            name + say("How much, and of what?"),
            hint=say("For example 40 days of work, or 5,000 USD."),
        )
        yield Question(
            f"pledge_{number}_rhythm",
            name + say("In all, or each year?"),
            kind=CHOICE,
            choices=rhythms,
        )
        yield Question(
            f"pledge_{number}_years",
            name + say("In which years?"),
            hint=say("For example 2026 to 2028."),
        )


@dataclass
class ReadPledge:
    """A contribution as a row of the letter's form; ``is_likely`` asks to look at it."""

    row: Row = field(default_factory=lambda: {"rhythm": [Rhythm.ONCE.value]})
    is_likely: bool = False

    @property
    def pledge(self) -> Pledge:
        """What it would become, to be told in words."""
        row = self.row
        return Pledge(
            kind=row.get("kind", [""])[0],
            amount=amounts.readings(row["amount"][0])[0] if "amount" in row else None,
            unit=row.get("unit", [""])[0],
            rhythm=row["rhythm"][0],
            first_year=int(row["first_year"][0]) if "first_year" in row else None,
            last_year=int(row["last_year"][0]) if "last_year" in row else None,
        )


def read(given: Mapping[str, Answer]) -> tuple[list[ReadPledge], list[LeftOver]]:
    """The contributions of a form that came back, and what of them was not understood."""
    pledges: list[ReadPledge] = []
    left: list[LeftOver] = []
    for number in range(ASKED):
        told = ReadPledge()
        before = dict(told.row)
        for name, take in TAKERS.items():
            answer = given.get(f"pledge_{number}_{name}")
            if answer is None:
                continue
            told.is_likely |= answer.certainty == LIKELY
            if not take(told, answer):
                left.append(LeftOver(answer.value, "no_amount", answer.key))
        # In all or each year says nothing of what.
        if told.row.keys() != before.keys():
            pledges.append(told)
    return pledges, left


def _kind(told: ReadPledge, answer: Answer) -> bool:
    told.row["kind"] = [answer.choices[0]]
    return True


def _rhythm(told: ReadPledge, answer: Answer) -> bool:
    told.row["rhythm"] = [answer.choices[0]]
    return True


def _amount(told: ReadPledge, answer: Answer) -> bool:
    """“40 days of work” or “USD 5,000”; of two readings the one in groups of three is likely."""
    text = amounts.plainly(answer.value)
    numbers = NUMBER.findall(text)
    values = amounts.readings(numbers[0]) if len(numbers) == 1 else []
    unit = _unit(text.replace(numbers[0], " ")) if values else ""
    if not unit:
        return False
    told.is_likely |= len(values) > 1
    told.row |= {"amount": [amounts.written(max(values))], "unit": [unit]}
    return True


def _unit(words: str) -> str:
    said = " ".join(words.split()).strip(" .()[]")
    if said in SIGNS:
        return SIGNS[said]
    if said.upper() in CODES:
        return said.upper()
    return _effort(said.casefold())


def _effort(said: str) -> str:
    """What is counted, by its words in any of the six languages, in whatever case or number."""
    likely = set()
    for code, _name in settings.OFFICIAL_LANGUAGES:
        for effort in Effort:
            told = [words.casefold() for words in counted_words.words(effort.value, code)]
            if said in told:
                return effort.value
            if said and any(_is_alike(said, words) for words in told):
                likely.add(effort.value)
    return likely.pop() if len(likely) == 1 else ""


def _is_alike(said: str, words: str) -> bool:
    """Whether the words begin alike; in Chinese, whether only the measure word is missing."""
    if " " not in words and not words.isascii() and len(said) > 1 and words.endswith(said):
        return True
    return _begins_alike(said.split()[0], words.split()[0])


def _begins_alike(said: str, word: str) -> bool:
    """Whether the two differ in their last two letters at most: day and days."""
    alike = max(SHORTEST, len(word) - 2, len(said) - 2)
    return said[:alike] == word[:alike]


def _years(told: ReadPledge, answer: Answer) -> bool:
    years = YEAR.findall(amounts.plainly(answer.value))
    if len(years) not in (1, 2):
        return False
    told.row |= {"first_year": [years[0]], "last_year": [years[-1]]}
    return True


TAKERS: dict[str, Callable[[ReadPledge, Answer], bool]] = {
    "kind": _kind,
    "amount": _amount,
    "rhythm": _rhythm,
    "years": _years,
}


def _english(choice: Rhythm) -> str:
    with translation.override("en"):
        return str(choice.label)
