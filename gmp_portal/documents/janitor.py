"""What belongs to nothing is removed after the days of R-26; what a record names stays."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.core.files.storage import storages
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from gmp_portal import ledger, rulebook
from gmp_portal.documents import holding, texts
from gmp_portal.documents.acts import Act
from gmp_portal.documents.models import Document

RULE = "R-26"
# So many a minute takes; what is left waits for the next one.
AT_ONCE = 100
FOLDERS = 256
DIGEST = re.compile(r"[0-9a-f]{64}$")
# Stands in the ledger for bytes that no document ever named.
NO_DOCUMENT = UUID(int=0)


def due() -> datetime:
    """What is older, and belongs to nothing, goes."""
    return timezone.now() - timedelta(days=rulebook.value(RULE))


def unclaimed() -> models.QuerySet[Document]:
    """Documents that no row of any table refers to, whichever tables there are."""
    claims = Q()
    for relation in Document._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel):
            rows = relation.related_model._base_manager.all()
            claims |= Q(Exists(rows.filter(**{relation.field.name: OuterRef("pk")})))
    return Document.objects.exclude(claims)


def remove_unclaimed() -> int:
    """Remove documents to which nothing refers any more, and answer how many."""
    old = unclaimed().filter(stored_at__lt=due()).order_by("stored_at")
    return sum(_remove(key) for key in old.values_list("pk", flat=True)[:AT_ONCE])


@transaction.atomic
def _remove(key: UUID) -> bool:
    document = Document.objects.select_for_update().filter(pk=key).first()
    if document is None or not unclaimed().filter(pk=key).exists():
        # Somebody else was faster, or a record has taken it in meanwhile.
        return False
    ledger.record(
        Act.FILE_REMOVED, document, by=None, sha256=document.sha256, size=document.size
    )
    document.delete()
    texts.forget(document.sha256)
    return True


def folder_at(moment: datetime) -> str:
    """One folder a minute: after some four hours every one was looked at."""
    return f"{int(moment.timestamp()) // 60 % FOLDERS:02x}"


def names_in(folder: str) -> Iterator[str]:
    """What the storage holds in a folder, also what no document names."""
    try:
        yield from sorted(storages["default"].listdir(folder)[1])
    except FileNotFoundError:
        return


def sweep(folder: str) -> int:
    """Delete bytes of this folder that belong to no document, and answer how many."""
    before, swept = due(), 0
    names = list(names_in(folder))
    named = _named_of(names)
    for name in names:
        if name in named:
            continue
        if storages["default"].get_modified_time(f"{folder}/{name}") < before:
            swept += _sweep(folder, name)
    if swept:
        ledger.record(Act.FILES_SWEPT, Document(pk=NO_DOCUMENT), by=None, files=swept)
    return swept


@transaction.atomic
def _sweep(folder: str, name: str) -> bool:
    """Delete them unless a document names them; whoever stores the same bytes waits."""
    holding.hold(name)
    if is_named(name):
        return False
    storages["default"].delete(f"{folder}/{name}")
    return True


def is_named(digest: str) -> bool:
    """Whether a document is these bytes, or was made of them."""
    return Document.objects.filter(Q(sha256=digest) | Q(original_sha256=digest)).exists()


def _named_of(names: list[str]) -> set[str]:
    """Those of the names that a document is, or was made of, in one question for all."""
    rows = Document.objects.filter(Q(sha256__in=names) | Q(original_sha256__in=names))
    return {
        digest for row in rows.values_list("sha256", "original_sha256") for digest in row
    }


def orphans() -> Iterator[str]:
    """Everything in the storage that belongs to no document."""
    for number in range(FOLDERS):
        folder = f"{number:02x}"
        names = list(names_in(folder))
        named = _named_of(names)
        for name in names:
            if not DIGEST.match(name) or name not in named:
                yield f"{folder}/{name}"
