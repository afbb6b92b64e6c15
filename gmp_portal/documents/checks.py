"""Structural checks of uploaded files: what a file is, not what it says it is (C2)."""

import io
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, UnidentifiedImageError

from gmp_portal.workflow import RuleRefusedError

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SECONDS = 20
MAX_PIXELS = 40_000_000
REASONS = {
    "encrypted": _(
        "This PDF is protected by a password. Save it without one and try again."
    ),
    "broken": _("This PDF is damaged or cut off. Export it again and try once more."),
    "pages": _("This PDF has more than 500 pages."),
    "active": _(
        "This PDF contains scripts, forms or attached files. Print it to PDF and try again."
    ),
    "heavy": _("This PDF is too heavy to be checked. Print it to PDF and try again."),
}


class UnsafeFileError(RuleRefusedError):
    """A file that is not kept, with a sentence that says why and what to do (R-17)."""

    def __init__(
        self, message: "StrOrPromise", params: dict[str, Any] | None = None
    ) -> None:
        super().__init__(message, clause="R-17", status=422, params=params)


def check_pdf(data: bytes, *, seconds: float = SECONDS) -> None:
    """Accept a plain PDF; refuse anything else before it is stored."""
    check_size(len(data))
    if not data.startswith(b"%PDF-"):
        raise UnsafeFileError(
            _("This file is not a PDF. Upload the letter as a PDF, PNG or JPEG.")
        )
    tail = data[-2048:]
    marker = tail.rfind(b"%%EOF")
    if marker < 0:
        raise UnsafeFileError(REASONS["broken"])
    if tail[marker + 5 :].strip(b" \t\r\n\x00"):
        raise UnsafeFileError(_("This PDF has other data behind its end. Export it again."))
    _inspect(data, seconds)


def _inspect(data: bytes, seconds: float) -> None:
    """Parse in a process of its own, with little memory and time: hostile files stay there."""
    command = [sys.executable, "-m", "gmp_portal.documents.inspector"]
    try:
        done = subprocess.run(  # noqa: S603 our own module, no shell
            command,
            input=data,
            capture_output=True,
            timeout=seconds,
            check=False,
            cwd=settings.BASE_DIR,
        )
    except subprocess.TimeoutExpired as error:
        raise UnsafeFileError(REASONS["heavy"]) from error
    verdict = done.stdout.decode(errors="replace").strip()
    if done.returncode == 0 and verdict == "ok":
        return
    raise UnsafeFileError(REASONS.get(verdict, REASONS["broken"]))


def check_size(size: int) -> None:
    if size == 0:
        raise UnsafeFileError(_("This file is empty."))
    if size > settings.FILE_LIMIT_BYTES:
        raise UnsafeFileError(
            _("This file is larger than %(limit)d MB."),
            params={"limit": settings.FILE_LIMIT_BYTES // 1024 // 1024},
        )


def check_upload(upload: UploadedFile) -> tuple[bytes, str]:
    """Answer the bytes to keep and their media type, or refuse with a sentence.

    Pictures are decoded and written anew, which drops hidden data.
    """
    check_size(upload.size or 0)
    data = upload.read()
    if data.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
        return _redrawn(data)
    check_pdf(data)
    return data, "application/pdf"


def _redrawn(data: bytes) -> tuple[bytes, str]:
    try:
        with Image.open(io.BytesIO(data), formats=["PNG", "JPEG"]) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise UnsafeFileError(_("This picture has too many pixels."))
            file_format = "PNG" if picture.format == "PNG" else "JPEG"
            out = io.BytesIO()
            picture.convert("RGB").save(out, file_format)
    except (
        UnidentifiedImageError,
        OSError,
        SyntaxError,
        Image.DecompressionBombError,
    ) as error:
        raise UnsafeFileError(
            _("This picture is damaged. Save it again and try once more.")
        ) from error
    return out.getvalue(), f"image/{file_format.lower()}"
