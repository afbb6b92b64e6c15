"""What a plan still lacks before the Advisory Group can review it (B4-1, Annex 2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from areas.annex2 import ACTIONS_SUGGESTED, SECTIONS, SUMMARY_WORDS
from areas.models import Effort, PlanVersion
from areas.reading import plan_rows, spans, too_long
from gmp_portal import rounds, rulebook
from gmp_portal.typesetting.signs import plain
from gmp_portal.ui.word_count import count_words
from gmp_portal.words import listed

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# The list of each section whose rows can lack something.
LISTS = {
    "II": "objectives",
    "III": "actions",
    "IV": "efforts",
    "V": "opportunities",
    "VI": "indicators",
}


@dataclass(frozen=True)
class Problem:
    """One thing that is missing or doubtful, where, and which clause wants it."""

    section: str
    text: "StrOrPromise"
    clause: str
    blocks: bool = True
    kind: str = ""
    """The list whose row it is about, as ``forms.row_kinds`` calls it."""
    number: int = 0
    """The place of that row, counted from one; nothing where it is about the section."""


def check(plan: PlanVersion) -> list[Problem]:
    """Everything that blocks the plan or should be looked at, in the order of the template."""
    now = PlanVersion.objects.select_related("area").get(pk=plan.pk)
    return problems_of(rounds.read(plan_rows.kept(now)))


def problems_of(plan: PlanVersion) -> list[Problem]:
    """The same for a plan that has all its rows with it (``plan_rows.kept``)."""
    rules = (
        _summary,
        _objectives,
        _actions,
        _efforts,
        _opportunities,
        _indicators,
        _measuring,
        _donors,
        _process,
        _partners,
        _figures,
        _too_long,
    )
    return [problem for rule in rules for problem in rule(plan)]


def blocking(plan: PlanVersion) -> list[Problem]:
    return [problem for problem in check(plan) if problem.blocks]


def of_section(plan: PlanVersion, section: str) -> list[Problem]:
    """Those of one section, of a plan that has all its rows with it."""
    return [problem for problem in problems_of(plan) if problem.section == section]


def count_summary(text: str) -> int:
    """Words as working rule R-04 counts them (A2-I-2)."""
    return count_words(plain.words(text))


def _summary(plan: PlanVersion) -> Iterator[Problem]:
    words = count_summary(plan.summary)
    if not words:
        yield Problem("I", _("The summary is empty."), "A2-I-1")
    if words > SUMMARY_WORDS:
        excess = words - SUMMARY_WORDS
        text = ngettext(
            "The summary is %(excess)d word too long: it has %(words)d of at most 250.",
            "The summary is %(excess)d words too long: it has %(words)d of at most 250.",
            excess,
        )
        yield Problem("I", text % {"excess": excess, "words": words}, "A2-I-2")


def _objectives(plan: PlanVersion) -> Iterator[Problem]:
    objectives = list(plan.objectives.all())
    if not objectives:
        yield Problem("II", _("There is no objective yet."), "A2-II-1")
    for number, objective in enumerate(objectives, start=1):
        if not objective.measure:
            yield _of(
                "II",
                _("Objective %(number)d does not say how it is measured."),
                number,
                "A2-II-2",
            )
        if not objective.target or not objective.target_on:
            yield _of(
                "II",
                _("Objective %(number)d has no target with a date."),
                number,
                "A2-II-2",
            )
        if not objective.realism:
            yield _of(
                "II",
                _("Objective %(number)d does not say why it is realistic."),
                number,
                "A2-II-2",
                blocks=False,
            )
        if not objective.goal_links:
            text = _(
                "Objective %(number)d is not linked to an objective of the Partnership."
            )
            yield _of("II", text, number, "A2-II-3")


def _actions(plan: PlanVersion) -> Iterator[Problem]:
    actions = list(plan.actions.all())
    if not actions:
        yield Problem("III", _("There is no priority action yet."), "A2-III-1")
    elif len(actions) not in ACTIONS_SUGGESTED:
        text = ngettext(
            "There is %(count)d priority action; three to five are suggested.",
            "There are %(count)d priority actions; three to five are suggested.",
            len(actions),
        )
        yield Problem("III", text % {"count": len(actions)}, "A2-III-1", blocks=False)
    for number, action in enumerate(actions, start=1):
        if not action.objectives.all():
            yield _of(
                "III", _("Action %(number)d serves no objective."), number, "A2-III-2"
            )


def _efforts(plan: PlanVersion) -> Iterator[Problem]:
    efforts = list(plan.efforts.all())
    if not efforts:
        yield Problem("IV", _("There is no partner effort yet."), "A2-IV-1")
    years = spans.years_of(plan)
    for number, effort in enumerate(efforts, start=1):
        yield from _effort(number, effort)
        if spans.is_outside(effort, years):
            text = _("Effort %(number)d lies outside the years of the plan.")
            yield _of("IV", text, number, "A2-IV-3", blocks=False)


def _effort(number: int, effort: Effort) -> Iterator[Problem]:
    if not effort.who:
        yield _of(
            "IV", _("Effort %(number)d names nobody who makes it."), number, "A2-IV-1"
        )
    if effort.action is None:
        yield _of(
            "IV", _("Effort %(number)d belongs to no priority action."), number, "A2-IV-1"
        )
    elif not effort.action.objectives.all():
        yield _of("IV", _("Effort %(number)d serves no objective."), number, "A2-IV-2")
    if effort.contact is None:
        yield _of("IV", _("Effort %(number)d has no contact."), number, "A2-IV-4")
    if effort.starts_on and effort.ends_on and _milestone_outside(effort):
        text = _("Effort %(number)d has a milestone outside its duration.")
        yield _of("IV", text, number, "A2-IV-3")
    missing = list(_not_available(effort))
    if missing:
        text = _("Effort %(number)d does not give: %(what)s.") % {
            "number": number,
            "what": listed(missing),
        }
        yield Problem("IV", text, "A2-IV-3", blocks=False, kind="efforts", number=number)


def _not_available(effort: Effort) -> Iterator[str]:
    if effort.cost is None:
        yield _("cost")
    if not effort.starts_on or not effort.ends_on:
        yield _("duration")
    if not effort.target:
        yield _("target")
    if not effort.milestones.all():
        yield _("milestones")


def _milestone_outside(effort: Effort) -> bool:
    start, end = effort.starts_on or date.min, effort.ends_on or date.max
    return any(
        not start <= milestone.due_on <= end for milestone in effort.milestones.all()
    )


def _opportunities(plan: PlanVersion) -> Iterator[Problem]:
    for number, opportunity in enumerate(plan.opportunities.all(), start=1):
        if opportunity.objective_id is None:
            text = _("Opportunity %(number)d is not linked to an objective.")
            yield _of("V", text, number, "A2-V-3")


def _indicators(plan: PlanVersion) -> Iterator[Problem]:
    indicators = list(plan.indicators.all())
    covered = {indicator.objective_id for indicator in indicators}
    for number, objective in enumerate(plan.objectives.all(), start=1):
        if objective.pk not in covered:
            text = _("Objective %(number)d has no indicator.")
            yield Problem("VI", text % {"number": number}, "A2-VI-1")
    for number, indicator in enumerate(indicators, start=1):
        if indicator.objective_id is None:
            yield _of(
                "VI", _("Indicator %(number)d belongs to no objective."), number, "A2-VI-1"
            )
        if not indicator.baseline:
            yield _of(
                "VI",
                _("Indicator %(number)d has no baseline."),
                number,
                "A2-VI-1",
                blocks=False,
            )
        if not indicator.target:
            yield _of(
                "VI",
                _("Indicator %(number)d has no target."),
                number,
                "A2-VI-1",
                blocks=False,
            )


def _measuring(plan: PlanVersion) -> Iterator[Problem]:
    if not plain.words(plan.text_of("VI")).strip():
        text = _("Nothing says how performance is measured and reported.")
        yield Problem("VI", text, "A2-VI-2")


def _donors(plan: PlanVersion) -> Iterator[Problem]:
    """Plans identify who could pay for the work (B6-1)."""
    if not plan.donors.all():
        text = _("No donor or financial institution is named.")
        yield Problem("VII", text, "A2-VII-1", blocks=False)


def _process(plan: PlanVersion) -> Iterator[Problem]:
    if not plain.words(plan.text_of("VIII")).strip():
        text = _("Nothing says how the plan is developed and reviewed.")
        yield Problem("VIII", text, "A2-VIII-1")
    if plan.next_review_on is None:
        yield Problem("VIII", _("The day of the next review is not set."), "B4-3")


def _partners(plan: PlanVersion) -> Iterator[Problem]:
    if not plan.has_lead:  # type: ignore[attr-defined]
        yield Problem("X", _("The area has no lead today."), "A2-X-2")
    if not plan.has_partner:  # type: ignore[attr-defined]
        yield Problem("X", _("The area has no confirmed partner today."), "A2-X-1")


def _figures(plan: PlanVersion) -> Iterator[Problem]:
    """What a picture shows can be read by those who do not see it (R-72)."""
    for section in SECTIONS:
        lacking = plain.figures_without_words(plan.text_of(section.key))
        if lacking:
            text = ngettext(
                "%(count)d figure has no alternative text.",
                "%(count)d figures have no alternative text.",
                lacking,
            )
            is_needed = rulebook.value("R-72")
            yield Problem(section.key, text % {"count": lacking}, "R-72", is_needed)


def _too_long(plan: PlanVersion) -> Iterator[Problem]:
    """A draft holds whatever was typed; a plan that is sent keeps to the limits."""
    yield from (Problem(*text) for text in too_long.texts_of(plan))


def _of(
    section: str, text: str, number: int, clause: str, *, blocks: bool = True
) -> Problem:
    return Problem(
        section, text % {"number": number}, clause, blocks, LISTS[section], number
    )


def word_rule() -> str:
    """How words are counted today, in the words of the rule book (R-04)."""
    rule = rulebook.parameter("R-04")
    return str(rule.describe(rulebook.value("R-04")))
