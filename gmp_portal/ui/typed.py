"""What somebody typed is given back where it could not be saved."""

from collections.abc import Iterator
from typing import NamedTuple

from django.http import HttpRequest

from gmp_portal.ui.word_count import count_words

# What a form carries unseen, and what no page repeats.
UNSEEN = {"csrfmiddlewaretoken", "version", "next"}
NEVER_REPEATED = "password"
# What a tick and the buttons that move a row send.
PRESSED = {"on", "up", "down"}
# Choices, days and numbers are entered again in a moment; a sentence is not, and there are
# scripts that write one without blanks.
MIN_WORDS = 2
LONG = 20


class TypedText(NamedTuple):
    """One text of a form: the name of its field and what was typed."""

    name: str
    text: str


def has_typed(request: HttpRequest) -> bool:
    """Whether this request brought letters, and not only a tick or the press of a button."""
    return any(
        value not in PRESSED and any(map(str.isalpha, value))
        for _name, value in _fields(request)
    )


def typed_texts(request: HttpRequest) -> list[TypedText]:
    """The texts of two words or more that a form brought, in any script, in its order."""
    return [
        TypedText(name, value)
        for name, value in _fields(request)
        if NEVER_REPEATED not in name
        and (count_words(value) >= MIN_WORDS or len(value) >= LONG)
    ]


def _fields(request: HttpRequest) -> Iterator[tuple[str, str]]:
    for name, values in request.POST.lists():
        if name not in UNSEEN:
            yield from ((name, value) for value in values)
