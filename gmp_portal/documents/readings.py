"""Who opened which file that not everybody may read, kept for a while (R-51)."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils import timezone

from gmp_portal import rulebook
from gmp_portal.accounts.models import User
from gmp_portal.documents.models import Document, FileReading

RULE = "R-51"
# A program that shows a file asks for it piece by piece: that is one reading.
ONCE = timedelta(hours=1)
AT_ONCE = 500


def note(document: Document, *, by: User | AnonymousUser) -> None:
    """Note that somebody opens a file, once an hour; whoever sent it knows it already."""
    if isinstance(by, AnonymousUser) or document.stored_by_id == by.pk:
        return
    read = FileReading.objects.filter(file=document.pk, person=by)
    if not read.filter(read_at__gt=timezone.now() - ONCE).exists():
        FileReading.objects.create(file=document.pk, person=by, name=document.name)


def of(files: Collection[UUID]) -> QuerySet[FileReading]:
    """Who opened these files, the newest first."""
    return FileReading.objects.filter(file__in=files).select_related("person")


def forget_old() -> int:
    """Forget what is older than the rule says, a bounded number at a time."""
    before = timezone.now() - timedelta(days=rulebook.value(RULE)["reading_days"])
    old = FileReading.objects.filter(read_at__lt=before).order_by("read_at")[:AT_ONCE]
    deleted, _tables = FileReading.objects.filter(pk__in=old.values("pk")).delete()
    return deleted
