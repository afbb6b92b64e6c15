"""Keep bytes so that nothing half-written is ever found: temp, fsync, hash, rename."""

import hashlib
import os
import re
import tempfile
import unicodedata
from pathlib import Path

from django.conf import settings

from gmp_portal.accounts.models import User
from gmp_portal.documents.models import Document


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
    folder = Path(settings.MEDIA_ROOT) / digest[:2]
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / digest
    if target.exists():
        return digest
    handle, temporary = tempfile.mkstemp(dir=folder, prefix="tmp-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    _sync_folder(folder)
    return digest


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def clean_name(name: str) -> str:
    """A display name without paths, control or direction characters, of at most 100 letters."""
    base = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    kept = "".join(
        char for char in base if unicodedata.category(char) not in ("Cc", "Cf", "Cs")
    )
    kept = re.sub(r"[^\w.\- ()]+", "_", kept).strip(" .") or "file"
    stem, dot, ending = kept.rpartition(".")
    return (
        f"{stem[: 99 - len(ending)]}{dot}{ending}"
        if dot and len(ending) <= 8
        else kept[:100]
    )


def is_intact(document: Document) -> bool:
    """Whether the bytes on disk still have the hash that was recorded."""
    if not document.path.exists():
        return False
    return hashlib.sha256(document.read()).hexdigest() == document.sha256
