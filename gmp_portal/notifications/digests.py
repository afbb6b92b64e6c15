"""The summary of what only informs: one mail for each person, by record, newest first (C14)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

import structlog
from django.db import transaction
from django.db.models import Min, Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from gmp_portal import dates
from gmp_portal.accounts.models import User
from gmp_portal.notifications import outbox
from gmp_portal.notifications.models import Message
from gmp_portal.ui.record_names import named

logger = structlog.get_logger(__name__)
TEMPLATE = "notifications/digest.txt"
# When people begin to work, by their own clocks.
HOUR = time(7)
WAITS = Q(messages__state=Message.State.WAITING)


@dataclass
class Chapter:
    """What is told about one record."""

    name: str
    url: str = ""
    mails: list[Message] = field(default_factory=list)


def send_due() -> int:
    """Write to whoever has news from before the last hour of summaries; says to how many."""
    now = timezone.now()
    readers = User.objects.filter(WAITS).annotate(oldest=Min("messages__created_at"))
    return sum(_told(each, now) for each in readers)


def last_hour(reader: User, now: datetime) -> datetime:
    """When the last summary was due, by the clock and the wish of its reader.

    Who wants none has nothing waiting either: each day it is put with what was not sent.
    """
    day = dates.today(reader.timezone)
    step = timedelta(days=1)
    if reader.digest == User.Digest.WEEKLY:
        day, step = day - timedelta(days=day.weekday()), timedelta(weeks=1)
    due = dates.in_utc(day, HOUR, reader.timezone)
    return due if due <= now else dates.in_utc(day - step, HOUR, reader.timezone)


def _told(reader: Any, now: datetime) -> bool:
    """Whether somebody was written to; one whose news cannot be told holds up no others."""
    try:
        return reader.oldest < last_hour(reader, now) and _written(reader)
    except Exception:
        logger.exception("digest_not_written", person_id=reader.pk)
        return False


@transaction.atomic
def _written(reader: User) -> bool:
    # Two clocks take turns: what the first has told waits no more for the second.
    reader = User.objects.select_for_update(no_key=True).get(pk=reader.pk)
    waiting = Message.objects.filter(recipient=reader, state=Message.State.WAITING)
    news = list(waiting.order_by("-created_at", "pk"))
    if not news:
        return False
    told = Message.objects.filter(pk__in=[mail.pk for mail in news])
    if reader.digest == User.Digest.NONE or not reader.is_active:
        told.update(state=Message.State.KEPT)
        return False
    language = outbox.spoken_to(reader.language)
    with translation.override(language):
        chapters = _chapters(news, reader)
    [digest] = outbox.post(TEMPLATE, to=[reader], chapters=chapters, number=len(news))
    told.update(state=Message.State.TOLD, digest=digest)
    return True


def _chapters(news: Iterable[Message], reader: User) -> list[Chapter]:
    """Mails by their records, that with the newest first; what is about none comes last."""
    names = named({mail.record for mail in news if mail.record}, reader=reader)
    known: dict[str, Chapter] = {}
    others = Chapter(_("Other news"))
    for mail in news:
        record = names.get(mail.record)
        if record is None:
            others.mails.append(mail)
        else:
            chapter = known.setdefault(mail.record, Chapter(record.name, record.url))
            chapter.mails.append(mail)
    return [*known.values(), *([others] if others.mails else [])]
