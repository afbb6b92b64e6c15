"""What somebody typed is given back where it could not be saved."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from django.http import HttpRequest

# What a form carries unseen, and what no page repeats.
UNSEEN = {"csrfmiddlewaretoken", "version", "next", "kept_copy", "kept_post"}
NEVER_REPEATED = "password"
# Which text was read is carried along with the form, but nobody has typed it.
READ = "read"
# What a tick and the buttons that move a row send.
PRESSED = {"on", "up", "down"}
# What lists and radio buttons send; days and numbers have no letters. A text is whatever is left.
CODE = re.compile(r"[a-z0-9_-]*")


class TypedText(NamedTuple):
    """One text of a form: the name of its field and what was typed."""

    name: str
    text: str


def has_typed(request: HttpRequest) -> bool:
    """Whether this request brought letters, and not only a tick or the press of a button."""
    return any(
        value not in PRESSED and _has_letters(value) for _name, value in _fields(request)
    )


def typed_texts(request: HttpRequest) -> list[TypedText]:
    """The texts that a form brought, in any script, in its order."""
    return [
        TypedText(name, value)
        for name, value in _fields(request)
        if NEVER_REPEATED not in name and is_text(value)
    ]


def is_text(value: str) -> bool:
    """Whether somebody wrote this, and did not only choose or press it."""
    return _has_letters(value) and not CODE.fullmatch(value)


def _has_letters(value: str) -> bool:
    return any(map(str.isalpha, value))


def _fields(request: HttpRequest) -> Iterator[tuple[str, str]]:
    for name, values in request.POST.lists():
        if name not in UNSEEN and name != READ:
            yield from ((name, value) for value in values)
