"""What can happen to a table of partners: compared, written as a whole, taken back (C16)."""

from collections.abc import Sequence, Set

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gmp_portal import ledger
from gmp_portal.accounts.models import User
from gmp_portal.accounts.rights import stands_at
from gmp_portal.exchange.tables.rows import TableRows
from gmp_portal.reference import numbers
from gmp_portal.workflow import RuleRefusedError
from partners import import_jobs
from partners.actions import import_undoing, import_writing
from partners.import_acts import ImportAct
from partners.models import Import, ImportRow, Partner
from partners.reading.imports import comparing, register, stored
from partners.reading.imports.comparing import Answer

Status = Import.Status
AT_ONCE = 500


@transaction.atomic
def begin(read: TableRows, *, name: str, by: User) -> Import:
    """Keep the rows of a file as they were read, and have them compared; nothing else (C16)."""
    record = Import.objects.create(
        name=name,
        sheet=read.sheet[:100],
        columns=dict(read.columns),
        notes=read.to_data()["notes"],
        begun_by=by,
    )
    rows = (
        ImportRow(
            batch=record,
            number=row.number,
            source_key=str(row.values.get("source_key") or ""),
            values=dict(row.values),
            cell_faults=[vars(fault) for fault in row.faults],
        )
        for row in read.rows
    )
    ImportRow.objects.bulk_create(rows, batch_size=AT_ONCE)
    ledger.record(ImportAct.BEGUN, record, by=by, to=record.status, rows=len(read.rows))
    import_jobs.enqueue_checking(record)
    return record


@transaction.atomic
def keep_check(record: Import, answers: Sequence[Answer]) -> None:
    """Keep what a job found about each row (C16)."""
    record.lock()
    if record.status != Status.CHECKING:
        return
    before = record.become(Status.CHECKED)
    _keep(record, answers)
    record.save(update_fields=["status", "counts"])
    ledger.record(
        ImportAct.CHECKED, record, by=None, from_=before, to=record.status, **record.counts
    )


@transaction.atomic
def leave_out(record: Import, chosen: Set[int], *, by: User) -> None:
    """Leave out exactly these rows; whoever has read them ticks each (C16)."""
    record.lock()
    _refuse_unless_checked(record)
    rows = list(record.rows.order_by("number"))
    if {row.number for row in rows if row.is_left_out} == chosen & {
        row.number for row in rows
    }:
        return
    record.rows.update(is_left_out=False)
    record.rows.filter(number__in=chosen).update(is_left_out=True)
    # A row that said the same as one left out may stand alone now.
    _keep(record, comparing.compare(stored.asked(record), register.read()))
    record.save(update_fields=["counts"])
    said = sorted(chosen & {row.number for row in rows})
    ledger.record(ImportAct.ROWS_LEFT_OUT, record, by=by, rows=said)


@transaction.atomic
def bring_in(record: Import, *, by: User) -> None:
    """Have the whole table written; while one row is wrong, none is (C16)."""
    record.lock()
    record.refuse_unless_it_becomes(Status.WRITING)
    if not record.is_ready:
        raise why_not_ready(record)
    before = record.become(Status.WRITING)
    record.done_by, record.turn, record.has_moved = by, record.turn + 1, False
    record.save(update_fields=["status", "done_by", "turn", "has_moved"])
    ledger.record(ImportAct.ASKED, record, by=by, from_=before, to=record.status)
    import_jobs.enqueue_writing(record, record.turn)


@transaction.atomic
def write(record: Import) -> None:
    """Write all rows, or none where the register says something else than was shown (C16)."""
    record.lock()
    if record.status != Status.WRITING:
        return
    # Nobody enters or renames a partner between the comparison and the writing.
    numbers.hold_slugs(Partner)
    shown = record.rows.exclude(partner=None).filter(is_left_out=False)
    held = Partner.objects.filter(pk__in=shown.values("partner")).order_by("pk")
    list(held.select_for_update(of=("self",)).values_list("pk"))
    now = register.read()
    answers = comparing.compare(stored.asked(record), now, looks_near=False)
    if _keep(record, answers, with_near=False):
        _send_back(record)
        return
    entered, changed = import_writing.write(record, by=record.done_by)
    before = record.become(Status.DONE)
    record.done_at = timezone.now()
    record.save(update_fields=["status", "done_at"])
    ledger.record(
        ImportAct.WRITTEN,
        record,
        by=record.done_by,
        from_=before,
        to=record.status,
        entered=entered,
        changed=changed,
    )


def _send_back(record: Import) -> None:
    """Show the table once more: somebody else changed the register since it was shown."""
    before = record.become(Status.CHECKED)
    record.has_moved = True
    record.save(update_fields=["status", "has_moved", "counts"])
    ledger.record(ImportAct.MOVED, record, by=None, from_=before, to=record.status)


@transaction.atomic
def undo(record: Import, *, by: User) -> None:
    """Take everything back that the table wrote, while nobody has built on it (C16)."""
    record.lock()
    record.refuse_unless_it_becomes(Status.UNDONE)
    if not record.can_be_taken_back:
        raise why_too_late()
    before = record.become(Status.UNDONE)
    record.save(update_fields=["status"])
    taken_out, changed_back = import_undoing.undo(record, by=by)
    ledger.record(
        ImportAct.UNDONE,
        record,
        by=by,
        from_=before,
        to=record.status,
        taken_out=taken_out,
        changed_back=changed_back,
    )


@transaction.atomic
def discard(record: Import, *, by: User) -> None:
    """Give a table up that was not written."""
    record.lock()
    before = record.become(Status.DISCARDED)
    record.save(update_fields=["status"])
    ledger.record(ImportAct.DISCARDED, record, by=by, from_=before, to=record.status)


def _keep(record: Import, answers: Sequence[Answer], *, with_near: bool = True) -> int:
    """Keep the answers; say how many rows that count have another one than before."""
    rows = list(record.rows.order_by("number"))
    other = stored.answered(rows, answers, with_near=with_near)
    stored.keep(other)
    record.counts = stored.counts(rows)
    return sum(not row.is_left_out for row in other)


def _refuse_unless_checked(record: Import) -> None:
    if record.status != Status.CHECKED:
        sentence = _("Rows are left out before the table is written, and not afterwards.")
        raise RuleRefusedError(sentence, clause="R-16")


def why_not_written(record: Import) -> RuleRefusedError:
    """What is to be done first."""
    if record.status != Status.CHECKED:
        return stands_at(record)
    return why_not_ready(record)


def why_not_ready(record: Import) -> RuleRefusedError:
    """Which of its rows keep a table from being written."""
    if record.faulty:
        sentence = _(
            "Some rows cannot be brought in as they stand. Correct them in your file and upload "
            "it again, or leave these rows out. Until then nothing is written."
        )
    else:
        sentence = _(
            "The register says already what the table says: there is nothing to write."
        )
    return RuleRefusedError(sentence, clause="A1-6c-i")


def why_not_taken_back(record: Import) -> RuleRefusedError:
    """Why it is too late, or too early."""
    return stands_at(record) if record.status != Status.DONE else why_too_late()


def why_too_late() -> RuleRefusedError:
    sentence = _("An import can be taken back within 30 days after it was written.")
    return RuleRefusedError(sentence, clause="R-16")
