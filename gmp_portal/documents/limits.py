"""How much one account may have under way, so that nobody fills the disk alone (R-27)."""

from datetime import timedelta

from django.db import models
from django.db.models import Count, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gmp_portal import rulebook
from gmp_portal.accounts.models import User
from gmp_portal.documents.models import Document
from gmp_portal.workflow import RuleRefusedError

RULE = "R-27"
DAY = timedelta(hours=24)
MEGABYTE = 1024 * 1024


def refuse_too_much(size: int, *, by: User) -> None:
    """Refuse a further file of somebody who uploaded very many, or very large ones, today."""
    rule = rulebook.value(RULE)
    _hold(by)
    recent = Document.objects.filter(stored_by=by, stored_at__gt=timezone.now() - DAY)
    kept = recent.aggregate(files=Count("pk"), size=Sum("size", default=0))
    most = rule["megabytes"] * MEGABYTE
    if kept["files"] >= rule["files"] or kept["size"] + size > most:
        raise RuleRefusedError(
            _(
                "You have uploaded as much as one account may in 24 hours: %(files)d files, or "
                "%(megabytes)d MB. What you uploaded is kept. Go on tomorrow, or write to the "
                "secretariat."
            ),
            clause=RULE,
            status=422,
            params={"files": rule["files"], "megabytes": rule["megabytes"]},
        )


def refuse_more_drafts(drafts: models.QuerySet, *, by: User) -> None:
    """Refuse to begin a further draft for somebody who has very many of them."""
    most = rulebook.value(RULE)["drafts"]
    _hold(by)
    if drafts.count() >= most:
        raise RuleRefusedError(
            _(
                "You have %(most)d drafts that were not sent. Send or discard one of them before "
                "you begin another."
            ),
            clause=RULE,
            status=422,
            params={"most": most},
        )


def _hold(person: User) -> None:
    """Many acts of one person at once are counted one after the other."""
    User.objects.select_for_update(no_key=True).get(pk=person.pk)
