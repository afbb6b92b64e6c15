"""Every state change of every model, by whom, when, from what to what, and why (P-1)."""

from typing import TYPE_CHECKING, Any

from gmp_portal.ledger import acts

if TYPE_CHECKING:
    from django.db import models
    from django.db.models import TextChoices

    from gmp_portal.accounts.models import User
    from gmp_portal.ledger.models import Entry


def subject_of(record: "models.Model") -> str:
    return f"{record._meta.label_lower}:{record.pk}"


def record(
    act: "TextChoices",
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
    return Entry.objects.create(
        actor=by, kind=acts.kind_of(act), subject=subject_of(subject), body=body
    )


def trail(subject: "models.Model") -> "models.QuerySet[Entry]":
    """What happened to this record, newest first."""
    from gmp_portal.ledger.models import Entry  # noqa: PLC0415 apps are not loaded yet

    return Entry.objects.filter(subject=subject_of(subject)).select_related("actor")
