"""Passwords that somebody would guess soon are refused, whatever letters they are made of."""

import re
from collections.abc import Iterator
from threading import Lock

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from zxcvbn import zxcvbn

from gmp_portal.accounts import offices
from gmp_portal.accounts.models import User

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
)

# The library keeps the words of the person in one dictionary for the whole process.
_TURN = Lock()


class GuessableValidator:
    """Refuse what is common, repeated, a row of keys, or made of the person's own words."""

    def validate(self, password: str, user: User | None = None) -> None:
        words = [*OWN_WORDS, *_words_about(user)]
        with _TURN:
            weighed = zxcvbn(password[:WEIGHED_LETTERS], user_inputs=words)
        if weighed["score"] < ENOUGH:
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
