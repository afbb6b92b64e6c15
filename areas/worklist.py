"""What waits for leads, partners and the secretariat in the areas."""

from collections import Counter
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from areas import worklist_of_ideas as ideas
from areas.models import (
    CommentTask,
    EffortCall,
    LeadTerm,
    Milestone,
    PartnershipArea,
    PlanAmendment,
    PlanVersion,
)
from areas.reading import completeness, donor_matches, plan_rows, successions
from areas.reading.successions import Gap
from gmp_portal import rounds, rulebook
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import not_over, today
from gmp_portal.accounts.rights import terms_of
from gmp_portal.ledger import subject_of
from gmp_portal.rounds import Reading, side_by_side
from gmp_portal.ui.components import tone_of
from gmp_portal.ui.worklist import Task
from gmp_portal.words import listed
from partners.models import Partner

Status = PlanVersion.Status


def waiting_for(user: User) -> list[Task]:
    """What this person should do in the areas; positions on a plan stand with the meetings."""
    return rounds.read(reading(user))


def reading(user: User) -> Reading[list[Task]]:
    """The same, to be read beside what waits in other apps."""
    areas = [term.area_id for term in terms_of(user, LeadTerm)]
    as_lead = (
        [
            *(_plans(areas), _terms(user), _reviews(areas), _late_milestones(areas)),
            *(ideas.activities(areas), ideas.questions(areas), ideas.suggested(areas)),
            _amendments(areas),
        ]
        if areas
        else []
    )
    lists = yield from side_by_side(
        *(_tasks(user), _calls(user)),
        *(ideas.asked(user), ideas.asked_back(user)),
        *as_lead,
    )
    return [task for tasks in lists for task in tasks]


def desk_queue() -> dict[str, list[Task]]:
    """Areas that lack a lead or a plan, or a lead soon (R-74), each once; donors of plans (R-80).

    Who has not met stands with the meetings.
    """
    areas, day = _with_gaps(), today()
    donors = donor_matches.donors().order_by()
    number = rounds.Number(donors.filter(donor_match=None))
    otherwise = donor_matches.spelt_otherwise(donors)
    rounds.ask(areas, number, otherwise, *rulebook.questions())
    to_look_up = int(number) + sum(map(donor_matches.is_renamed, otherwise))
    near = day + successions.notice()
    tasks = []
    for area in areas:
        first_gap = next(successions.gaps(area.lead_periods, day, near), None)
        gap = first_gap if first_gap and first_gap.is_near else None
        if gap or not area.has_plan:
            tasks.append(_area_task(area, gap))
    return {
        _("Areas without a lead, now or soon, or without a plan in force"): tasks,
        _("Donors of plans that are to be looked up"): _donor_tasks(to_look_up),
    }


def _donor_tasks(count: int) -> list[Task]:
    """One task for all of them: their list says the rest."""
    if not count:
        return []
    title = ngettext(
        "Look up who %(count)d donor of a plan is",
        "Look up who %(count)d donors of plans are",
        count,
    )
    return [
        Task(
            title % {"count": count},
            reverse("areas:donor_list") + "?state=open",
            kind="areas",
        )
    ]


def _with_gaps() -> "QuerySet[Any]":
    """Established areas with what they have: the periods of their leads, a plan in force."""
    own_leads = LeadTerm.objects.filter(not_over(), area=OuterRef("pk"))
    own_plans = PlanVersion.objects.current().filter(area=OuterRef("pk"))
    return PartnershipArea.objects.established().annotate(
        lead_periods=ArraySubquery(own_leads.values("period")),
        has_plan=Exists(own_plans),
    )


def _area_task(area: Any, gap: Gap | None) -> Task:
    has_lead = gap is None or not gap.is_now
    if not has_lead:
        state = _("No lead") if area.has_plan else _("No lead, no plan")
    elif area.has_plan:
        state = _("Soon no lead")
    else:
        state = _("No plan in force")
    note = ""
    if gap and has_lead:
        day = date_format(gap.first_on, "DATE_FORMAT")
        note = _("From %(day)s nobody leads the area.") % {"day": day}
    return Task(
        area.name,
        reverse("areas:area_succession", args=[area.slug])
        if gap
        else area.get_absolute_url() + "#plans",
        note=note,
        kind="areas",
        state=state,
        tone="warn",
        about=subject_of(area),
    )


def _tasks(user: User) -> Reading[list[Task]]:
    """What leads asked this person for, from what was said about a draft (B4-2)."""
    tasks = CommentTask.objects.waiting().of(user).select_related("comment__plan__area")
    tasks = tasks.defer("comment__plan__snapshot")
    yield [tasks]
    return [
        Task(
            task.what,
            task.get_absolute_url(),
            due_on=task.due_on,
            note=_("From a comment on the plan of the area %(area)s.")
            % {"area": task.comment.plan.area.name},
            kind="plans",
        )
        for task in tasks
    ]


def _calls(user: User) -> Reading[list[Task]]:
    """The own efforts that leads asked partners of this person for (R-73)."""
    own = Partner.objects.with_person(user)
    calls = EffortCall.objects.waiting().filter(partner__in=own.values("pk"))
    calls = calls.select_related("partner", "plan__area").defer("plan__snapshot")
    yield [calls]
    return [
        Task(
            _("Own efforts of %(partner)s in the plan of the area %(area)s")
            % {"partner": call.partner.name_on_record, "area": call.plan.area.name},
            call.get_absolute_url(),
            due_on=call.due_on,
            note=_("Keep them yourselves, and say when they are complete."),
            kind="plans",
        )
        for call in calls
    ]


def _plans(areas: list[int]) -> Reading[list[Task]]:
    """The version being written, with the sections that are not ready (A2)."""
    plans = PlanVersion.objects.being_written().filter(area__in=areas)
    plans = plans.select_related("area").defer("snapshot")
    yield [plans]
    yield from side_by_side(*map(plan_rows.kept, plans))
    return [_plan_task(plan) for plan in plans]


def _plan_task(plan: PlanVersion) -> Task:
    title = _("Plan of the area %(area)s, version %(number)d") % {
        "area": plan.area.name,
        "number": plan.number,
    }
    return Task(
        title,
        plan.get_absolute_url(),
        note=_next_step(plan),
        action=_("Continue"),
        kind="plans",
        state=plan.get_status_display(),
        tone=tone_of(plan.status),
    )


def _next_step(plan: PlanVersion) -> str:
    if plan.status == Status.IN_CONSENSUS:
        return _("The area is asked for its agreement.")
    if plan.status == Status.AGREED:
        return _("The area has agreed. Submit the plan to the Advisory Group.")
    problems = completeness.problems_of(plan)
    open_sections = Counter(problem.section for problem in problems if problem.blocks)
    if not open_sections:
        return _("All sections are ready. Put the plan before the area.")
    return ngettext(
        "%(count)d section is not ready: %(sections)s.",
        "%(count)d sections are not ready: %(sections)s.",
        len(open_sections),
    ) % {"count": len(open_sections), "sections": listed(open_sections)}


def _terms(user: User) -> Reading[list[Task]]:
    """One's own terms that end so soon that everybody concerned is told (A1-4b-vi, R-74)."""
    terms = LeadTerm.objects.current().of(user).select_related("area")
    yield [terms, *rulebook.questions()]
    near = today() + successions.notice()
    return [
        Task(
            _("Your term as %(kind)s of the area %(area)s ends")
            % {"kind": term.get_kind_display().lower(), "area": term.area.name},
            reverse("areas:area_succession", args=[term.area.slug]),
            due_on=term.ends_on,
            note=_("The area may designate you again, or somebody else."),
            kind="seats",
        )
        for term in terms
        if term.period.upper and term.period.upper <= near
    ]


def _amendments(areas: list[int]) -> Reading[list[Task]]:
    """What is proposed and waits for the leads, and what is agreed and goes in (R-83)."""
    rows = PlanAmendment.objects.open().filter(area__in=areas)
    rows = rows.select_related("area", "decision").order_by("area", "number")
    yield [rows]
    tasks = []
    for amendment in rows:
        if amendment.is_decision_open:
            continue
        is_agreed = amendment.status == PlanAmendment.Status.AGREED
        title = _("Amendment %(number)d of the plan of the area %(area)s")
        task = Task(
            title % {"number": amendment.number, "area": amendment.area.name},
            amendment.get_absolute_url(),
            note=_("It is agreed: take it into the next version.")
            if is_agreed
            else _("It is proposed: ask the area, or say why the plan stays as it is."),
            kind="plans",
            state=amendment.get_status_display(),
            tone=amendment.tone,
        )
        tasks.append(task)
    return tasks


def _late_milestones(areas: list[int]) -> Reading[list[Task]]:
    """How many milestones of each plan in force are late (R-68)."""
    late: Any = Milestone.objects.in_force().standing().for_page()
    late = late.filter(
        effort__plan__area__in=areas, reached_on=None, now_due__lt=today()
    ).order_by("now_due", "pk")
    yield [late]
    by_plan: dict[int, list[Any]] = {}
    for milestone in late:
        by_plan.setdefault(milestone.effort.plan_id, []).append(milestone)
    return [_late_task(rows) for rows in by_plan.values()]


def _late_task(late: list[Any]) -> Task:
    plan = late[0].effort.plan
    title = ngettext(
        "%(count)d milestone of the area %(area)s is late",
        "%(count)d milestones of the area %(area)s are late",
        len(late),
    )
    return Task(
        title % {"count": len(late), "area": plan.area.name},
        late[0].get_absolute_url(),
        due_on=late[0].now_due,
        note=_("Note that it is reached, or move it to another day and say why."),
        kind="plans",
    )


def _reviews(areas: list[int]) -> Reading[list[Task]]:
    """Plans in force whose day of review has passed (B4-3)."""
    plans = (
        PlanVersion.objects.review_overdue().filter(area__in=areas).select_related("area")
    ).defer("snapshot")
    yield [plans]
    return [
        Task(
            _("Review the plan of the area %(area)s") % {"area": plan.area.name},
            plan.get_absolute_url(),
            due_on=plan.next_review_on,
            note=_("The plan itself names this day."),
            kind="plans",
        )
        for plan in plans
    ]
