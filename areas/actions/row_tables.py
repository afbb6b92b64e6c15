"""Taking in many rows of a draft at once, from a table: all of them, or none (A2-II to A2-IX)."""

from collections import Counter
from collections.abc import Callable
from enum import StrEnum
from typing import Any

from django.db import transaction

from areas.actions import rows
from areas.acts import Act
from areas.forms.efforts import MilestoneForm
from areas.forms.row_line import Line
from areas.forms.row_lines import Lines
from areas.models import PlanVersion
from areas.reading.row_tables import links
from areas.writings import ROW, RowOfPlan
from gmp_portal import ledger
from gmp_portal.accounts.models import User
from gmp_portal.ui.versions import Values, values_of
from gmp_portal.writing import actions as revisions


class Source(StrEnum):
    """Where the rows came from."""

    PASTE = "paste"
    WORKBOOK = "workbook"


class _RefusedError(Exception):
    """A line was refused while it was saved: nothing of the table stays."""

    def __init__(self, lines: Lines) -> None:
        super().__init__(str(lines))
        self.lines = lines


def take_in(
    plan: PlanVersion, make: Callable[[], Lines], *, source: Source, by: User
) -> Lines:
    """Read the table as the plan is at this moment, and save each line that is not left out.

    Where a line is wrong, or the plan is another one than was shown, nothing is saved.
    """
    try:
        with transaction.atomic():
            plan.lock_draft()
            lines = make()
            if lines.are_ready:
                _save(plan, lines, source, by)
                lines.is_taken_in = True
            return lines
    except _RefusedError as refused:
        return refused.lines


def _save(plan: PlanVersion, lines: Lines, source: Source, by: User) -> None:
    made: dict[str, Any] = {}
    done: Counter[Act | None] = Counter()
    for line in lines.ready:
        form = line.bound(_settled(line, made))
        before = None if line.row is None else _held(plan, line, line.row)
        _save_form(plan, lines, line, form, done)
        # Milestones belong to the effort that is saved now.
        for step in line.steps:
            _save_form(plan, lines, line, _step(step, form), done)
        if before is None:
            made[links.coming_value(line.kind.key, line.place)] = form.instance.pk
        else:
            _keep_both(plan, line, before, by)
    dropped = [each.row for _kind, each in lines.dropped]
    for row in dropped:
        rows.take_out(plan, row, by=by)
    plan.touch()
    ledger.record(
        Act.PLAN_ROWS_TAKEN_IN,
        plan,
        by=by,
        source=source.value,
        kinds=_kinds(lines),
        added=done[Act.PLAN_ROW_ADDED],
        changed=done[Act.PLAN_ROW_CHANGED],
        removed=len(dropped),
    )


def _kinds(lines: Lines) -> list[str]:
    kinds = [*(line.kind for line in lines.ready), *(kind for kind, _row in lines.dropped)]
    return [*dict.fromkeys(kind.key for kind in kinds)]


def _save_form(
    plan: PlanVersion, lines: Lines, line: Line, form: Any, done: Counter[Act | None]
) -> None:
    """Save it through its action; what is wrong about it now stands beside its line."""
    act = rows.put(plan, form) if form.is_valid() else None
    if form.errors:
        line.refuse(form)
        raise _RefusedError(lines)
    done[act] += 1


def _settled(line: Line, made: dict[str, Any]) -> dict[str, str | list[str]]:
    """The values of a line with the keys of the rows that came in before it."""
    return {
        name: [str(made.get(each, each)) for each in value]
        if isinstance(value, list)
        else str(made.get(value, value))
        for name, value in line.values.items()
    }


def _step(step: Any, form: Any) -> MilestoneForm:
    """A milestone of the effort that was saved before it."""
    data = {name: step[name].value() for name in step.fields}
    return MilestoneForm({**data, "effort": str(form.instance.pk)}, plan=form.plan)


def _held(plan: PlanVersion, line: Line, row: Any) -> Values:
    return values_of(ROW.forms(RowOfPlan(plan, line.kind, row)))


def _keep_both(plan: PlanVersion, line: Line, before: Values, by: User) -> None:
    """Keep what stood there and what stands there now, as after any change of a row (C4)."""
    key = ROW.key(RowOfPlan(plan, line.kind, line.row))
    revisions.keep(ROW.kind, key, before, by=None)
    now = line.kind.model._default_manager.get(pk=line.row.pk)
    revisions.keep(ROW.kind, key, _held(plan, line, now), by=by)
