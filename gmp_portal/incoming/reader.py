"""Read one mail in a small, short-lived process and say what is in it.

Reads the mail from standard input; writes one line of JSON, and behind it the bytes of its files
one after the other. Whatever a mail is made of, it cannot harm more than this process.
"""

import json
import resource
import sys
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses
from typing import IO, Any

from gmp_portal.incoming import new_words, plain_text

MEMORY = 768 * 1024 * 1024
SECONDS = 20
LARGEST_ANSWER = 64 * 1024 * 1024
# So much of a text is read; nobody writes more as an answer.
LONGEST_TEXT = 200_000
LONGEST_LINE = 2_000
MOST_FILES = 20
MOST_ADDRESSES = 200
MOST_PARTS = 500
RECIPIENTS = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To")
AUTOMATIC_PRECEDENCE = {"bulk", "auto_reply", "list", "junk"}
AUTOMATIC_HEADERS = ("X-Autoreply", "X-Autorespond", "List-Id")
AUTOMATIC_SENDERS = {"mailer-daemon", "postmaster", "no-reply", "noreply"}
# Seals of mail programs say nothing to anybody.
NO_FILES = {
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "application/pgp-signature",
}


def told(raw: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """What the mail says of itself, its text, what it reports, and its files."""
    mail = message_from_bytes(raw, policy=policy.compat32)
    senders = _addresses(mail, "From")
    # Somebody who writes in the name of several is nobody in particular.
    [(name, address)] = senders if len(senders) == 1 else [("", "")]
    full = _text(mail)
    files = list(_files(mail))
    return {
        "message_id": _line(mail, "Message-ID"),
        "from_name": name,
        "from_address": address.lower(),
        "subject": _line(mail, "Subject"),
        "to": [to for header in RECIPIENTS for _name, to in _addresses(mail, header)],
        "is_automatic": _is_automatic(mail, address),
        "report": _report(mail),
        "full_text": full,
        "text": new_words.of(full),
        "files": [[title, len(content)] for title, content in files],
    }, [content for _title, content in files]


# Headers ---------------------------------------------------------------------------------


def _line(mail: Message, name: str) -> str:
    """A header in one line, whatever its words are written in; empty where there is none."""
    value = mail.get(name)
    return "" if value is None else _decoded(str(value))


def _decoded(value: str) -> str:
    try:
        parts = [_as_text(part, charset) for part, charset in decode_header(value)]
    except Exception:  # what is written wrong is shown as it was written
        parts = [value]
    return " ".join("".join(parts).split())[:LONGEST_LINE]


def _as_text(part: bytes | str, charset: str | None) -> str:
    if isinstance(part, str):
        return part
    for name in (charset or "utf-8", "utf-8"):
        try:
            return part.decode(name)
        except (LookupError, ValueError):
            continue
    return part.decode("latin-1")


def _addresses(mail: Message, name: str) -> list[tuple[str, str]]:
    values = [" ".join(str(each).split())[:20_000] for each in mail.get_all(name, [])]
    pairs = getaddresses(values[:MOST_ADDRESSES])[:MOST_ADDRESSES]
    return [(_decoded(title), address) for title, address in pairs if "@" in address]


def _is_automatic(mail: Message, sender: str) -> bool:
    """Whether a program wrote it: nobody answers such a mail (RFC 3834)."""
    submitted = _line(mail, "Auto-Submitted").partition(";")[0].strip().lower()
    precedence = _line(mail, "Precedence").lower()
    return (
        submitted not in ("", "no")
        or precedence in AUTOMATIC_PRECEDENCE
        or any(mail.get(name) is not None for name in AUTOMATIC_HEADERS)
        or _line(mail, "Return-Path") == "<>"
        or mail.get_content_type() == "multipart/report"
        or sender.partition("@")[0].lower() in AUTOMATIC_SENDERS
    )


# Reports of mail servers (RFC 3464) ---------------------------------------------------------


def _report(mail: Message) -> dict[str, str] | None:
    """What a server says of a mail that it could not deliver; nothing for any other mail."""
    kind = str(mail.get_param("report-type", "")).lower()
    if mail.get_content_type() != "multipart/report" or kind != "delivery-status":
        return None
    fields: dict[str, str] = {"action": "", "status": "", "diagnostic": "", "about": ""}
    for part in _parts(mail, into_mails=True):
        kind = part.get_content_type()
        if kind == "message/delivery-status":
            fields |= _of_recipient(part)
        elif kind in ("message/rfc822", "text/rfc822-headers", "message/global-headers"):
            fields["about"] += " ".join(_names_of_ours(part))
    return fields


def _of_recipient(part: Message) -> dict[str, str]:
    """What is said of the reader; our mails have one each."""
    blocks = part.get_payload()
    for block in blocks if isinstance(blocks, list) else []:
        if isinstance(block, Message) and block.get("Action") is not None:
            return {
                "action": _line(block, "Action").lower(),
                "status": _line(block, "Status").partition(" ")[0],
                "diagnostic": _line(block, "Diagnostic-Code").rpartition("; ")[2],
            }
    return {}


def _names_of_ours(part: Message) -> Iterator[str]:
    """By what the returned mail, or its headers alone, can be known as ours."""
    inner = part.get_payload()
    if isinstance(inner, list):
        heads = [each for each in inner if isinstance(each, Message)]
    else:
        data = part.get_payload(decode=True)
        heads = [message_from_bytes(data if isinstance(data, bytes) else b"")]
    for head in heads:
        for name in ("X-Portal-Message", "Message-ID"):
            if value := _line(head, name):
                yield value


# Text and files ------------------------------------------------------------------------------


def _parts(mail: Message, *, into_mails: bool = False) -> Iterator[Message]:
    """The parts that are no containers, in their order; mails inside a mail stay closed."""
    waiting, seen = [mail], 0
    while waiting and seen < MOST_PARTS:
        part = waiting.pop(0)
        seen += 1
        inner = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inner, list):
            waiting[:0] = [each for each in inner if isinstance(each, Message)]
        elif into_mails or not _is_inside(part):
            yield part


def _is_inside(part: Message) -> bool:
    return part.get_content_type() in ("message/delivery-status", "text/rfc822-headers")


def _is_file(part: Message) -> bool:
    """Whether it is for itself: pictures in a signature belong to the text."""
    if part.get_content_type() in NO_FILES:
        return False
    disposition = part.get_content_disposition()
    if disposition == "attachment":
        return True
    if part.get_content_maintype() == "text":
        return False
    return part.get("Content-ID") is None


def _text(mail: Message) -> str:
    """The words of the mail: those of its plain version, or of its HTML where there is no other."""
    texts: dict[str, list[str]] = {"text/plain": [], "text/html": []}
    for part in _parts(mail):
        kind = part.get_content_type()
        if kind in texts and not _is_file(part):
            texts[kind].append(_content(part))
    plain = "\n".join(texts["text/plain"])[:LONGEST_TEXT]
    if plain.strip():
        return plain
    return plain_text.of("\n".join(texts["text/html"])[: 5 * LONGEST_TEXT])[:LONGEST_TEXT]


def _content(part: Message) -> str:
    data = part.get_payload(decode=True)
    charset = part.get_content_charset()
    text = _as_text(data, charset) if isinstance(data, bytes) else ""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _files(mail: Message) -> Iterator[tuple[str, bytes]]:
    files = [part for part in _parts(mail) if _is_file(part)]
    for part in files[:MOST_FILES]:
        name = part.get_filename()
        title = _decoded(str(name)) if name else f"file.{part.get_content_subtype()}"
        data = part.get_payload(decode=True)
        # A mail inside the mail has no bytes of its own: it is named, and not kept.
        yield title, data if isinstance(data, bytes) else b"From: "


def run(source: IO[bytes], target: IO[bytes]) -> None:
    """Read what comes in; a mail that cannot be read has no answer."""
    answer, files = told(source.read())
    target.write(json.dumps(answer).encode() + b"\n" + b"".join(files))


def limit() -> None:
    """Bound this process before it reads anything."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_ANSWER, LARGEST_ANSWER))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    limit()
    run(sys.stdin.buffer, sys.stdout.buffer)
