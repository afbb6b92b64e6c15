"""The ten sections of a draft with what is done, what is missing, and why (A2)."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from areas.annex2 import SECTIONS, SUMMARY_WORDS, Section
from areas.models import PlanVersion
from areas.reading import completeness
from areas.reading.comment_counts import CommentCounts
from areas.reading.completeness import Problem
from areas.reading.plan_display import ReadSection

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

COMPLETED, PROBLEM, NOT_STARTED = "completed", "problem", "not_started"


@dataclass(frozen=True)
class Line:
    """One section on the task list."""

    section: Section
    url: str
    state: str
    amount: str
    problems: tuple[Problem, ...]
    comments: int
    is_changed: bool = False
    """Whether others changed it since whoever reads this looked at it (R-67)."""

    @property
    def state_label(self) -> "StrOrPromise":
        return {
            COMPLETED: _("Completed"),
            PROBLEM: _("Something is missing"),
            NOT_STARTED: _("Not started"),
        }[self.state]

    @property
    def has_words(self) -> bool:
        """Whether something can be said of its words: not of what the register makes."""
        return not self.section.is_generated

    @property
    def lacks_something(self) -> bool:
        """Whether the plan cannot go before the area for something in this section (B4-1)."""
        return any(problem.blocks for problem in self.problems)

    @property
    def tone(self) -> str:
        return {COMPLETED: "ok", PROBLEM: "warn", NOT_STARTED: "neutral"}[self.state]


def lines(
    plan: PlanVersion,
    read: list[ReadSection],
    counts: CommentCounts,
    changed: Collection[str] = (),
) -> list[Line]:
    """Every section with its state, of a plan that has all its rows with it."""
    problems: dict[str, list[Problem]] = defaultdict(list)
    for problem in completeness.problems_of(plan):
        problems[problem.section].append(problem)
    by_key = {section.key: section for section in read}
    return [
        Line(
            section=section,
            url=reverse(
                "areas:section_edit", args=[plan.area.slug, plan.number, section.key]
            ),
            state=_state(by_key[section.key], problems[section.key]),
            amount=_amount(section, by_key[section.key]),
            problems=tuple(problems[section.key]),
            comments=counts.of_section(section.key),
            is_changed=section.key in changed,
        )
        for section in SECTIONS
    ]


def _state(read: ReadSection, problems: list[Problem]) -> str:
    blocked = any(problem.blocks for problem in problems)
    if read.is_empty:
        return NOT_STARTED
    return PROBLEM if blocked else COMPLETED


def _amount(section: Section, read: ReadSection) -> str:
    if section.key == "I":
        words = completeness.count_summary(read.text)
        return _("%(words)d of %(limit)d words") % {"words": words, "limit": SUMMARY_WORDS}
    if section.is_generated:
        return _("Made from the register")
    rows = sum(len(group.rows) for group in read.groups) if section.rows else 0
    if section.key == "IV":
        rows = len(read.groups[0].rows) if read.groups else 0
    return (
        ngettext("%(count)d entry", "%(count)d entries", rows) % {"count": rows}
        if rows
        else ""
    )


def done(lines: list[Line]) -> int:
    return sum(line.state == COMPLETED for line in lines)
