"""The one way from a sheet to PDF bytes: lay out, repair notes, finish, verify."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from gmp_portal.typesetting import repair
from gmp_portal.typesetting.errors import (
    FaultyPdfError,
    NotesDoNotConvergeError,
    PdfUnavailableError,
)
from gmp_portal.typesetting.markup import BLOCK_ERRORS
from gmp_portal.typesetting.sheets import DataFile, Sheet

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

# What is told to ``progress``, and how whoever waits reads it.
STEPS: "dict[str, StrPromise]" = {
    "collect": _("Collect the text"),
    "lay out": _("Lay out the pages"),
    "check notes": _("Check the notes"),
    "verify": _("Verify the file"),
}
STEP_LABELS = tuple(STEPS.values())

Progress = Callable[[str], None]


@dataclass(frozen=True)
class PdfResult:
    """A finished file, and what its makers should know about it."""

    content: bytes
    pages: int
    sha256: str
    rounds: int
    problems: tuple[str, ...]


Build = Callable[[frozenset[str]], Sheet]


def typeset(
    build: Build,
    *,
    attachments: Sequence[DataFile] = (),
    identifier: str = "",
    progress: Progress | None = None,
) -> PdfResult:
    """Return the PDF of a sheet: the same bytes for the same sheet, anywhere."""
    step = progress or (lambda name: None)
    step("collect")
    engine = _engine()
    sheet = build(frozenset())
    step("lay out")
    press, document = _laid_out(engine, sheet)
    if document is None:
        sheet = build(_unsettable(engine, sheet))
        press = engine.Press(sheet)
        document = press.render()
    step("check notes")
    document, rounds = _with_notes_in_place(press, document, sheet)
    step("verify")
    # Reading PDFs again takes a library that no page of the web needs.
    from gmp_portal.typesetting import verify  # noqa: PLC0415

    content = press.write(document, attachments, _digest(sheet, identifier))
    checked = verify.examine(
        content, sheet, [attachment.name for attachment in attachments]
    )
    if checked.faults:
        raise FaultyPdfError(checked.faults)
    problems = (*sheet.problems, *press.blocked, *checked.remarks)
    sha256 = hashlib.sha256(content).hexdigest()
    return PdfResult(content, len(document.pages), sha256, rounds, problems)


def number_of(step: str) -> int:
    """The place of a step that is told to ``progress``, counted from 1."""
    return list(STEPS).index(step) + 1


def is_available() -> bool:
    """Tell whether this machine can make PDF files."""
    try:
        _engine()
    except PdfUnavailableError:
        return False
    return True


def _engine() -> ModuleType:
    """Import the layout engine at the first rendering: web processes never pay for it."""
    try:
        from gmp_portal.typesetting import engine  # noqa: PLC0415 loads native libraries
    except (ImportError, OSError) as error:
        raise PdfUnavailableError from error
    return engine


def _laid_out(engine: ModuleType, sheet: Sheet) -> tuple[Any, Any]:
    press = engine.Press(sheet)
    try:
        return press, press.render()
    except BLOCK_ERRORS:
        return press, None


def _unsettable(engine: ModuleType, sheet: Sheet) -> frozenset[str]:
    """Return the blocks that the engine cannot lay out even when they stand alone."""
    return frozenset(
        key for key in sheet.fragments if engine.Press(sheet).try_fragment(key) is False
    )


def _with_notes_in_place(press: Any, document: Any, sheet: Sheet) -> tuple[Any, int]:
    held: set[str] = set()
    begun: set[str] = set()
    for round_ in range(repair.MAX_ROUNDS + 1):
        places = repair.first_pages([page.anchors for page in document.pages])
        wrong = repair.misplaced(places, sheet.notes)
        if not wrong:
            return document, round_
        more = set()
        if round_ < repair.HOLDING_ROUNDS:
            more = repair.to_hold(places, wrong, sheet.paragraphs, held)
            held |= more
        if not more:
            more = repair.to_begin(sheet.html, wrong, begun)
            begun |= more
        if not more or round_ == repair.MAX_ROUNDS:
            break
        document = press.render(frozenset(held), frozenset(begun))
    raise NotesDoNotConvergeError(wrong, round_)


def _digest(sheet: Sheet, identifier: str) -> bytes:
    parts = "\x1f".join((sheet.html, sheet.styles, identifier))
    return hashlib.sha256(parts.encode()).hexdigest()[:32].encode()
