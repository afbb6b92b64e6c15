"""What the page of one section of a draft shows to its writers (A2)."""

from typing import Any

from areas import annex2
from areas.annex2 import Section
from areas.forms.figures import FigureForm
from areas.forms.row_kinds import KINDS, RowKind
from areas.models import Effort, PlanVersion
from areas.reading import (
    completeness,
    groups,
    plan_display,
    plan_rows,
    removed,
    snapshot,
    tongue,
)
from areas.reading.removed import Removed
from gmp_portal import rounds, rulebook
from gmp_portal.accounts.rights import Anybody
from gmp_portal.rounds import Number
from gmp_portal.writing.reading import authors

# More than these stand on the page of the plan.
COMMENTS = 10


def gather(plan: PlanVersion, section: Section, reader: Anybody) -> dict[str, Any]:
    comments = plan.comments.filter(section=section.key, resolved_at=None)
    shown, number = (
        comments.select_related("author", "partner")[:COMMENTS],
        Number(comments),
    )
    rounds.run(plan_rows.kept(plan), rounds.asked(shown, number, *rulebook.questions()))
    content = snapshot.gather(plan)
    kept = plan.text_by_section.get(section.key)
    return {
        "plan": plan,
        "area": plan.area,
        "section": section,
        "figure_form": FigureForm() if section.has_text else None,
        "following": annex2.after(section.key),
        "kept": kept,
        "read": plan_display.section_of(section, content),
        "lists": [_list(plan, KINDS[key]) for key in section.rows],
        "removed": _removed(plan, section, reader) if section.rows else [],
        "problems": completeness.of_section(plan, section.key),
        "comments": shown,
        "comment_count": int(number),
        "word_rule": completeness.word_rule() if section.max_words else "",
        "totals": groups.totals(content, tongue.of(content)) if section.key == "IV" else [],
    }


def _removed(plan: PlanVersion, section: Section, reader: Anybody) -> list[Removed]:
    kinds = [kind for kind in KINDS.values() if kind.section == section.key]
    entries = removed.of_plan(plan, kinds)
    authors.told((entry.revision for entry in entries), to=reader)
    return entries


def _list(plan: PlanVersion, kind: RowKind) -> dict[str, Any]:
    """The rows of one kind as cards, each with what it says and its buttons."""
    records = list(rows_of(plan, kind))
    return {
        "kind": kind,
        "cards": [
            {
                "row": row,
                "number": place,
                "is_first": place == 1,
                "is_last": place == len(records),
                "milestones": list(row.milestones.all())
                if isinstance(row, Effort)
                else None,
            }
            for place, row in enumerate(records, start=1)
        ],
    }


def rows_of(plan: PlanVersion, kind: RowKind) -> Any:
    """The rows of one kind in this plan, with what their cards show."""
    if kind.key == "milestones":
        return kind.model._default_manager.filter(effort__plan=plan)
    rows = kind.model._default_manager.filter(plan=plan)
    if kind.key == "efforts":
        rows = rows.select_related("partner", "contact", "action").prefetch_related(
            "milestones"
        )
    return rows
