"""The texts and rows of a plan in Word are written into its draft; what goes can be brought back.

Parts of ``imports.put_in``, in its transaction and under its one act in the ledger.
"""

from typing import Any

from django.utils.translation import gettext as _

from areas.actions import plans, rows, sections
from areas.forms.row_kinds import KINDS
from areas.models import PlanVersion
from areas.reading import plan_imports
from areas.reading.plan_imports import (
    LEAVE,
    ORDER,
    REPLACE,
    Coming,
    ComingList,
    ComingRow,
    ComingText,
)
from areas.reading.row_tables import links
from areas.reading.section_page import rows_of
from areas.writings import SECTION, SectionOfPlan
from gmp_portal.accounts.models import User
from gmp_portal.ui.versions import Values, values_of
from gmp_portal.workflow import unmet
from gmp_portal.writing import actions as revisions

Made = dict[str, list[int]]


def write(plan: PlanVersion, coming: Coming, *, by: User) -> dict[str, int]:
    """Write everything that was chosen, and count it."""
    if coming.frame.values and coming.frame.choice != LEAVE:
        _frame(plan, coming.frame.values, by=by)
    texts = [text for text in coming.texts if text.choice != LEAVE]
    for text in texts:
        _text(plan, text, by=by)
    lists = {each.kind.key: each for each in coming.lists if each.choice != LEAVE}
    removed = 0
    for key in reversed(ORDER):
        # What hangs on a row goes before it, so that its links are kept, too.
        if key in lists and lists[key].choice == REPLACE:
            removed += _remove(plan, key, by=by)
    made: Made = {}
    for key in ORDER:
        if key in lists:
            made[key] = _rows(plan, lists[key], made)
    return {
        "texts": len(texts),
        "rows": sum(map(len, made.values())),
        "removed": removed,
    }


def _frame(plan: PlanVersion, values: dict[str, Any], *, by: User) -> None:
    names = ("title", "language", "period_from", "period_to")
    now = {name: getattr(plan, name) for name in names}
    plans.change_frame(plan, **{**now, **values}, by=by)


def _text(plan: PlanVersion, text: ComingText, *, by: User) -> None:
    """Save the text of a section; what stood there stays an earlier version of it."""
    record = SectionOfPlan(plan, text.section)
    key = SECTION.key(record)
    before: Values = values_of(SECTION.forms(record))
    form = SECTION.forms(record, plan_imports.as_query({**before, "text": text.result}))[0]
    _require(form, _("Section %(section)s: %(why)s"), {"section": text.section.key})
    revisions.keep(SECTION.kind, key, before, by=None)
    sections.save_text(
        plan, text.section.key, form.cleaned_data["text"], by=by, is_part=True
    )
    plan.__dict__.pop("text_by_section", None)
    revisions.keep(SECTION.kind, key, values_of(SECTION.forms(record)), by=by)


def _remove(plan: PlanVersion, key: str, *, by: User) -> int:
    standing = list(rows_of(plan, KINDS[key]))
    for row in standing:
        rows.take_out(plan, row, by=by)
    return len(standing)


def _rows(plan: PlanVersion, coming: ComingList, made: Made) -> list[int]:
    """Write the rows of a list behind those that stand there, each through its form."""
    return [_row(plan, row, made) for row in coming.rows]


def _row(plan: PlanVersion, row: ComingRow, made: Made) -> int:
    form: Any = row.kind.form(plan_imports.as_query(_linked(row.data, made)), plan=plan)
    _require(form, _("“%(row)s” cannot be put in: %(why)s"), {"row": row.title})
    rows.put(plan, form)
    for step in row.read.milestones:
        if step["due_on"]:
            _step(plan, {**step, "effort": str(form.instance.pk)})
    return int(form.instance.pk)


def _step(plan: PlanVersion, values: dict[str, str]) -> None:
    form: Any = KINDS["milestones"].form(plan_imports.as_query(values), plan=plan)
    said = _("The milestone “%(step)s” cannot be put in: %(why)s")
    _require(form, said, {"step": values["text"]})
    form.save()


def _require(form: Any, said: str, named: dict[str, str]) -> None:
    """Refuse what its form refuses at this moment, whatever was shown before (B4-2)."""
    if not form.is_valid():
        why = " ".join(each for errors in form.errors.values() for each in errors)
        raise unmet(said % {**named, "why": why}, "B4-2")


def _linked(data: dict[str, Any], made: Made) -> dict[str, Any]:
    """Let links lead to rows that were written a moment ago."""

    def key(kind: str, place: int) -> int | str:
        return made[kind][place] if kind in made else ""

    return {
        name: [links.settled(each, key) for each in value]
        if isinstance(value, list)
        else links.settled(value, key)
        for name, value in data.items()
    }
