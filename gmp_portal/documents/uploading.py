"""Uploads in pieces: begun, gone on with after a broken line, and taken by the form (R-17)."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils import timezone

from gmp_portal.documents import checks, holding
from gmp_portal.documents.kept_files import KeptFile, lost_file
from gmp_portal.documents.kinds import FIELDS
from gmp_portal.documents.models import PartialUpload, Piece
from gmp_portal.documents.names import clean_name
from gmp_portal.registry import Registry

# Who may upload without an account: asked with the request, each answers whose link it is.
Scope = Callable[[HttpRequest], str | None]
SCOPES: Registry[str, Scope] = Registry("who uploads without an account")
# Larger ones are refused; a bad line brings a few kilobytes at a time anyway.
PIECE_LIMIT_BYTES = 512 * 1024
# So many wait at once for one person: the oldest goes when another begins.
MOST = 5
KEPT = timedelta(hours=24)
# The same form may be sent twice, since its answer was lost: it must bring the same file.
KEPT_WHEN_USED = timedelta(hours=1)


def register_scope(name: str, scope: Scope) -> None:
    """Let those upload for whom the function answers a word, such as the key of their link."""
    SCOPES.register(name, scope)


def scopes_of(request: HttpRequest) -> list[str]:
    """What this browser may do without an account, by name."""
    told = {name: scope(request) for name, scope in SCOPES.items()}
    return [f"{name}:{word}" for name, word in told.items() if word]


def owned_by(request: HttpRequest) -> models.QuerySet[PartialUpload]:
    """The uploads that came from this person, or by a link that this browser opened."""
    whose = Q(scope__in=scopes_of(request))
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        whose |= Q(person=user)
    return PartialUpload.objects.filter(whose)


def may_begin(request: HttpRequest) -> bool:
    """Whether this is somebody: signed in, or with a link for it."""
    return request.user.is_authenticated or bool(scopes_of(request))


@transaction.atomic
def begin(request: HttpRequest, *, place: str, name: str, size: int) -> PartialUpload:
    """Begin an upload for a field, unless the file is empty or too large (R-17)."""
    checks.check_size(size, FIELDS[place])
    person = request.user if request.user.is_authenticated else None
    scope = "" if person else scopes_of(request)[0]
    # Several at once are counted one after the other.
    holding.hold(f"uploads of {person.pk if person else scope}")
    same = PartialUpload.objects.filter(person=person, scope=scope, used_at=None)
    waiting = list(same.order_by("-touched_at", "pk").values_list("pk", flat=True))
    same.filter(pk__in=waiting[MOST - 1 :]).delete()
    return PartialUpload.objects.create(
        person=person, scope=scope, place=place, name=clean_name(name), size=size
    )


def append(upload: PartialUpload, content: bytes) -> None:
    """Keep the next piece of an upload whose row is held."""
    if content:
        Piece.objects.create(upload=upload, offset=upload.received, content=content)
    upload.received += len(content)
    upload.touched_at = timezone.now()
    upload.save(update_fields=["received", "touched_at"])


def take(request: HttpRequest, key: str, name: str) -> UploadedFile:
    """The file that was uploaded before its form, or what stands for one that is not whole."""
    try:
        upload = owned_by(request).get(pk=UUID(key), received=F("size"))
    except (ValueError, PartialUpload.DoesNotExist):
        return lost_file(name)
    pieces = upload.pieces.values_list("content", flat=True)
    return KeptFile.assembled(upload, map(bytes, pieces.iterator(chunk_size=8)))


def waits(key: UUID) -> bool:
    """Whether this file can still be sent with its form, and was not kept yet."""
    return PartialUpload.objects.filter(pk=key, used_at=None).exists()


def note_used(key: UUID) -> None:
    """Remember, in the transaction that stores it, that the file is kept now."""
    PartialUpload.objects.filter(pk=key).update(used_at=timezone.now())


def drop(key: UUID) -> None:
    """Forget a file that no form takes."""
    PartialUpload.objects.filter(pk=key).delete()


def drop_old() -> int:
    """Forget what was given up, or is kept as a document, and answer how many."""
    now = timezone.now()
    is_old = Q(touched_at__lt=now - KEPT) | Q(used_at__lt=now - KEPT_WHEN_USED)
    old = PartialUpload.objects.filter(is_old)
    _rows, by_model = old.delete()
    return by_model.get(PartialUpload._meta.label, 0)
