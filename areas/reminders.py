"""What people are reminded of: terms that end (C3), reviews of plans (R-45), milestones (R-68),
what drafts need (R-66), and what waits of partners' activities and ideas (R-85).
"""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from areas.emails import FOLDER
from areas.models import (
    Activity,
    AreaOpportunity,
    CommentTask,
    Effort,
    EffortCall,
    LeadTerm,
    Milestone,
    PlanVersion,
)
from gmp_portal import dates, rulebook
from gmp_portal.accounts.models import User
from gmp_portal.accounts.rights import once
from gmp_portal.notifications import reminders
from gmp_portal.notifications.reminders import Found, Occasion, ReminderKind
from partners.models import Partner
from partners.reminders import works_for_a_partner

TERM_ENDS, MILESTONE, TASK_DUE = "lead_term", "milestone", "plan_task"
REVIEW = "plan_next_review"
OWN_EFFORTS = "own_efforts"
SUGGESTED, SENT, OVER = "opportunity_waits", "activity_waits", "activity_over"
GROUP, OF_PLANS, ASKED = "terms", "milestones", "plans"
TO_LEADS, OWN_ACTIVITIES = "sent_to_leads", "own_activities"
RULE_OF_SUGGESTIONS, RULE_OF_WAITING = "R-78", "R-85"
REVIEWS = "next_reviews"
RULE_OF_MILESTONES = "R-68"
RULE_OF_TASKS = "R-66"
RULE_OF_REVIEWS = "R-45"
DAYS = (-180, -90, -30)
# A clock that stood still for longer than this sends no old reminder.
FRESH = 7


def find_ending(today: date) -> Found:
    """Terms that run and have a last day."""
    terms = LeadTerm.objects.current(today).filter(period__endswith__isnull=False)
    terms = terms.select_related("person", "partner", "area")
    yield [terms]
    return [Occasion(term, term.period.upper - timedelta(days=1)) for term in terms]


def find_reviews(_today: date) -> Found:
    """Plans in force whose review is to come or overdue, and whose next version did not begin."""
    plans = PlanVersion.objects.waiting_for_review().select_related("area")
    plans = plans.defer("snapshot").order_by("pk")
    yield [plans]
    return [
        Occasion(plan, plan.next_review_on, since=dates.day_of(plan.published_at))
        for plan in plans
        if plan.next_review_on and plan.published_at
    ]


def find_milestones(_today: date) -> Found:
    """Milestones of the plans in force that nobody noted as reached."""
    rows: Any = Milestone.objects.in_force().standing().for_page()
    rows = rows.select_related("effort__contact").filter(reached_on=None).order_by("pk")
    yield [rows]
    return [
        Occasion(row, row.now_due, since=dates.day_of(row.effort.plan.published_at))
        for row in rows
    ]


def _has_efforts(user: User) -> bool:
    mine = Effort.objects.filter(
        Q(contact=user) | Q(partner__in=Partner.objects.represented_by(user).values("pk")),
        plan__status=PlanVersion.Status.PUBLISHED,
    )
    return leads(user) or bool(once(("has efforts", user.pk), mine.exists))


def find_tasks(_today: date) -> Found:
    """Tasks that nobody has done; of a task nobody is reminded on the day it is given (R-66)."""
    tasks = CommentTask.objects.waiting().select_related(
        "person", "comment__plan__area", "given_by"
    )
    yield [tasks]
    return [
        Occasion(task, task.due_on, since=dates.day_of(task.given_at) + timedelta(days=1))
        for task in tasks
    ]


def find_calls(_today: date) -> Found:
    """Partners that were asked to keep their own efforts and have not answered (R-66, R-73)."""
    calls = EffortCall.objects.waiting().select_related("partner", "plan__area", "asked_by")
    calls = calls.defer("plan__snapshot")
    yield [calls]
    return [
        Occasion(call, call.due_on, since=dates.day_of(call.asked_at) + timedelta(days=1))
        for call in calls
    ]


def find_suggestions(_today: date) -> Found:
    """Suggestions that wait for the leads, until the day by which they answer (R-78)."""
    waiting = AreaOpportunity.objects.waiting().filter(
        status=AreaOpportunity.Status.SUGGESTED
    )
    waiting = waiting.select_related("area", "partner")
    yield [waiting, *rulebook.questions()]
    days = rulebook.value(RULE_OF_SUGGESTIONS)
    return [Occasion(each, each.answer_due_on(days)) for each in waiting]


def find_sent(_today: date) -> Found:
    """Activities that wait for the leads, by the day on which they were sent (R-75)."""
    sent = Activity.objects.filter(status=Activity.Status.SENT).order_by("pk")
    sent = sent.select_related("area", "partner")
    yield [sent]
    return [Occasion(each, dates.day_of(each.sent_at)) for each in sent if each.sent_at]


def find_over(today: date) -> Found:
    """Acknowledged activities that are past their last day and that nobody has ended (R-75)."""
    over = Activity.objects.filter(status=Activity.Status.ACTIVE, ends_on__lt=today)
    over = over.select_related("area", "partner").order_by("pk")
    yield [over]
    return [
        # One that was over when it was acknowledged is not to be ended the same day.
        Occasion(each, max(each.ends_on, dates.day_of(each.acknowledged_at)))
        for each in over
        if each.ends_on and each.acknowledged_at
    ]


def _days_by(rule: str) -> tuple[int, ...]:
    """Twice before the day, and once after it, as a rule of the rule book says."""
    days = rulebook.value(rule)
    return (-days["first"], -days["second"], days["after"])


def is_asked(user: User) -> bool:
    """Whether leads can ask somebody for something: who leads, or works for a partner."""
    return leads(user) or works_for_a_partner(user)


def leads(user: User) -> bool:
    """Whether somebody leads an area today; a page asks it once."""
    terms = LeadTerm.objects.current().filter(person=user)
    return bool(once(("leads an area", user.pk), terms.exists))


def _concerns(user: User) -> bool:
    return user.is_secretariat or leads(user)


def register_all() -> None:
    """Say on which days people are reminded of terms that end."""
    reminders.GROUPS.register(GROUP, _("Terms that end"))
    reminders.register(
        ReminderKind(
            key=TERM_ENDS,
            group=GROUP,
            what=_("The term of a lead of an area ends"),
            whom=_("the leads of the area, the secretariat"),
            template=f"{FOLDER}/term_ends.txt",
            days=lambda: DAYS,
            find=find_ending,
            concerns=_concerns,
            late=FRESH,
        )
    )
    reminders.GROUPS.register(OF_PLANS, _("Milestones of plans"))
    reminders.GROUPS.register(REVIEWS, _("Plans that their area looks at again"))
    reminders.register(
        ReminderKind(
            key=REVIEW,
            group=REVIEWS,
            what=_("The plan of an area is to be reviewed"),
            whom=_("the leads of the area, the secretariat"),
            template=f"{FOLDER}/review_due.txt",
            days=lambda: _days_by(RULE_OF_REVIEWS),
            find=find_reviews,
            concerns=_concerns,
            is_after=True,
            late=FRESH,
        )
    )
    reminders.register(
        ReminderKind(
            key=MILESTONE,
            group=OF_PLANS,
            what=_("A milestone of a plan is due"),
            whom=_("the contact of the effort, the people of its partner, the leads"),
            template=f"{FOLDER}/milestone_due.txt",
            days=lambda: _days_by(RULE_OF_MILESTONES),
            find=find_milestones,
            concerns=_has_efforts,
            is_after=True,
            late=FRESH,
        )
    )
    reminders.GROUPS.register(ASKED, _("What leads ask you for in a plan"))
    reminders.register(
        ReminderKind(
            key=TASK_DUE,
            group=ASKED,
            what=_("A task in the draft of a plan is due"),
            whom=_("whoever has the task"),
            template=f"{FOLDER}/task_due.txt",
            days=lambda: _days_by(RULE_OF_TASKS),
            find=find_tasks,
            concerns=is_asked,
            is_after=True,
        )
    )
    reminders.register(
        ReminderKind(
            key=OWN_EFFORTS,
            group=ASKED,
            what=_("Own efforts for the draft of a plan are due"),
            whom=_("whoever speaks for the partner that was asked"),
            template=f"{FOLDER}/efforts_due.txt",
            days=lambda: _days_by(RULE_OF_TASKS),
            find=find_calls,
            concerns=works_for_a_partner,
            is_after=True,
        )
    )
    reminders.GROUPS.register(TO_LEADS, _("What partners send to the leads of an area"))
    reminders.GROUPS.register(OWN_ACTIVITIES, _("Activities of your partner"))
    reminders.register(
        ReminderKind(
            key=SUGGESTED,
            group=TO_LEADS,
            what=_("A suggested opportunity waits for the leads"),
            whom=_("the leads of the area"),
            template=f"{FOLDER}/opportunity_waits.txt",
            days=lambda: (-_waiting("suggestion"), 0),
            find=find_suggestions,
            concerns=_concerns,
        ),
        ReminderKind(
            key=SENT,
            group=TO_LEADS,
            what=_("An activity waits to be acknowledged"),
            whom=_("the leads of the area"),
            template=f"{FOLDER}/activity_waits.txt",
            days=lambda: (_waiting("sent"),),
            find=find_sent,
            concerns=_concerns,
            is_before=False,
            is_after=True,
        ),
        ReminderKind(
            key=OVER,
            group=OWN_ACTIVITIES,
            what=_("An activity is past its last day and has not been ended"),
            whom=_("whoever speaks for the partner"),
            template=f"{FOLDER}/activity_over.txt",
            days=lambda: (_waiting("over"),),
            find=find_over,
            concerns=works_for_a_partner,
            is_before=False,
            is_after=True,
        ),
    )


def _waiting(name: str) -> int:
    days: dict[str, int] = rulebook.value(RULE_OF_WAITING)
    return days[name]
