"""The pledges of a letter in words, in any of the six languages (A1-2b)."""

from decimal import Decimal

from django.utils import translation

from gmp_portal.typesetting import fixed_words
from gmp_portal.typesetting.counted_words import counted
from gmp_portal.typesetting.fixed_words import Say
from gmp_portal.typesetting.languages import language as spoken
from gmp_portal.ui.amounts import grouped
from partners.models import LetterOfIntent, Pledge
from partners.models.letter_states import Contribution


def lines(letter: LetterOfIntent, language: str) -> list[str]:
    """A line for each pledge that says more than its kind: amount or effort, and time."""
    told = (line_of(pledge, language) for pledge in letter.pledged)
    return [line for line in told if line]


def line_of(pledge: Pledge, language: str) -> str:
    """“Expertise: 40 days of work, each year, 2026–2027”; empty where only the kind is known."""
    say, tongue = fixed_words.speaker(language), spoken(language)
    details = [*_amount(pledge, say, language), *_years(pledge, say)]
    if not details:
        return ""
    kind = _english(Contribution(pledge.kind)) if pledge.kind else "In-kind contribution"
    gap = "" if tongue.colon == "\uff1a" else " "
    return f"{say(kind)}{tongue.colon}{gap}{_joined(details, language)}"


def _joined(parts: list[str], language: str) -> str:
    comma = {"zh-hans": "\uff0c", "ar": "\u060c "}.get(language, ", ")
    return comma.join(parts)


def _amount(pledge: Pledge, say: Say, language: str) -> list[str]:
    if pledge.amount is None:
        return []
    with translation.override(language):
        figure = grouped(pledge.amount, None if pledge.is_money else _places(pledge.amount))
    rhythm = say(_english(Pledge.Rhythm(pledge.rhythm)))
    if pledge.is_money:
        return [f"{pledge.unit} {figure}", rhythm]
    return [counted(pledge.unit, pledge.amount, figure, language), rhythm]


def _places(amount: Decimal) -> int:
    """As many decimals as were meant: half a month is 0.5, and no sum of money."""
    exponent = amount.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _years(pledge: Pledge, say: Say) -> list[str]:
    first, last = pledge.first_year, pledge.last_year
    if first and not last:
        return [say("from %(year)s") % {"year": first}]
    if last and not first:
        return [say("until %(year)s") % {"year": last}]
    return [pledge.years] if pledge.years else []


def _english(choice: object) -> str:
    """A choice in its English words, which are the key of the fixed words."""
    with translation.override("en"):
        return str(choice.label)  # type: ignore[attr-defined]
