"""Adding, changing, ordering and removing the rows of a draft (Annex 2)."""

from typing import Any

from django.db import models, transaction
from django.utils import timezone

from areas.models import Milestone, PlanRow, PlanVersion
from gmp_portal import ledger
from gmp_portal.accounts.models import User
from gmp_portal.workflow import InvalidTransitionError

Row = PlanRow | Milestone


@transaction.atomic
def save(plan: PlanVersion, form: Any, *, by: User) -> Row:
    """Keep what the form holds as a row of this plan; a new row comes last."""
    _lock(plan)
    row: Row = form.instance
    is_new = row.pk is None
    if is_new and isinstance(row, PlanRow):
        row.position = _last(plan, type(row)) + 1
    form.save()
    _note(plan, "plan.row_added" if is_new else "plan.row_changed", row, by)
    return row


@transaction.atomic
def remove(plan: PlanVersion, row: Row, *, by: User) -> None:
    """Take a row out of the draft; earlier versions keep it."""
    _lock(plan)
    _note(plan, "plan.row_removed", row, by)
    row.delete()


@transaction.atomic
def move(plan: PlanVersion, row: PlanRow, *, up: bool, by: User) -> tuple[int, int]:
    """Let a row change places with its neighbour; answers its place and how many there are."""
    _lock(plan)
    rows = list(type(row)._default_manager.filter(plan=plan))
    place = next(number for number, one in enumerate(rows) if one.pk == row.pk)
    target = min(max(place + (-1 if up else 1), 0), len(rows) - 1)
    rows.insert(target, rows.pop(place))
    for position, one in enumerate(rows):
        if one.position != position:
            type(one)._default_manager.filter(pk=one.pk).update(position=position)
    if target != place:
        _note(plan, "plan.row_moved", row, by)
    return target + 1, len(rows)


def _last(plan: PlanVersion, model: type[PlanRow]) -> int:
    rows = model._default_manager.filter(plan=plan)
    return int(rows.aggregate(last=models.Max("position"))["last"] or 0)


def _lock(plan: PlanVersion) -> None:
    plan.lock()
    if not plan.is_editable:
        raise InvalidTransitionError(plan, "draft")


def _note(plan: PlanVersion, kind: str, row: Row, by: User) -> None:
    plan.changed_at = timezone.now()
    plan.save(update_fields=["changed_at"])
    ledger.record(kind, plan, by=by, row=f"{row._meta.model_name}:{row.pk}")
