"""Limits per person and hour, kept in PostgreSQL: two that come at once are counted as two."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from gmp_portal.accounts.models import Tally

# Longer than any limit looks back.
KEPT = timedelta(days=2)


@dataclass(frozen=True)
class Limit:
    """So many within any stretch of this length."""

    most: int
    within: timedelta


@dataclass(frozen=True)
class Taken:
    """Whether it may be done now, and if not, how long to wait."""

    moment: datetime | None
    wait: timedelta = timedelta()

    def __bool__(self) -> bool:
        return self.moment is not None


@transaction.atomic
def take(what: str, limit: Limit) -> Taken:
    """Count one more, unless there were too many lately."""
    row = _hold(what)
    now = timezone.now()
    lately = [moment for moment in row.moments if moment > now - limit.within]
    if len(lately) >= limit.most:
        return Taken(None, lately[-limit.most] + limit.within - now)
    Tally.objects.filter(pk=row.pk).update(moments=[*lately, now], last_at=now)
    return Taken(now)


@transaction.atomic
def give_back(what: str, taken: Taken) -> None:
    """Count one less: what was counted beforehand turned out well."""
    row = _hold(what)
    left = [moment for moment in row.moments if moment != taken.moment]
    Tally.objects.filter(pk=row.pk).update(moments=left)


def forget(what: str) -> None:
    """Begin to count anew: whoever did it has proved who it was."""
    Tally.objects.filter(pk=_key(what)).delete()


def forget_old() -> None:
    """Drop what no limit looks back to any more."""
    Tally.objects.filter(last_at__lt=timezone.now() - KEPT).delete()


def _hold(what: str) -> Tally:
    key = _key(what)
    Tally.objects.bulk_create(
        [Tally(key=key, last_at=timezone.now())], ignore_conflicts=True
    )
    return Tally.objects.select_for_update().get(pk=key)


def _key(what: str) -> str:
    return hashlib.sha256(what.encode()).hexdigest()
