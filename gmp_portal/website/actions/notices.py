"""A notice is written for a time, and taken down before its time is over."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gmp_portal import ledger
from gmp_portal.accounts import rights
from gmp_portal.accounts.models import User
from gmp_portal.website import permissions
from gmp_portal.website.acts import Act
from gmp_portal.website.models import Notice
from gmp_portal.workflow import RuleRefusedError, unmet


def why_never_seen(starts_at: datetime, ends_at: datetime) -> RuleRefusedError | None:
    """Why nobody would see a notice of this time, for the form and for the act."""
    if ends_at > max(starts_at, timezone.now()):
        return None
    said = _("Nobody would see it: it has to end in the future, and after its start.")
    return unmet(said, "A1-6c-i")


@transaction.atomic
def start(values: Mapping[str, Any], *, by: User) -> Notice:
    """Say something at the top of every page, from one moment to another (A1-6c-i)."""
    rights.require(by, permissions.can_notice_start)
    if not_seen := why_never_seen(values["starts_at"], values["ends_at"]):
        raise not_seen
    notice = Notice.objects.create(created_by=by, **values)
    ledger.record(
        Act.NOTICE_STARTED, notice, by=by, audience=notice.audience, texts=notice.texts
    )
    return notice


@transaction.atomic
def end(notice: Notice, *, by: User) -> None:
    """Take it down; what was shown, and for how long, stays on record (A1-6c-i)."""
    notice.lock()
    rights.require_step(by, permissions.can_end, notice)
    notice.ended_at = timezone.now()
    notice.ended_by = by
    notice.save(update_fields=["ended_at", "ended_by"])
    ledger.record(Act.NOTICE_ENDED, notice, by=by)
