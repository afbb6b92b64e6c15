"""Which mails need their reader, and which only tell something: each template says so once (C14).

What needs somebody is sent at once and cannot be switched off. What only informs is told in one
summary, as often as each person wishes. A decision on what somebody asked for needs him or her.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Model

from gmp_portal.ledger import subject_of
from gmp_portal.notifications.models import Message
from gmp_portal.registry import Registry


@dataclass(frozen=True)
class MailKind:
    """The class of a mail, and where its text knows the record that it is about."""

    kind: Message.Kind
    about: str = ""


# A mail of which nothing was said is not held back.
AT_ONCE = MailKind(Message.Kind.ACTION)
KINDS: Registry[str, MailKind] = Registry("kinds of mails")


def register(
    folder: str,
    *,
    action: Mapping[str, str] | None = None,
    information: Mapping[str, str] | None = None,
) -> None:
    """Say of each mail of a folder whether it needs its reader, and which record it is about.

    The record is named as the text of the mail names it, such as ``request.partner``.
    """
    classes = {
        Message.Kind.ACTION: action or {},
        Message.Kind.INFORMATION: information or {},
    }
    for kind, mails in classes.items():
        for name, about in mails.items():
            KINDS.register(f"{folder}/{name}.txt", MailKind(kind, about))


def of(template: str) -> MailKind:
    """What was said of a mail."""
    return KINDS.get(template, AT_ONCE)


def told_of(template: str, context: Mapping[str, object]) -> object:
    """What a mail is about, as its text knows it; nothing where it is about none."""
    first, *others = of(template).about.split(".")
    told: object = context.get(first)
    for name in others:
        told = getattr(told, name, None)
    return told


def record_of(template: str, context: Mapping[str, object]) -> str:
    """The record that a mail is about, as the ledger names it; nothing where it is about none."""
    told = told_of(template, context)
    if isinstance(told, Model):
        return subject_of(told)
    return told if isinstance(told, str) else ""
