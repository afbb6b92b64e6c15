"""What the clock looks after: terms that run out, and decisions that ended (A1-4b-vi)."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from areas import emails, emails_of_activities, emails_of_opportunities, permissions
from areas.actions import amendments, imports, leads, plans
from areas.acts import Act
from areas.models import (
    Activity,
    AreaOpportunity,
    CommentTask,
    EffortCall,
    LeadTerm,
    Milestone,
    PlanAmendment,
    PlanImport,
    PlanVersion,
)
from areas.reminders import (
    MILESTONE,
    OVER,
    OWN_EFFORTS,
    REVIEW,
    SENT,
    SUGGESTED,
    TASK_DUE,
    TERM_ENDS,
)
from gmp_portal import ledger, rulebook
from gmp_portal.jobs import clock
from gmp_portal.ledger.models import Entry
from gmp_portal.notifications import reminders

# So many a minute are no burden.
AT_ONCE = 50


@clock.every_minute
def close_terms(today: date) -> None:
    """Take the right away from whoever's term is over, once; the last day was the last."""
    ended = LeadTerm.objects.filter(
        period__endswith__lte=today, period__endswith__gt=today - timedelta(days=60)
    )
    clock.each_by_itself(ended.select_related("person", "area"), _close)


@transaction.atomic
def _close(term: LeadTerm) -> None:
    if leads.revoke_if_last(term):
        person, until = term.person_id, str(term.ends_on)
        ledger.record(Act.AREA_LEAD_EXPIRED, term.area, by=None, person=person, until=until)


@clock.every_minute
def announce_ends(today: date) -> None:
    """Tell area and secretariat in time that a term ends, on each day once (C3, R-61)."""
    waiting = reminders.waiting(TERM_ENDS, today)
    clock.each_by_itself(waiting, lambda due: _announce(*due))


@transaction.atomic
def _announce(term: LeadTerm, step: reminders.Step) -> None:
    term.area.lock()
    days = -step.days
    told = Entry.objects.filter(
        kind=Act.AREA_LEAD_TERM_ENDS, body__term=term.pk, body__days=days
    )
    if not reminders.begin(step) or told.exists():
        return
    if reminders.is_for_all(step):
        ledger.record(Act.AREA_LEAD_TERM_ENDS, term.area, by=None, term=term.pk, days=days)
    emails.term_ends(term, days, step)


@clock.every_minute
def remind_of_milestones(today: date) -> None:
    """Remind those who know of a milestone that it is due, or was, on each day once (R-68)."""
    waiting = reminders.waiting(MILESTONE, today)
    clock.each_by_itself(waiting, lambda due: _remind_of(*due))


@transaction.atomic
def _remind_of(milestone: Milestone, step: reminders.Step) -> None:
    if reminders.begin(step):
        emails.milestone_due(milestone, step.days, step)


@clock.every_minute
def remind_of_reviews(today: date) -> None:
    """Remind those who see to it that a plan is to be reviewed, on each day once (R-45)."""
    waiting = reminders.waiting(REVIEW, today)
    clock.each_by_itself(waiting, lambda due: _remind_of_review(*due))


@transaction.atomic
def _remind_of_review(plan: PlanVersion, step: reminders.Step) -> None:
    plan.lock()
    waits = PlanVersion.objects.waiting_for_review().filter(pk=plan.pk)
    if waits.exists() and reminders.begin(step):
        emails.review_due(plan, step.days, step)


@clock.every_minute
def remind_of_tasks(today: date) -> None:
    """Remind whoever has a task in a draft, on each day once (R-61, R-66)."""
    clock.each_by_itself(
        reminders.waiting(TASK_DUE, today), lambda due: _remind_of_task(*due)
    )


@transaction.atomic
def _remind_of_task(task: CommentTask, step: reminders.Step) -> None:
    task.lock()
    is_open = task.status == CommentTask.Status.OPEN
    # Whoever left the area reads no more of it; should they come back, they are reminded then.
    hears = permissions.hears(task.person, task.comment.plan.area)
    if is_open and hears and reminders.begin(step):
        emails.task_due(task, step)


@clock.every_minute
def remind_of_own_efforts(today: date) -> None:
    """Remind partners of the own efforts they were asked for, on each day once (R-66, R-73)."""
    clock.each_by_itself(
        reminders.waiting(OWN_EFFORTS, today), lambda due: _remind_partner(*due)
    )


@transaction.atomic
def _remind_partner(call: EffortCall, step: reminders.Step) -> None:
    call.lock()
    waits = EffortCall.objects.waiting().filter(pk=call.pk)
    if waits.exists() and reminders.begin(step):
        emails.efforts_due(call, step)


@clock.every_minute
def remind_of_suggestions(today: date) -> None:
    """Remind the leads of suggestions that wait for them, on each day once (R-78, R-85)."""
    clock.each_by_itself(
        reminders.waiting(SUGGESTED, today), lambda due: _remind_of_suggestion(*due)
    )


@transaction.atomic
def _remind_of_suggestion(opportunity: AreaOpportunity, step: reminders.Step) -> None:
    opportunity.lock()
    waits = opportunity.status == AreaOpportunity.Status.SUGGESTED
    if waits and reminders.begin(step):
        emails_of_opportunities.waits(opportunity, step.due_on, step)


@clock.every_minute
def remind_of_sent_activities(today: date) -> None:
    """Remind the leads of activities that wait to be acknowledged, once each (R-75, R-85)."""
    clock.each_by_itself(
        reminders.waiting(SENT, today), lambda due: _remind_of_sent_activity(*due)
    )


@transaction.atomic
def _remind_of_sent_activity(activity: Activity, step: reminders.Step) -> None:
    activity.lock()
    if activity.status == Activity.Status.SENT and reminders.begin(step):
        emails_of_activities.waits(activity, step)


@clock.every_minute
def remind_of_activities_that_are_over(today: date) -> None:
    """Remind partners to end what is past its last day, once each (R-75, R-85)."""
    clock.each_by_itself(reminders.waiting(OVER, today), lambda due: _remind_to_end(*due))


@transaction.atomic
def _remind_to_end(activity: Activity, step: reminders.Step) -> None:
    activity.lock()
    if activity.status == Activity.Status.ACTIVE and reminders.begin(step):
        emails_of_activities.over(activity, step)


@clock.every_minute
def note_consensus(today: date) -> None:
    """Note on plans and amendments what their area has adopted meanwhile (A1-4b-iii)."""
    how = ["adopted", "adopted_with_statements"]
    adopted = PlanVersion.objects.filter(
        status=PlanVersion.Status.IN_CONSENSUS, consensus_decision__status__in=how
    )
    clock.each_by_itself(adopted, lambda plan: plans.record_consensus(plan, by=None))
    amended = PlanAmendment.objects.filter(
        status=PlanAmendment.Status.PROPOSED, decision__status__in=how
    )
    clock.each_by_itself(amended, lambda each: amendments.record_consensus(each, by=None))


@clock.every_minute
def let_imports_go(today: date) -> None:
    """Throw away plans in Word that nobody went on with; forget those put in long ago (R-71)."""
    before = timezone.now() - timedelta(days=rulebook.value("R-71"))
    came = PlanImport.objects.select_related("plan").order_by("pk")
    left = came.filter(status=PlanImport.Status.OPEN, touched_at__lt=before)
    clock.each_by_itself(left[:AT_ONCE], lambda record: imports.discard(record, by=None))
    done = came.filter(status=PlanImport.Status.PUT_IN, done_at__lt=before)
    clock.each_by_itself(done.exclude(read={})[:AT_ONCE], imports.forget)
