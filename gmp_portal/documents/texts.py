"""The texts of uploaded files: wanted with the upload, taken by a worker, read by the search."""

from collections.abc import Callable, Iterable
from uuid import UUID

from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from gmp_portal.documents import holding, jobs, kinds
from gmp_portal.documents.models import Document, FileText
from gmp_portal.documents.taking import Outcome
from gmp_portal.registry import Registry

# Called with the hash of a file whose text was taken, in the same transaction.
TAKEN: Registry[str, Callable[[str], None]] = Registry("who wants to know of taken texts")
WITH_WORDS = kinds.OFFICE | {kinds.PDF}
Pieces = list[tuple[int, str]]


def pieces_of(document: Document) -> Pieces:
    """Its text by the numbers of its pages or sheets; nothing as long as none was taken.

    Where a file has no pages of its own, its only piece has the number 0.
    """
    return pieces_of_all([document])[document.pk]


def pieces_of_all(documents: Iterable[Document]) -> dict[UUID, Pieces]:
    """The texts of many files in one question, by the keys of the documents."""
    digests = {document.pk: document.sha256 for document in documents}
    taken = FileText.objects.filter(
        sha256__in=set(digests.values()), state=FileText.State.TAKEN
    )
    texts = dict(taken.values_list("sha256", "pieces"))
    return {
        pk: [(number, text) for number, text in texts.get(digest, ())]
        for pk, digest in digests.items()
    }


def want(document: Document) -> None:
    """Have the text of this file taken, if it is of a kind that has words."""
    if document.media_type not in WITH_WORDS:
        return
    FileText.objects.bulk_create([FileText(sha256=document.sha256)], ignore_conflicts=True)
    jobs.enqueue_text(document)


def is_waiting(sha256: str) -> bool:
    return FileText.objects.filter(sha256=sha256, state=FileText.State.WAITING).exists()


@transaction.atomic
def keep(sha256: str, outcome: Outcome | None) -> None:
    """Keep what came out of a file whose text is still wanted, and tell who wants to know."""
    text = FileText.objects.select_for_update().filter(sha256=sha256).first()
    if text is None:
        # The file was removed meanwhile.
        return
    if outcome is not None:
        _write(text, outcome)
    for tell in TAKEN.values():
        tell(sha256)


def _write(text: FileText, outcome: Outcome) -> None:
    text.state = FileText.State.TAKEN if outcome.pieces else FileText.State.NONE
    if outcome.reason:
        text.state = FileText.State.FAILED
    text.pieces, text.is_cut, text.reason = outcome.pieces, outcome.is_cut, outcome.reason
    text.taken_at = timezone.now()
    text.save()


def without() -> models.QuerySet[Document]:
    """Uploaded files with words in them of which no text was ever wanted, the oldest first."""
    known = FileText.objects.filter(sha256=OuterRef("sha256"))
    uploaded = Document.objects.filter(stored_by__isnull=False, media_type__in=WITH_WORDS)
    return uploaded.exclude(Exists(known)).order_by("stored_at", "pk")


def want_missing(limit: int) -> int:
    """Have the texts of so many older files taken, and answer how many they are."""
    older = list(without().values_list("pk", "sha256")[:limit])
    return sum(_want_missing(key, digest) for key, digest in older)


@transaction.atomic
def _want_missing(key: UUID, digest: str) -> bool:
    # Nobody removes the file, and its text, in between.
    holding.hold(digest)
    document = Document.objects.filter(pk=key).first()
    if document is None:
        return False
    want(document)
    return True


def waiting() -> list[str]:
    """The hashes of the files whose texts are wanted and not taken yet, the oldest first."""
    rows = FileText.objects.filter(state=FileText.State.WAITING).order_by("pk")
    return list(rows.values_list("sha256", flat=True))


def want_failed() -> int:
    """Want the texts once more that could not be taken, and answer how many they are."""
    failed = FileText.objects.filter(state=FileText.State.FAILED)
    return failed.update(state=FileText.State.WAITING, reason="", taken_at=None)


def forget(sha256: str) -> None:
    """Remove the text of a file that no document is any more."""
    holding.hold(sha256)
    if not Document.objects.filter(sha256=sha256).exists():
        FileText.objects.filter(sha256=sha256).delete()
