"""Keep bytes under their hash, in the storage that ``STORAGES`` names."""

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction

from gmp_portal.accounts.models import User
from gmp_portal.documents import holding, limits, texts, uploading
from gmp_portal.documents.checks import Checked
from gmp_portal.documents.models import Document, key_of
from gmp_portal.documents.names import name_by_kind


def store(
    content: bytes,
    *,
    name: str,
    media_type: str,
    policy: str,
    by: User | None = None,
    original: bytes | None = None,
) -> Document:
    """Keep these bytes and answer the document; ``policy`` names who may read it.

    ``original`` is what somebody sent, where it is not these bytes; it is sealed beside them.
    """
    sent_bytes = content if original is None else original
    with transaction.atomic():
        # Held until a document names them: nobody sweeps them away in between.
        for digest in sorted({digest_of(content), digest_of(sent_bytes)}):
            holding.hold(digest)
        digest, sealed = write(content), write(sent_bytes)
        sent = {"original_sha256": sealed, "original_size": len(sent_bytes)}
        return Document.objects.create(
            sha256=digest,
            size=len(content),
            name=name_by_kind(name, media_type),
            media_type=media_type,
            policy=policy,
            stored_by=by,
            **(sent if by is not None else {}),
        )


def store_upload(upload: Checked, *, policy: str, by: User) -> Document:
    """Keep a file that was looked into, and seal what was sent, within the limits of R-27.

    Its text is wanted with it, long before anybody publishes the file.
    """
    with transaction.atomic():
        limits.refuse_too_much(len(upload.content), by=by)
        document = store(
            upload.content,
            name=upload.name,
            media_type=upload.media_type,
            policy=policy,
            by=by,
            original=upload.original,
        )
        if upload.kept is not None:
            uploading.note_used(upload.kept)
        texts.want(document)
        return document


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def write(content: bytes) -> str:
    """Write the bytes under their SHA-256 and answer it; the same bytes are kept once."""
    digest = digest_of(content)
    storage, name = storages["default"], key_of(digest)
    if storage.exists(name):
        return digest
    kept = storage.save(name, ContentFile(content))
    if kept != name:
        # Somebody wrote the same bytes a moment earlier, and this storage never writes over.
        storage.delete(kept)
    return digest


def can_be_kept() -> bool:
    """Whether the storage answers, and takes files where it can be asked for that."""
    storage = storages["default"]
    try:
        storage.probe() if hasattr(storage, "probe") else storage.exists("probe")
    except Exception:  # each kind of storage has errors of its own
        return False
    return True


def is_intact(document: Document) -> bool:
    """Whether the kept bytes, and the sealed ones, still have the hashes that were recorded."""
    digests = {document.sha256, document.original_sha256} - {""}
    return all(_has_hash(digest) for digest in digests)


def _has_hash(digest: str) -> bool:
    try:
        with storages["default"].open(key_of(digest)) as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == digest
    except FileNotFoundError:
        return False
