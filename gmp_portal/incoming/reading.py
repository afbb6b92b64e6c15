"""Have a mail read in a process of its own, and clean what it answers."""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from gmp_portal import characters
from gmp_portal.documents import processes, taking

SECONDS = 30
# Of a mail that is too large, or cannot be read, only its head is asked for.
HEAD = 64 * 1024
LONGEST_ID, LONGEST_NAME, LONGEST_SUBJECT = 500, 150, 250


@dataclass(frozen=True)
class Report:
    """What a mail server says of one of the portal's mails (RFC 3464)."""

    action: str
    status: str
    cause: str
    about: str


@dataclass(frozen=True)
class Letterhead:
    """What a mail says of itself, before anybody looks at its text."""

    message_id: str
    from_address: str = ""
    from_name: str = ""
    subject: str = ""
    to: list[str] = field(default_factory=list)
    is_automatic: bool = False


@dataclass(frozen=True)
class Read:
    """A mail as it was read; without a text where it could not be, or is too large."""

    head: Letterhead
    text: str = ""
    full_text: str = ""
    report: Report | None = None
    files: list[tuple[str, bytes]] = field(default_factory=list, repr=False)


def whole(raw: bytes) -> Read | None:
    """All that is in these bytes; nothing where they are built so as to do harm."""
    answer, content = _asked(raw)
    if answer is None:
        return None
    files, start = [], 0
    for name, size in answer["files"]:
        files.append((characters.line(taking.clean(name)), content[start : start + size]))
        start += size
    return Read(
        _letterhead(answer, raw),
        taking.clean(answer["text"]),
        taking.clean(answer["full_text"]),
        _report(answer["report"]),
        files,
    )


def head(raw: bytes) -> Read:
    """Who wrote what to whom, from the first lines alone; whatever they are, this answers."""
    first = raw.partition(b"\r\n\r\n")[0].partition(b"\n\n")[0][:HEAD] + b"\r\n\r\n"
    answer, _content = _asked(first)
    if answer is None:
        return Read(Letterhead(_own_id(raw)))
    return Read(_letterhead(answer, raw))


def _asked(raw: bytes) -> tuple[dict[str, Any] | None, bytes]:
    said = processes.answer_of("gmp_portal.incoming.reader", raw, seconds=SECONDS)
    line, _end, content = said.partition(b"\n")
    return (json.loads(line) if line else None), content


def _letterhead(answer: dict[str, Any], raw: bytes) -> Letterhead:
    message_id = _line(answer["message_id"])
    if not message_id or len(message_id) > LONGEST_ID:
        message_id = _own_id(raw)
    return Letterhead(
        message_id,
        _address(answer["from_address"]),
        _line(answer["from_name"])[:LONGEST_NAME],
        _line(answer["subject"])[:LONGEST_SUBJECT],
        answer["to"],
        answer["is_automatic"],
    )


def _own_id(raw: bytes) -> str:
    """For a mail without a name of its own, or with an endless one."""
    return f"<{hashlib.sha256(raw).hexdigest()}@without-message-id>"


def _line(text: str) -> str:
    return characters.line(taking.clean(text))


def _address(text: str) -> str:
    """An address to which somebody can write; nothing for any other text."""
    address = _line(text)
    try:
        validate_email(address)
    except ValidationError:
        return ""
    return address


def _report(told: dict[str, str] | None) -> Report | None:
    if told is None:
        return None
    cause = " ".join(filter(None, [_line(told["status"]), _line(told["diagnostic"])]))
    return Report(told["action"], _line(told["status"]), cause[:500], told["about"])
