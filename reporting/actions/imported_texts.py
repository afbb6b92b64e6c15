"""What can happen to the text of a past document: brought in, read, settled, taken over."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from itertools import takewhile
from typing import Any

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gmp_portal import dates, ledger
from gmp_portal.accounts.models import User
from gmp_portal.typesetting.content import plain
from gmp_portal.typesetting.session import SessionDocument
from gmp_portal.workflow import RuleRefusedError
from reporting import jobs
from reporting.actions import reports
from reporting.acts import Act
from reporting.models import ImportedText, Report, SettledStep
from reporting.models.imported_texts import Step
from reporting.session_documents import bounds, composing, first_page, pieces
from reporting.session_documents.pieces import Pieces

Status = ImportedText.Status
YEAR = re.compile(r"\b(?:19|20)\d\d\b|(?:19|20)\d\d(?=\s*年)")
Change = Callable[[ImportedText], Pieces]
# So many steps can be taken back; older ones are forgotten.
STEPS_KEPT = 200
SHOWN = 80


@transaction.atomic
def begin(source: str, *, name: str, language: str, by: User | None) -> ImportedText:
    """Keep a text as it came, and have it read by a job (B7-4)."""
    text = ImportedText.objects.create(
        name=name, language=language, source=bounds.taken(source), begun_by=by
    )
    ledger.record(Act.IMPORT_BEGUN, text, by=by, to=text.status, name=name)
    jobs.enqueue_reading(text)
    return text


@transaction.atomic
def keep_reading(text: ImportedText, read: Pieces) -> None:
    """Keep what a job took the lines for; people settle what is not sure (B7-4)."""
    text.lock()
    if text.status != Status.READING:
        return
    full = {line.number for line in text.lines if line.text or line.removed}
    _refuse_other_lines(full, read)
    before = text.become(Status.SETTLING)
    text.read_as = text.settled_as = pieces.dump(read)
    text.unsure = pieces.unsure(read)
    text.save(update_fields=["status", "read_as", "settled_as", "unsure"])
    ledger.record(
        Act.IMPORT_READ, text, by=None, from_=before, to=text.status, unsure=text.unsure
    )


@transaction.atomic
def settle(
    text: ImportedText, change: Change, *, step: Step, version: int, by: User | None
) -> None:
    """Take one step: the words of the text stay, only what they are taken for changes."""
    text.lock()
    refuse_unless_settling(text)
    _refuse_stale(text, version)
    settled = change(text)
    # The job that read the text held every line, so the text is not read once more here.
    _refuse_other_lines(set(pieces.lines_of(pieces.load(text.read_as))), settled)
    _remember(text, pieces.dump(settled), step, by)
    SettledStep.objects.filter(text=text, version__lte=text.version - STEPS_KEPT).delete()
    _keep(text, settled)
    ledger.record(
        Act.IMPORT_SETTLED, text, by=by, step=step, version=text.version, unsure=text.unsure
    )


@transaction.atomic
def undo(text: ImportedText, *, version: int, by: User) -> None:
    """Take the newest step back, as long as the text is being settled."""
    text.lock()
    refuse_unless_settling(text)
    _refuse_stale(text, version)
    step = text.steps.first()
    if step is None:
        raise RuleRefusedError(
            _("There is no step left that could be taken back."), clause="B7-4"
        )
    taken_back = step.step
    _keep(text, pieces.load(step.taken_back_from(text.settled_as)))
    step.delete()
    ledger.record(Act.IMPORT_UNDONE, text, by=by, step=taken_back, version=text.version)


@transaction.atomic
def fill_first_page(
    text: ImportedText, typed: Mapping[str, str], *, by: User | None
) -> None:
    """Keep the lines of the first page that the text does not say, or says otherwise."""
    text.lock()
    refuse_unless_settling(text)
    if text.typed == typed:
        return
    text.typed = dict(typed)
    text.version += 1
    text.save(update_fields=["typed", "version"])
    ledger.record(Act.IMPORT_FILLED, text, by=by, lines=sorted(typed))


@transaction.atomic
def take_over(text: ImportedText, *, version: int, by: User | None) -> Report:
    """Make the draft of a report from a text in which nothing is unsure any more (B7-4)."""
    text.lock()
    text.refuse_unless_it_becomes(Status.TAKEN_OVER)
    _refuse_stale(text, version)
    _refuse_unsettled(text)
    rows = text.pieces
    document = composing.document(
        rows, text.lines, language=text.language, typed=text.typed
    )
    _refuse_lost_lines(text, rows, document)
    if not document.title.strip():
        raise RuleRefusedError(
            _("The title is empty. Fill in the first page first."),
            clause="B7-4",
            status=422,
        )
    parts = [
        [{"kind": "import"} for _block in part]
        for part in (document.blocks, *(annex.blocks for annex in document.annexes))
    ]
    report = reports.keep(
        document,
        kind=Report.Kind.PAST,
        as_of=_as_of(document),
        by=by,
        origin=reports.Origin(sources={"parts": parts}),
    )
    before = text.become(Status.TAKEN_OVER)
    text.report = report
    text.save(update_fields=["status", "report"])
    ledger.record(
        Act.IMPORT_TAKEN_OVER, text, by=by, from_=before, to=text.status, report=report.pk
    )
    return report


@transaction.atomic
def discard(text: ImportedText, *, version: int, by: User) -> None:
    """Give a text up for good; it is kept as it came, and no report is made from it."""
    text.lock()
    text.refuse_unless_it_becomes(Status.DISCARDED)
    _refuse_stale(text, version)
    before = text.become(Status.DISCARDED)
    text.save(update_fields=["status"])
    ledger.record(Act.IMPORT_DISCARDED, text, by=by, from_=before, to=text.status)


def document_of(text: ImportedText) -> SessionDocument:
    """The document that the pieces make now."""
    return composing.document(
        text.pieces, text.lines, language=text.language, typed=text.typed
    )


def _remember(text: ImportedText, rows: list[Any], step: Step, by: User | None) -> None:
    """Note what the step replaces: only the pieces that differ."""
    old = text.settled_as
    at = sum(1 for _pair in takewhile(_is_same, zip(old, rows, strict=False)))
    rest = zip(reversed(old[at:]), reversed(rows[at:]), strict=False)
    behind = sum(1 for _pair in takewhile(_is_same, rest))
    SettledStep.objects.create(
        text=text,
        version=text.version,
        step=step,
        at_piece=at,
        replaced=old[at : len(old) - behind],
        made=len(rows) - behind - at,
        by=by,
    )


def _is_same(pair: tuple[Any, Any]) -> bool:
    return bool(pair[0] == pair[1])


def _keep(text: ImportedText, settled: Pieces) -> None:
    text.settled_as = pieces.dump(settled)
    text.unsure = pieces.unsure(settled)
    text.version += 1
    text.save(update_fields=["settled_as", "unsure", "version"])


def refuse_unless_settling(text: ImportedText) -> None:
    """Nothing is settled before the text was read, nor after it was taken over."""
    if text.status != Status.SETTLING:
        raise RuleRefusedError(
            _("This text is not being settled now, so nothing was changed."), clause="B7-4"
        )


def _refuse_stale(text: ImportedText, version: int) -> None:
    if version != text.version:
        raise RuleRefusedError(
            _("Somebody else settled something in the meantime. Look at the text again."),
            clause="B7-4",
        )


def _refuse_unsettled(text: ImportedText) -> None:
    if text.unsure:
        raise RuleRefusedError(
            gettext("There are pieces that are not sure yet. Settle them first."),
            clause="B7-4",
        )


def _refuse_other_lines(expected: set[int], settled: Pieces) -> None:
    """Every line that holds something stands in exactly one piece: nothing is lost."""
    held = pieces.lines_of(settled)
    if set(held) != expected or any(times > 1 for times in held.values()):
        raise RuleRefusedError(
            _("A line would be lost or stand twice, so nothing was changed."), clause="B7-4"
        )


def _refuse_lost_lines(text: ImportedText, rows: Pieces, document: SessionDocument) -> None:
    """What the first page would not say is taken for something else first, by somebody."""
    lost = first_page.lost(document, rows, text.lines)
    if lost:
        words = text.lines[min(lost) - 1].words[:SHOWN]
        raise RuleRefusedError(
            gettext(
                "The first page of the document would not hold line %(line)s of the text: "
                "“%(words)s”. Take this line for something else first; if what you typed "
                "stands instead, take it for “not part of the document”."
            )
            % {"line": min(lost), "words": words},
            clause="B7-4",
        )


def _as_of(document: SessionDocument) -> date:
    """Take the day of issue; else the year the meeting block names; else today."""
    if document.issued_on:
        return document.issued_on
    match = YEAR.search(plain(document.meeting.place_and_dates))
    return date(int(match[0]), 1, 1) if match else dates.today()
