"""What can happen to a table of partners: compared, written as a whole, taken back (C16)."""

from collections.abc import Mapping, Sequence, Set
from typing import Any

from django.db import transaction
from django.utils import timezone

from gmp_portal import ledger
from gmp_portal.accounts.models import User
from gmp_portal.exchange.tables.rows import TableRows
from gmp_portal.reference import numbers
from gmp_portal.words import listed_apart
from partners import jobs, not_now
from partners.actions import import_forgetting, import_undoing, import_writing
from partners.actions.import_parts import BuiltOnError
from partners.acts import ImportAct
from partners.models import Import, ImportRow, Partner
from partners.models.imports import PARTNERS
from partners.reading.imports import answering, stored
from partners.reading.imports.comparing import Answer

Status = Import.Status
AT_ONCE = 500


@transaction.atomic
def begin(*sheets: TableRows, name: str, by: User) -> Import:
    """Keep the rows of a file as they were read, and have them compared; nothing else (C16)."""
    record = Import.objects.create(
        name=name,
        sheet=listed_apart(read.sheet for read in sheets)[:100],
        columns={
            stored.column_key(read.table or PARTNERS, key): letters
            for read in sheets
            for key, letters in read.columns.items()
        },
        notes=[note for read in sheets for note in read.to_data()["notes"]],
        begun_by=by,
    )
    rows = (
        ImportRow(
            batch=record,
            sheet=read.table or PARTNERS,
            number=row.number,
            source_key=str(row.values.get("source_key") or ""),
            values=dict(row.values),
            cell_faults=[vars(fault) for fault in row.faults],
        )
        for read in sheets
        for row in read.rows
    )
    ImportRow.objects.bulk_create(rows, batch_size=AT_ONCE)
    number = sum(len(read.rows) for read in sheets)
    ledger.record(ImportAct.BEGUN, record, by=by, to=record.status, rows=number)
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
def leave_out(record: Import, chosen: Set[int], *, sheet: str = PARTNERS, by: User) -> None:
    """Leave out exactly these rows of a sheet, and have the others compared once more (C16).

    A row that said the same as one left out may stand alone now.
    """
    record.lock()
    if record.status != Status.CHECKED:
        raise not_now.why_rows_stay(record)
    rows = record.rows.filter(sheet=sheet)
    left = set(rows.filter(is_left_out=True).values_list("number", flat=True))
    said = set(rows.filter(number__in=chosen).values_list("number", flat=True))
    if left == said:
        return
    rows.filter(number__in=left - said).update(is_left_out=False)
    rows.filter(number__in=said - left).update(is_left_out=True)
    before = record.become(Status.CHECKING)
    record.save(update_fields=["status"])
    ledger.record(
        ImportAct.ROWS_LEFT_OUT,
        record,
        by=by,
        from_=before,
        to=record.status,
        sheet=sheet,
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
    by = record.done_by
    if record.status != Status.WRITING or by is None:
        return
    # Nobody enters or renames a partner between the comparison and the writing.
    numbers.hold_slugs(Partner)
    shown = record.rows.exclude(partner=None).filter(is_left_out=False)
    held = Partner.objects.filter(pk__in=shown.values("partner")).order_by("pk")
    list(held.select_for_update(of=("self",)).values_list("pk"))
    answers = answering.answers(record, looks_near=False)
    if _keep(record, answers, with_near=False):
        _send_back(record)
        return
    written = import_writing.write(record, answers, by=by)
    entered, changed = written.pop(PARTNERS)
    others: dict[str, Any] = {sheet: list(both) for sheet, both in written.items()}
    before = record.become(Status.DONE)
    record.done_at = timezone.now()
    record.save(update_fields=["status", "done_at"])
    ledger.record(
        ImportAct.WRITTEN,
        record,
        by=by,
        from_=before,
        to=record.status,
        entered=entered,
        changed=changed,
        **others,
    )


def _send_back(record: Import) -> None:
    """Show the table once more: somebody else changed the register since it was shown."""
    before = record.become(Status.CHECKED)
    record.has_moved = True
    record.save(update_fields=["status", "has_moved", "counts"])
    ledger.record(ImportAct.MOVED, record, by=None, from_=before, to=record.status)


@transaction.atomic
def tell_people(record: Import, *, by: User) -> None:
    """Have those written to who do not know yet that a table named them (R-60)."""
    record.lock()
    number = record.people_not_told.count() if record.status == Status.DONE else 0
    if number and record.told_at is not None:
        # Pressed twice: the job of the first time writes to them.
        return
    if not number:
        raise not_now.why_nobody_is_told(record)
    record.told_at = timezone.now()
    record.save(update_fields=["told_at"])
    ledger.record(ImportAct.PEOPLE_TOLD, record, by=by, people=number)
    jobs.enqueue_telling(record)


@transaction.atomic
def undo(record: Import, *, by: User) -> None:
    """Have everything taken back that the table wrote, while nobody has built on it (R-37)."""
    record.lock()
    record.refuse_unless_it_becomes(Status.UNDOING)
    if not record.can_be_taken_back:
        raise not_now.why_too_late()
    if jobs.is_telling(record):
        # Taken back meanwhile nobody would be written to, and nobody could ask for it again.
        raise not_now.why_mails_first()
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
            import_forgetting.forget_table(record)
    except BuiltOnError as built_on:
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
    # Before it is sealed.
    import_forgetting.forget_table(record)
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
