"""Passwords that somebody would guess soon are refused, whatever letters they are made of."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from threading import Lock

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from zxcvbn import zxcvbn

from gmp_portal.accounts import offices
from gmp_portal.accounts.models import User
from gmp_portal.characters.normal_forms import normalized

# From 0 to 4; with 3, guesses on a stolen hash take long.
ENOUGH = 3
# What begins well is good as a whole, and weighing a hundred signs takes seconds.
WEIGHED_LETTERS = 32
OWN_WORDS = (
    "mercury",
    "partnership",
    "global mercury partnership",
    "minamata",
    "unep",
    "gmp",
    "global",
    "portal",
    "convention",
    "un",
    "environment",
)
PHRASES = Path(__file__).parent / "data" / "known_phrases.txt"
# A year, a few digits or signs round a word that everybody takes make it no better.
EDGES = re.compile(r"^[\W\d_]{0,6}(.*?)[\W\d_]{0,6}$", re.DOTALL)

# The library keeps the words of the person in one dictionary for the whole process.
_TURN = Lock()


class GuessableValidator:
    """Refuse what is common, repeated, a row of keys, or made of the person's own words."""

    def validate(self, password: str, user: User | None = None) -> None:
        words = [*OWN_WORDS, *_words_about(user)]
        if any(_is_guessable(part, words) for part in _parts(password)):
            raise ValidationError(
                _(
                    "This password is easy to guess. Take several words that have nothing to "
                    "do with each other, with you or with your organization."
                ),
                code="password_easy_to_guess",
            )

    def get_help_text(self) -> str:
        return gettext(
            "Several words that have nothing to do with each other make a good password."
        )


def _parts(password: str) -> Iterator[str]:
    """The password, what it is without a few signs at its ends, and each of its words once."""
    yield password
    core = EDGES.sub(r"\1", password)
    if core != password:
        yield core
    words = re.split(r"[\W_]+", password.casefold())
    if len(set(words)) < len(words):
        yield " ".join(dict.fromkeys(words))


def _is_guessable(part: str, words: list[str]) -> bool:
    if _bare(part) in _known() or not _foreign_words(part):
        return True
    with _TURN:
        weighed = zxcvbn(part[:WEIGHED_LETTERS], user_inputs=words)
    return bool(weighed["score"] < ENOUGH)


def _foreign_words(part: str) -> list[str]:
    """What is left of the words without numbers and those of the Partnership."""
    own = {_bare(word) for word in OWN_WORDS}
    return [
        word for word in re.split(r"[\W\d_]+", part.casefold()) if word and word not in own
    ]


@cache
def _known() -> frozenset[str]:
    """What lists of stolen passwords begin with: Django's 20,000, and sentences of our own."""
    phrases = PHRASES.read_text(encoding="utf-8").splitlines()
    common = CommonPasswordValidator().passwords
    return frozenset(_bare(text) for text in (*phrases, *common) if text[:1] != "#")


def _bare(text: str) -> str:
    """Letters and digits alone, in one form."""
    return re.sub(r"[\W_]+", "", normalized("NFKC", text).casefold())


def _words_about(user: User | None) -> Iterator[str]:
    """Name, e-mail address and organizations of the person, whole and in their parts."""
    if user is None:
        return
    texts = [user.name, user.email]
    if user.pk:
        texts += [term.organization for term in offices.current_terms(user)]
    for text in filter(None, texts):
        yield text
        yield from (part for part in re.split(r"[\W_]+", text) if len(part) > 2)
