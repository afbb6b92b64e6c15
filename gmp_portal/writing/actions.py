"""Keeping what was saved, setting aside what clashed, and thinning what is old (R-20)."""

from collections.abc import Collection
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from gmp_portal import dates, ledger, rulebook
from gmp_portal.accounts.models import User
from gmp_portal.ui.versions import Values, token_of
from gmp_portal.writing.acts import Act
from gmp_portal.writing.models import Presence, Revision

Thinned = Revision.Thinned

RULE = "R-20"


def hold(kind: str, key: str) -> None:
    """Let one save of this text follow the other, to the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{kind}:{key}"]
        )


def keep(kind: str, key: str, values: Values, *, by: User | None) -> Revision:
    """Keep these values as what the text holds now; the same again is no new revision."""
    newest = Revision.objects.of(kind, key).taken_in().first()
    if newest is not None and newest.token == token_of(values):
        return newest
    return _write(kind, key, values, by)


def keep_removed(kind: str, key: str, values: Values, *, by: User) -> Revision:
    """Keep what is taken out; what is the same, taken out again, was the second person."""
    return keep(kind, key, values | {"moment": [timezone.now().isoformat()]}, by=by)


def set_aside(kind: str, key: str, values: Values, *, by: User) -> Revision:
    """Keep what was typed against an older text, beside it."""
    token = token_of(values)
    before = Revision.objects.of(kind, key).filter(token=token).first()
    return before or _write(kind, key, values, by, is_aside=True)


def _write(
    kind: str, key: str, values: Values, by: User | None, **details: Any
) -> Revision:
    newest = Revision.objects.of(kind, key).first()
    return Revision.objects.create(
        kind=kind,
        key=key,
        number=newest.number + 1 if newest else 1,
        values=values,
        token=token_of(values),
        saved_by=by,
        **details,
    )


def note_restored(revision: Revision, subject: Any, *, by: User) -> None:
    """Say of the newest revision that it brings an older one back."""
    newest = Revision.objects.of(revision.kind, revision.key).taken_in()[0]
    newest.restored_from = revision.number
    newest.save(update_fields=["restored_from"])
    ledger.record(
        Act.REVISION_RESTORED,
        subject,
        by=by,
        text=f"{revision.kind}:{revision.key}",
        revision=revision.number,
    )


def forget(kind: str, keys: Collection[str]) -> None:
    """Delete the revisions of texts that are deleted for good, before anybody else saw them."""
    Revision.objects.filter(kind=kind, key__in=keys).delete()


def be_present(scope: str, part: str, *, by: User) -> None:
    """Show the others that somebody is here; it is forgotten after a minute and a half."""
    Presence.objects.update_or_create(
        scope=scope, part=part, person=by, defaults={"seen_at": timezone.now()}
    )


@transaction.atomic
def thin(kind: str, key: str, *, now: datetime | None = None) -> int:
    """Drop revisions in between, and answer how many (R-20).

    The first and the newest stay, and so does what was set aside and what was restored; of
    the rest one for each person and hour, and later one for each person and day.
    """
    rule = rulebook.value(RULE)
    moment = now or timezone.now()
    whole = moment - timedelta(hours=rule["all_hours"])
    daily = moment - timedelta(days=rule["hourly_days"])
    hold(kind, key)
    taken_in = Revision.objects.of(kind, key).taken_in().order_by("number")
    rows = list(taken_in.defer("values"))
    restored = {row.restored_from for row in rows}
    dropped = [
        row.pk
        for row, following in pairwise(rows[1:])
        if row.saved_at < whole
        and row.restored_from is None
        and row.number not in restored
        and _same_stretch(row, following, daily)
    ]
    Revision.objects.filter(pk__in=dropped).delete()
    old = Revision.objects.of(kind, key).filter(saved_at__lt=whole)
    old.filter(thinned_for=Thinned.NOT).update(thinned_for=Thinned.HOURS)
    old.filter(saved_at__lt=daily).update(thinned_for=Thinned.DAYS)
    return len(dropped)


def _same_stretch(row: Revision, following: Revision, daily: datetime) -> bool:
    """Whether the same person saved again within the hour, or within the day if it is old."""
    if row.saved_by_id != following.saved_by_id:
        return False
    if dates.day_of(row.saved_at) != dates.day_of(following.saved_at):
        return False
    return following.saved_at < daily or row.saved_at.hour == following.saved_at.hour
