"""How a plan speaks: fixed words, days and amounts in the language it is written in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils import translation

from gmp_portal.typesetting import fixed_words
from gmp_portal.typesetting.fixed_words import Say
from gmp_portal.typesetting.languages import LANGUAGES, Language, language
from gmp_portal.ui import amounts

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Tongue:
    """One of the six languages, as a plan keeps it: ``zh`` and not ``zh-hans``."""

    code: str

    @property
    def spoken(self) -> Language:
        """The language of documents; English stands in for one that is none of the six."""
        codes = (code for code in LANGUAGES if code.partition("-")[0] == self.code)
        return language(next(codes, "en"))

    @property
    def say(self) -> Say:
        return fixed_words.speaker(self.spoken.code)

    def said(self, label: "StrOrPromise") -> str:
        """The label of a choice or of a section: its English words are the key."""
        with translation.override("en"):
            return self.say(str(label))

    def choice(self, choices: Any, value: str) -> str:
        """The label of a value; a value that is no choice any more stays as it is."""
        return self.choice_of(choices.choices, value)

    def choice_of(self, choices: "Iterable[tuple[str, StrOrPromise]]", value: str) -> str:
        """The same of pairs of values and labels."""
        labels = dict(choices)
        return self.said(labels[value]) if value in labels else value

    def beside(self, label: str, value: str) -> str:
        """A label with what stands beside it, in one line."""
        return self.say("%(label)s: %(value)s") % {"label": label, "value": value}

    def day(self, value: str | None) -> str:
        return self.spoken.written(date.fromisoformat(value)) if value else ""

    def days(self, first: str | None, last: str | None) -> str:
        """A stretch of time, or the one day of it that is known."""
        if not first or not last:
            return self.day(first) or self.day(last)
        return self.spoken.span(date.fromisoformat(first), date.fromisoformat(last))

    def money(self, amount: str | None, currency: str) -> str:
        """An amount with its currency in front, such as "USD 12,500"."""
        if amount is None:
            return ""
        with translation.override(self.spoken.code):
            return f"{currency} {amounts.grouped(amount)}"

    def area(self, names: dict[str, str] | None) -> str:
        """The name of an area; English where it has none in this language."""
        return (names.get(self.code) or names["en"]) if names else ""


def of(content: dict[str, Any]) -> Tongue:
    """The language of a plan; one that names none is in English."""
    return Tongue(content.get("language") or "en")
