"""Every state change of every model, by whom, when, from what to what, and why (P-1)."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import TextChoices
from django.utils import timezone

from gmp_portal.ledger import acts
from gmp_portal.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.db import models

    from gmp_portal.accounts.models import User
    from gmp_portal.ledger.models import Entry

# So many entries are written with one statement.
AT_ONCE = 500
# What apps above do, in the same transaction, once something happened to a record.
FOLLOWERS: "Registry[str, Callable[[models.Model], None]]" = Registry("followers of acts")


def subject_of(record: "models.Model") -> str:
    return f"{record._meta.label_lower}:{record.pk}"


def record(
    act: TextChoices,
    subject: "models.Model",
    *,
    by: "User | None",
    from_: str = "",
    to: str = "",
    reason: str = "",
    **facts: Any,
) -> "Entry":
    """Write one act into the chain, before the mails; the chain is locked from here on (P-1)."""
    from gmp_portal.ledger.models import Entry  # noqa: PLC0415 apps are not loaded yet

    body = {"from": from_, "to": to, "reason": reason} | facts
    body = {key: value for key, value in body.items() if value not in ("", None)}
    entry = Entry.objects.create(
        actor=by, kind=_kind_of(act), subject=subject_of(subject), body=body
    )
    follow(subject)
    return entry


def record_each(
    act: TextChoices,
    subjects: "Iterable[models.Model]",
    *,
    by: "User | None",
    facts: "Callable[[models.Model], dict[str, Any]]" = lambda _subject: {},
) -> None:
    """The same act on very many records; whoever calls lets those follow who do so.

    A follower is asked for each record, which is too much for thousands in one transaction.
    """
    from gmp_portal.ledger.models import Entry  # noqa: PLC0415 apps are not loaded yet

    kind = _kind_of(act)
    entries = (
        Entry(actor=by, kind=kind, subject=subject_of(each), body=facts(each))
        for each in subjects
    )
    Entry.objects.bulk_create(entries, batch_size=AT_ONCE)


def follow(subject: "models.Model") -> None:
    """Let those follow who do so; called by itself where a draft changes without an entry."""
    for follower in FOLLOWERS.data.values():
        follower(subject)


def trail(subject: "models.Model") -> "models.QuerySet[Entry]":
    """What happened to this record, newest first."""
    from gmp_portal.ledger.models import Entry  # noqa: PLC0415 apps are not loaded yet

    return Entry.objects.filter(subject=subject_of(subject)).select_related("actor")


def is_noted(
    act: TextChoices, subject: "models.Model", *, by: "User", **facts: Any
) -> bool:
    """Whether the newest act of this kind and person is the same, and less than an hour old.

    A text that saves itself shall not drown the history.
    """
    newest = trail(subject).filter(kind=_kind_of(act), actor=by).first()
    if newest is None or timezone.now() - newest.at >= timedelta(hours=1):
        return False
    return all(newest.body.get(name) == fact for name, fact in facts.items())


def _kind_of(act: TextChoices) -> str:
    """The stored value of a registered act; anything else is refused."""
    if not isinstance(act, TextChoices) or acts.ACTS.get(act.value) is not type(act):
        message = f"{act!r} is no member of a registered enumeration of acts."
        raise acts.UnknownActError(message)
    return str(act.value)
