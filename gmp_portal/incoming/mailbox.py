"""The mailbox of the portal, by IMAP: what is new is read, marked and put aside."""

import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import unquote, urlsplit

# So long a server may take for one answer.
SECONDS = 20
PORTS = {"imap": 143, "imap+tls": 143, "imaps": 993}
PUT_ASIDE = "Processed"
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")


class UnreachableError(Exception):
    """The mailbox cannot be read now; the words hold neither its name nor its password."""


class Mailbox:
    """One folder, open for reading and marking."""

    def __init__(self, line: imaplib.IMAP4) -> None:
        self.line = line
        # Asked for anew: what a server can do, it may tell only those who signed in.
        _status, told = line.capability()
        self.capabilities = set(b" ".join(filter(None, told)).decode().upper().split())

    def unseen(self, most: int) -> list[str]:
        """The numbers of the oldest mails that nobody has read, so many at most."""
        [numbers] = self._asked("SEARCH", "UNSEEN")[:1] or [b""]
        return (numbers or b"").decode().split()[:most]

    def size(self, uid: str) -> int:
        for part in self._asked("FETCH", uid, "(RFC822.SIZE)"):
            if isinstance(part, bytes) and (told := _SIZE.search(part)):
                return int(told.group(1))
        return 0

    def content(self, uid: str) -> bytes:
        """The whole mail; it stays unread until it is kept."""
        return self._literal(uid, "(BODY.PEEK[])")

    def head(self, uid: str, most: int) -> bytes:
        """The first bytes of its headers."""
        return self._literal(uid, f"(BODY.PEEK[HEADER]<0.{most}>)")

    def put_aside(self, uid: str) -> None:
        """Mark a mail as read, and move it where there is a folder for what is done."""
        self._asked("STORE", uid, "+FLAGS", r"(\Seen)")
        if not self._has_folder():
            return
        if "MOVE" in self.capabilities:
            self._asked("MOVE", uid, PUT_ASIDE)
            return
        self._asked("COPY", uid, PUT_ASIDE)
        self._asked("STORE", uid, "+FLAGS", r"(\Deleted)")
        if "UIDPLUS" in self.capabilities:
            # Without it, what somebody else has marked would go too.
            self._asked("EXPUNGE", uid)

    def _has_folder(self) -> bool:
        status, folders = self.line.list('""', PUT_ASIDE)
        return status == "OK" and any(folders)

    def _literal(self, uid: str, what: str) -> bytes:
        for part in self._asked("FETCH", uid, what):
            if isinstance(part, tuple):
                return bytes(part[1])
        raise UnreachableError(f"the server did not give mail {uid}")

    def _asked(self, command: str, *arguments: str) -> list[Any]:
        status, answer = self.line.uid(command, *arguments)
        if status != "OK":
            raise UnreachableError(f"the server refused {command}")
        return list(answer)


@contextmanager
def opened(url: str) -> Iterator[Mailbox]:
    """The folder that the address names; whatever goes wrong on the line is one error."""
    try:
        with _signed_in(url) as line:
            status, _answer = line.select(_quoted(_folder(url)))
            if status != "OK":
                raise UnreachableError("the server does not know the folder")
            yield Mailbox(line)
    except (OSError, imaplib.IMAP4.error) as error:
        # A server may repeat the command, and with it the password.
        raise UnreachableError(
            f"the line to the server broke: {type(error).__name__}"
        ) from None


def deliver(url: str, raw: bytes) -> None:
    """Put a mail into the mailbox, as a mail server would; for the demonstration (ADR 40)."""
    with opened(url) as mailbox:
        mailbox.line.append(_quoted(_folder(url)), "", "", raw)


@contextmanager
def _signed_in(url: str) -> Iterator[imaplib.IMAP4]:
    asked = urlsplit(url)
    host, port = asked.hostname or "", asked.port or PORTS[asked.scheme]
    line: imaplib.IMAP4
    if asked.scheme == "imaps":
        context = ssl.create_default_context()
        line = imaplib.IMAP4_SSL(host, port, ssl_context=context, timeout=SECONDS)
    else:
        line = imaplib.IMAP4(host, port, timeout=SECONDS)
    try:
        if asked.scheme == "imap+tls":
            line.starttls(ssl.create_default_context())
        line.login(unquote(asked.username or ""), unquote(asked.password or ""))
        yield line
    finally:
        with suppress(OSError, imaplib.IMAP4.error):
            line.logout()


def _folder(url: str) -> str:
    return unquote(urlsplit(url).path.strip("/")) or "INBOX"


def _quoted(name: str) -> str:
    escaped = name.replace("\\", r"\\").replace('"', r"\"")
    return f'"{escaped}"'
