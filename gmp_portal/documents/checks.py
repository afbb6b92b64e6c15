"""Structural checks of uploaded files: what a file is, not what it says it is (C2)."""

import json
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

import structlog
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from gmp_portal.documents import kinds, processes
from gmp_portal.documents.kinds import Field
from gmp_portal.documents.sentences import REASONS
from gmp_portal.workflow import RuleRefusedError

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

logger = structlog.get_logger(__name__)
SECONDS = 20
RULE = "R-17"
# Each inspection may fill a core: so many at once in a process, the others wait their turn.
AT_ONCE = threading.BoundedSemaphore(2)
PATIENCE = 8.0
TOO_LARGE = _("This file is larger than %(limit)d MB. It was not kept.")


class UnsafeFileError(RuleRefusedError):
    """A file that is not kept, with a sentence that says why and what to do (R-17)."""

    def __init__(
        self, message: "StrOrPromise", params: dict[str, Any] | None = None
    ) -> None:
        super().__init__(message, clause=RULE, status=422, params=params)


class BusyError(RuleRefusedError):
    """Too many files are being checked at the moment: nothing is wrong with this one (R-17)."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Many files are being checked at the moment, and this one was not kept. Try "
                "again in a minute."
            ),
            clause=RULE,
            status=503,
        )


@dataclass(frozen=True)
class Checked:
    """A file that may be kept: the copy that people open, and what was sent if that is another."""

    content: bytes = field(repr=False)
    name: str
    media_type: str
    original: bytes | None = field(default=None, repr=False)
    # The upload whose pieces it was put together from, where it arrived before its form.
    kept: UUID | None = None


@dataclass(frozen=True)
class Finding:
    """What the process that looked into a file said about it."""

    reason: str = ""
    media_type: str = ""
    content: bytes | None = field(default=None, repr=False)
    peak_kb: int = 0
    seconds: float = 0.0


def check_upload(upload: UploadedFile, takes: Field) -> Checked:
    """Answer what to keep, or refuse with a sentence that names what this field takes.

    Pictures lose what nobody sees, data files inside a PDF are taken out, and what a browser does
    not show is turned into what it shows; the original stays beside the copy.
    """
    check_size(upload.size or 0, takes)
    # Two forms may be made of one request: the file is read, and looked into, once.
    upload.seek(0)
    data = upload.read()
    finding: Finding = getattr(upload, "finding", None) or look_into(data)
    upload.finding = finding  # type: ignore[attr-defined]
    if finding.reason:
        raise _refusal(REASONS[finding.reason], takes)
    if finding.media_type not in takes.media_types:
        raise _refusal(takes.takes_no_office, takes)
    name = upload.name or "file"
    kept: UUID | None = getattr(upload, "kept", None)
    if finding.content is None:
        return Checked(data, name, finding.media_type, kept=kept)
    return Checked(finding.content, name, finding.media_type, data, kept)


def check_size(size: int, takes: Field) -> None:
    if size == 0:
        raise _refusal(_("This file is empty."), takes)
    if size > settings.FILE_LIMIT_BYTES:
        raise UnsafeFileError(
            TOO_LARGE,
            params={"limit": kinds.limit_mb()},
        )


def _refusal(why: "StrOrPromise", takes: Field) -> UnsafeFileError:
    return UnsafeFileError(
        _("%(why)s %(takes)s"), params={"why": why, "takes": takes.takes}
    )


def look_into(data: bytes, *, seconds: float = SECONDS) -> Finding:
    """Parse in a process of its own, with little memory and time: hostile files stay there."""
    if not AT_ONCE.acquire(timeout=PATIENCE):
        raise BusyError
    try:
        finding = _looked_into(data, seconds)
    finally:
        AT_ONCE.release()
    logger.info(
        "file_inspected",
        reason=finding.reason,
        size=len(data),
        seconds=finding.seconds,
        peak_kb=finding.peak_kb,
    )
    return finding


def _looked_into(data: bytes, seconds: float) -> Finding:
    said = processes.answer_of("gmp_portal.documents.inspector", data, seconds=seconds)
    line, _end, content = said.partition(b"\n")
    if not line:
        return Finding(reason="heavy")
    answer = json.loads(line)
    return Finding(
        reason=answer.get("reason", ""),
        media_type=answer.get("media_type", ""),
        content=None if answer.get("is_same", True) else content,
        peak_kb=answer["peak_kb"],
        seconds=answer["seconds"],
    )
