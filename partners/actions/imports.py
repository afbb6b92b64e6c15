"""What can happen to a table of partners: compared, written as a whole, taken back (C16)."""

from collections.abc import Mapping, Sequence, Set

from django.db import transaction
from django.utils import timezone

from gmp_portal import ledger
from gmp_portal.accounts.models import User
from gmp_portal.exchange.tables.rows import TableRows
from gmp_portal.reference import numbers
from partners import jobs, not_now
from partners.actions import import_undoing, import_writing
from partners.acts import ImportAct
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
    jobs.enqueue_checking(record)
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
    """Leave out exactly these rows, and have the others compared once more (C16).

    A row that said the same as one left out may stand alone now.
    """
    record.lock()
    if record.status != Status.CHECKED:
        raise not_now.why_rows_stay(record)
    left = set(record.rows.filter(is_left_out=True).values_list("number", flat=True))
    said = set(record.rows.filter(number__in=chosen).values_list("number", flat=True))
    if left == said:
        return
    record.rows.filter(number__in=left - said).update(is_left_out=False)
    record.rows.filter(number__in=said - left).update(is_left_out=True)
    before = record.become(Status.CHECKING)
    record.save(update_fields=["status"])
    ledger.record(
        ImportAct.ROWS_LEFT_OUT,
        record,
        by=by,
        from_=before,
        to=record.status,
        rows=sorted(said),
    )
    jobs.enqueue_checking(record)


@transaction.atomic
def bring_in(record: Import, *, by: User) -> None:
    """Have the whole table written; while one row is wrong, none is (C16)."""
    record.lock()
    record.refuse_unless_it_becomes(Status.WRITING)
    if not record.is_ready:
        raise not_now.why_not_ready(record)
    before = record.become(Status.WRITING)
    record.done_by, record.turn, record.has_moved = by, record.turn + 1, False
    record.save(update_fields=["status", "done_by", "turn", "has_moved"])
    ledger.record(ImportAct.ASKED, record, by=by, from_=before, to=record.status)
    jobs.enqueue_writing(record)


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
    """Have everything taken back that the table wrote, while nobody has built on it (R-37)."""
    record.lock()
    record.refuse_unless_it_becomes(Status.UNDOING)
    if not record.can_be_taken_back:
        raise not_now.why_too_late()
    before = record.become(Status.UNDOING)
    record.undone_by, record.turn, record.stands = by, record.turn + 1, {}
    record.save(update_fields=["status", "undone_by", "turn", "stands"])
    ledger.record(ImportAct.ASKED_BACK, record, by=by, from_=before, to=record.status)
    jobs.enqueue_undoing(record)


@transaction.atomic
def take_back(record: Import) -> None:
    """Take all of it back; where somebody has built on it, nothing of it (R-37)."""
    record.lock()
    if record.status != Status.UNDOING or record.undone_by is None:
        return
    by = record.undone_by
    try:
        with transaction.atomic():
            before = record.become(Status.UNDONE)
            record.save(update_fields=["status"])
            taken_out, changed_back = import_undoing.undo(record, by=by)
    except import_undoing.BuiltOnError as built_on:
        _let_stand(record, built_on.facts)
        return
    ledger.record(
        ImportAct.UNDONE,
        record,
        by=by,
        from_=before,
        to=record.status,
        taken_out=taken_out,
        changed_back=changed_back,
    )


def _let_stand(record: Import, facts: Mapping[str, str]) -> None:
    """Say why it stands; the record as it is kept was never taken back."""
    record.refresh_from_db()
    before = record.become(Status.DONE)
    record.stands = dict(facts)
    record.save(update_fields=["status", "stands"])
    ledger.record(ImportAct.STANDS, record, by=None, from_=before, to=record.status)


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


@transaction.atomic
def stop(record: Import, *, by: User) -> None:
    """Want no writing and no taking back any more; the job that comes later does nothing (R-16)."""
    record.lock()
    before = record.status
    record.become(Status.CHECKED if before == Status.WRITING else Status.DONE)
    record.save(update_fields=["status"])
    ledger.record(ImportAct.STOPPED, record, by=by, from_=before, to=record.status)
