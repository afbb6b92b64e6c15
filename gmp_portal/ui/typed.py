"""What somebody typed is given back where it could not be saved."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import parse_qsl

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest
from django.http.request import UnreadablePostError

# The hidden fields of a form: the state that it began from, the key by which it is saved once,
# the text that was read, and the copy of it that the browser keeps.
VERSION, ONCE, READ, COPY = "version", "once", "read", "kept_copy"
# What goes on with a form that comes back, though nobody typed it.
CARRIED = {VERSION, ONCE, "next"}
# What a form carries unseen, and what no page repeats.
UNSEEN = {"csrfmiddlewaretoken", COPY, "kept_post"} | CARRIED
NEVER_REPEATED = "password"
# What a tick and the buttons that move a row send.
PRESSED = {"on", "up", "down"}
# What lists and radio buttons send; days and numbers have no letters. A text is whatever is left.
FIGURE = re.compile(r"[\d.,\s'\u2019:T-]{4,}")
CODE = re.compile(r"[a-z0-9_-]*")


class TypedText(NamedTuple):
    """One text of a form: the name of its field and what was typed."""

    name: str
    text: str


def has_typed(request: HttpRequest) -> bool:
    """Whether this request brought words, an amount or a day, and not only a tick or a press."""
    return any(
        value not in PRESSED and (_has_letters(value) or FIGURE.fullmatch(value))
        for _name, value in _fields(request)
    )


def typed_texts(request: HttpRequest) -> list[TypedText]:
    """The texts that a form brought, in any script, in its order."""
    return _texts(_fields(request))


def texts_if_readable(request: HttpRequest) -> list[TypedText]:
    """The same of a request that may have broken off."""
    try:
        return typed_texts(request)
    except UnreadablePostError:
        return []


def texts_of_too_much(request: HttpRequest) -> list[TypedText]:
    """The texts of a form that is too much to be saved, for somebody who is signed in.

    A form with files is read piece by piece, and what was refused cannot be read again.
    """
    is_plain = request.content_type == "application/x-www-form-urlencoded"
    if not is_plain or not request.user.is_authenticated:
        return []
    try:
        sent = request.body
    except RequestDataTooBig:
        sent = request.read(settings.FILE_LIMIT_BYTES)
    pairs = parse_qsl(sent.decode(errors="replace"), keep_blank_values=True)
    return _texts(pair for pair in pairs if pair[0] not in UNSEEN)


def _texts(fields: Iterable[tuple[str, str]]) -> list[TypedText]:
    return [
        TypedText(name, value)
        for name, value in fields
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
