"""What can happen to a plan in Word: looked through, put into its draft as a whole, thrown away."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from areas import not_now
from areas.actions import import_writing
from areas.acts import Act
from areas.models import PlanImport, PlanVersion
from areas.reading import plan_imports
from gmp_portal import ledger
from gmp_portal.accounts.models import User
from gmp_portal.exchange.word.file_lines import WordLines
from gmp_portal.workflow import RuleRefusedError

Status = PlanImport.Status
SETTLED = ["settled", "chosen", "mended", "version", "touched_at"]


@transaction.atomic
def begin(plan: PlanVersion, lines: WordLines, *, name: str, by: User) -> PlanImport:
    """Keep the lines of a file to look them through; the draft stays as it is (R-71)."""
    plan.lock_draft()
    if plan.imports.filter(status=Status.OPEN).exists():
        raise not_now.why_import_waits()
    record = PlanImport.objects.create(
        plan=plan, name=name, read=lines.to_data(), begun_by=by
    )
    ledger.record(Act.PLAN_IMPORT_BEGUN, plan, by=by, file=name)
    return record


@transaction.atomic
def settle(
    record: PlanImport,
    *,
    version: int,
    settled: Mapping[str, str],
    chosen: Mapping[str, str],
    mended: Mapping[str, Mapping[str, str]],
    by: User,
) -> None:
    """Keep what somebody said of lines, lists and cells; the draft stays as it is."""
    _lock_open(record, version)
    cells = {name: {**record.mended.get(name, {}), **said} for name, said in mended.items()}
    after = {
        "settled": {**record.settled, **settled},
        "chosen": {**record.chosen, **chosen},
        "mended": {**record.mended, **cells},
    }
    if all(getattr(record, name) == said for name, said in after.items()):
        return
    for name, said in after.items():
        setattr(record, name, said)
    record.version, record.touched_at = record.version + 1, timezone.now()
    record.save(update_fields=SETTLED)
    ledger.follow(record.plan)


@transaction.atomic
def put_in(
    record: PlanImport, *, version: int, seen: datetime | None, by: User
) -> dict[str, Any]:
    """Put all that was chosen into the draft at once, and say how much of it (B4-2).

    ``seen`` is when the draft had last changed where it was shown beside the file.
    """
    plan = record.plan
    plan.lock_draft()
    _lock_open(record, version)
    if plan.changed_at != seen:
        raise RuleRefusedError(
            _(
                "Somebody changed the draft meanwhile, so nothing was put in. Look once more at "
                "what stands there now beside your file."
            ),
            clause="R-20",
        )
    coming = plan_imports.read(record)
    if not coming.is_ready or not coming.taken:
        raise not_now.why_not_put_in(coming)
    counts: dict[str, Any] = import_writing.write(plan, coming, by=by)
    record.become(Status.PUT_IN)
    record.done_at, record.done_by = timezone.now(), by
    record.save(update_fields=["status", "done_at", "done_by"])
    plan.touch()
    ledger.record(Act.PLAN_IMPORT_PUT_IN, plan, by=by, file=record.name, **counts)
    return counts


@transaction.atomic
def discard(record: PlanImport, *, by: User | None) -> None:
    """Throw an import away with all that was settled; the draft stays as it is (R-71)."""
    record.lock()
    record.become(Status.DISCARDED)
    fields: list[Any] = record.forget()
    record.save(update_fields=["status", *fields])
    ledger.record(Act.PLAN_IMPORT_DISCARDED, record.plan, by=by, file=record.name)


@transaction.atomic
def forget(record: PlanImport) -> None:
    """Let go of the lines of a file that was put in long ago; that it was stays (R-71)."""
    record.lock()
    record.save(update_fields=record.forget())


def _lock_open(record: PlanImport, version: int) -> None:
    """Hold an import that is being looked through, as it was on the page."""
    record.lock()
    if record.status != Status.OPEN:
        raise not_now.why_import_is_over(record)
    if record.version != version:
        raise RuleRefusedError(
            _(
                "Somebody else settled something of this import meanwhile, so nothing was "
                "changed. Look once more."
            ),
            clause="R-20",
        )
