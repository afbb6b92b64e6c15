"""What the page of one section of a draft shows to its writers (A2)."""

from typing import Any

from areas import annex2
from areas.annex2 import Section
from areas.forms.figures import FigureForm
from areas.forms.row_kinds import KINDS, RowKind
from areas.models import PlanVersion
from areas.reading import (
    changed_since,
    comment_counts,
    completeness,
    effort_calls,
    grid,
    plan_display,
    plan_rows,
    removed,
    section_rights,
    snapshot,
    talk,
    tasklist,
)
from areas.reading.comment_counts import CommentCounts
from areas.reading.removed import Removed
from areas.reading.tasklist import Line
from gmp_portal import rounds, rulebook
from gmp_portal.accounts.rights import Anybody
from gmp_portal.writing.reading import authors
from gmp_portal.writing.visits import Look


def gather(
    plan: PlanVersion,
    section: Section,
    reader: Anybody,
    wanted: str = "",
    look: Look | None = None,
) -> dict[str, Any]:
    """Everything on the page; ``wanted`` is the part of its lists that is asked for."""
    calls = effort_calls.listed_of(plan) if "efforts" in section.rows else None
    _kept, said, counts, _rules, changes = rounds.run(
        plan_rows.kept(plan),
        talk.of_section(plan, section, reader),
        comment_counts.reading(plan),
        rounds.asked(*rulebook.questions(), *([] if calls is None else [calls])),
        changed_since.gather(plan, reader, look),
    )
    for call in calls or ():
        call.plan = plan
    read = plan_display.sections(snapshot.gather(plan))
    # What stands on this page is looked at now.
    lines = tasklist.lines(plan, read, counts, changes.marked - {section.key})
    here = next(line for line in lines if line.section == section)
    return {
        "plan": plan,
        "area": plan.area,
        "section": section,
        "figure_form": FigureForm() if section.has_text else None,
        "following": annex2.after(section.key),
        "kept": plan.text_by_section.get(section.key),
        "read": next(each for each in read if each.section == section),
        "lines": lines,
        "is_news": section.key in changes.marked,
        "changes": changes.of_section(section.key),
        "grids": [_grid(plan, KINDS[key], here, wanted, counts) for key in section.rows],
        "removed": _removed(plan, section, reader) if section.rows else [],
        "problems": [problem for problem in here.problems if not problem.number],
        "problem_count": len(here.problems),
        "talk": said,
        "rights": section_rights.of(plan, section, calls or ()),
        "calls": calls,
        "word_rule": completeness.word_rule() if section.max_words else "",
    }


def _grid(
    plan: PlanVersion, kind: RowKind, here: Line, wanted: str, counts: CommentCounts
) -> dict[str, Any]:
    table = grid.of(plan, kind, here.problems, wanted, counts)
    return {"kind": kind, "table": table, "count": grid.count_in_words(table)}


def _removed(plan: PlanVersion, section: Section, reader: Anybody) -> list[Removed]:
    kinds = [kind for kind in KINDS.values() if kind.section == section.key]
    entries = removed.of_plan(plan, kinds)
    authors.told((entry.revision for entry in entries), to=reader)
    return entries


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
