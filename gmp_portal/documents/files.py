"""Keep bytes under their hash, in the storage that ``STORAGES`` names."""

import hashlib
import re
import unicodedata

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from gmp_portal import characters
from gmp_portal.accounts.models import User
from gmp_portal.documents.models import Document, key_of


def store(
    content: bytes, *, name: str, media_type: str, policy: str, by: User | None = None
) -> Document:
    """Keep these bytes and answer the document; ``policy`` names who may read it."""
    digest = write(content)
    return Document.objects.create(
        sha256=digest,
        size=len(content),
        name=clean_name(name),
        media_type=media_type,
        policy=policy,
        stored_by=by,
    )


def write(content: bytes) -> str:
    """Write the bytes under their SHA-256 and answer it; the same bytes are kept once."""
    digest = hashlib.sha256(content).hexdigest()
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


def clean_name(name: str) -> str:
    """A display name without paths, control or direction characters, of at most 100 letters."""
    base = characters.line(name.replace("\\", "/").rpartition("/")[2])
    kept = "".join(char if _may_stay(char) else "_" for char in base if not _is_half(char))
    kept = re.sub("_{2,}", "_", kept).strip(" .") or "file"
    stem, dot, ending = kept.rpartition(".")
    return (
        f"{stem[: 99 - len(ending)]}{dot}{ending}"
        if dot and len(ending) <= 8
        else kept[:100]
    )


def _may_stay(char: str) -> bool:
    """Letters, marks and joiners of every script, figures, and what names of files need."""
    return char in "._-() \u200c\u200d" or unicodedata.category(char)[0] in "LMN"


def _is_half(char: str) -> bool:
    return unicodedata.category(char) == "Cs"


def is_intact(document: Document) -> bool:
    """Whether the kept bytes still have the hash that was recorded."""
    try:
        with document.open() as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == document.sha256
    except FileNotFoundError:
        return False
