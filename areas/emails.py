"""One function per message of this app; the words are in templates."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from areas import permissions
from areas.models import (
    CommentTask,
    EffortCall,
    LeadTerm,
    Milestone,
    PartnershipArea,
    PlanAmendment,
    PlanComment,
    PlanSuggestion,
    PlanVersion,
    TopicConvener,
)
from gmp_portal.accounts import offices
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import running_on, today
from gmp_portal.notifications import outbox
from gmp_portal.notifications.reminders import Step
from partners.models import Partner, Representative
from partners.reading import interests

FOLDER = "areas/emails"


def leads_of(area: PartnershipArea) -> list[User]:
    """Everybody who leads the area today."""
    terms = LeadTerm.objects.current().filter(area=area).select_related("person")
    return [term.person for term in terms]


def keepers_of(area: PartnershipArea) -> list[User]:
    """The leads, or the secretariat where an area has none now."""
    return leads_of(area) or [*offices.secretariat()]


def speakers_of(area: PartnershipArea) -> list[User]:
    """Everybody who represents a partner of the area today."""
    return speaking_for(area.current_partners())


def speaking_for(partners: Any) -> list[User]:
    """Everybody who represents one of these partners today."""
    return list(
        User.objects.filter(
            running_on(today(), "representatives__"),
            representatives__partner__in=partners,
            representatives__role__in=Representative.SPEAKERS,
        ).distinct()
    )


def lead_designated(term: LeadTerm, *, by: User) -> None:
    to = [term.person, *speakers_of(term.area)]
    outbox.post(
        f"{FOLDER}/lead_designated.txt",
        to=to,
        by=by,
        concerns=[term.person],
        term=term,
        area=term.area,
    )


def lead_ended(term: LeadTerm, *, by: User | None) -> None:
    to = [term.person, *leads_of(term.area), *offices.secretariat()]
    outbox.post(
        f"{FOLDER}/lead_ended.txt",
        to=to,
        by=by,
        concerns=[term.person],
        term=term,
        area=term.area,
    )


def convener_named(convener: TopicConvener, *, by: User) -> None:
    outbox.post(
        f"{FOLDER}/convener_named.txt",
        to=[convener.person],
        by=by,
        concerns=[convener.person],
        convener=convener,
        topic=convener.topic,
    )


def term_ends(term: LeadTerm, days: int, step: Step) -> None:
    """Area and secretariat hear in time that a term runs out (C3)."""
    to = [term.person, *leads_of(term.area), *offices.secretariat()]
    outbox.post(
        f"{FOLDER}/term_ends.txt", to=to, step=step, term=term, area=term.area, days=days
    )


def partner_joined(area: PartnershipArea, partner: Partner, *, by: User | None) -> None:
    _about_partner("partner_joined", area, partner, by)


def partner_left(area: PartnershipArea, partner: Partner, *, by: User | None) -> None:
    _about_partner("partner_left", area, partner, by)


def _about_partner(
    name: str, area: PartnershipArea, partner: Partner, by: User | None
) -> None:
    """Tell the leads, and the others who speak for the partner in whose name it was said."""
    outbox.post(
        f"{FOLDER}/{name}.txt",
        to=[*leads_of(area), *partner.current_representatives()],
        by=by,
        area=area,
        partner=partner,
    )


def partner_standing(
    partner: Partner,
    areas: Iterable[PartnershipArea],
    event: interests.Event,
    *,
    leaves_on: date | None = None,
    by: User | None,
) -> None:
    """Tell the leads once, however many areas the partner works in (N24)."""
    outbox.post(
        f"{FOLDER}/partner_standing.txt",
        to=[lead for area in areas for lead in leads_of(area)],
        by=by,
        partner=partner,
        event=event,
        leaves_on=leaves_on,
    )


def area_closed(
    area: PartnershipArea, to: Iterable[User], *, reason: str, by: User
) -> None:
    """Those who worked in the area until now hear that it is over."""
    outbox.post(f"{FOLDER}/area_closed.txt", to=to, by=by, area=area, reason=reason)


def plan_agreed(plan: PlanVersion, *, by: User | None) -> None:
    _about_plan("plan_agreed", plan, leads_of(plan.area), by)


def plan_submitted(plan: PlanVersion, *, by: User) -> None:
    _about_plan(
        "plan_submitted", plan, [*speakers_of(plan.area), *offices.secretariat()], by
    )


def plan_reviewed(plan: PlanVersion, *, by: User) -> None:
    _about_plan("plan_reviewed", plan, leads_of(plan.area), by)


def plan_published(plan: PlanVersion, *, by: User) -> None:
    _about_plan("plan_published", plan, speakers_of(plan.area), by)


def milestone_due(milestone: Milestone, days: int, step: Step) -> None:
    """The contact, the partner's people and the leads hear of a milestone in time (R-68)."""
    effort = milestone.effort
    people = [effort.contact] if effort.contact else []
    if effort.partner:
        people += effort.partner.current_representatives()
    area = effort.plan.area
    outbox.post(
        f"{FOLDER}/milestone_due.txt",
        to=[*people, *leads_of(area)],
        step=step,
        milestone=milestone,
        plan=effort.plan,
        area=area,
        is_late=days > 0,
    )


def review_due(plan: PlanVersion, days: int, step: Step) -> None:
    """The leads and the secretariat hear in time that a plan is to be reviewed (R-45)."""
    outbox.post(
        f"{FOLDER}/review_due.txt",
        to=[*leads_of(plan.area), *offices.secretariat()],
        step=step,
        plan=plan,
        area=plan.area,
        is_late=days > 0,
    )


def _about_plan(name: str, plan: PlanVersion, to: Iterable[User], by: User | None) -> None:
    outbox.post(f"{FOLDER}/{name}.txt", to=to, by=by, plan=plan, area=plan.area)


def comment_written(comment: PlanComment, *, by: User) -> None:
    outbox.post(
        f"{FOLDER}/comment_written.txt",
        to=leads_of(comment.plan.area),
        by=by,
        comment=comment,
        plan=comment.plan,
        area=comment.plan.area,
    )


def _who_hears(people: Iterable[User], area: PartnershipArea) -> list[User]:
    """Those who may read on the page what is said: whoever left the area may not (B4-2)."""
    return [each for each in people if permissions.hears(each, area)]


def comment_answered(answer: PlanComment, begun: PlanComment, *, by: User) -> None:
    """Those who spoke in the thread, and whoever has its task, hear of the answer."""
    others = begun.replies.filter(withdrawn_at=None).select_related("author")
    tasks = begun.tasks.filter(status=CommentTask.Status.OPEN).select_related("person")
    to = [begun.author, *(each.author for each in others), *(task.person for task in tasks)]
    outbox.post(
        f"{FOLDER}/comment_answered.txt",
        to=_who_hears(to, answer.plan.area),
        by=by,
        comment=answer,
        plan=answer.plan,
        area=answer.plan.area,
    )


def task_given(task: CommentTask, *, by: User) -> None:
    _about_task("task_given", task, by=by)


def task_due(task: CommentTask, step: Step) -> None:
    """Whoever has a task is reminded of its day by the clock (R-66)."""
    _about_task("task_due", task, step=step)


def _about_task(
    name: str, task: CommentTask, *, by: User | None = None, step: Step | None = None
) -> None:
    outbox.post(
        f"{FOLDER}/{name}.txt",
        to=_who_hears([task.person], task.comment.plan.area),
        by=by,
        step=step,
        task=task,
        plan=task.comment.plan,
        area=task.comment.plan.area,
    )


def suggestion_made(suggestion: PlanSuggestion, *, by: User) -> None:
    leads = leads_of(suggestion.plan.area)
    _about_suggestion("suggestion_made", suggestion, leads, by=by)


def suggestion_settled(suggestion: PlanSuggestion, *, by: User) -> None:
    """Whoever suggested it hears what became of it."""
    author = _who_hears([suggestion.author], suggestion.plan.area)
    _about_suggestion("suggestion_settled", suggestion, author, by=by)


def _about_suggestion(
    name: str, suggestion: PlanSuggestion, to: Iterable[User], *, by: User
) -> None:
    outbox.post(
        f"{FOLDER}/{name}.txt",
        to=to,
        by=by,
        suggestion=suggestion,
        plan=suggestion.plan,
        area=suggestion.plan.area,
    )


def amendment_proposed(amendment: PlanAmendment, *, by: User) -> None:
    _about_amendment("amendment_proposed", amendment, leads_of(amendment.area), by=by)


def amendment_settled(amendment: PlanAmendment, *, by: User | None) -> None:
    """Whoever proposed it hears that it is agreed, taken in, or declined and why."""
    author = _who_hears([amendment.author], amendment.area)
    _about_amendment("amendment_settled", amendment, author, by=by)


def _about_amendment(
    name: str, amendment: PlanAmendment, to: Iterable[User], *, by: User | None
) -> None:
    outbox.post(
        f"{FOLDER}/{name}.txt",
        to=to,
        by=by,
        amendment=amendment,
        plan=amendment.plan,
        area=amendment.area,
    )


def efforts_asked(call: EffortCall, *, by: User) -> None:
    """Those who speak for the partner hear what the leads ask it for (R-73)."""
    _about_call("efforts_asked", call, call.partner.current_representatives(), by=by)


def efforts_due(call: EffortCall, step: Step) -> None:
    """They are reminded of its day by the clock (R-66)."""
    _about_call("efforts_due", call, call.partner.current_representatives(), step=step)


def efforts_changed(call: EffortCall, *, by: User) -> None:
    """They hear that the day is another one, or that nothing is asked any more."""
    _about_call("efforts_changed", call, call.partner.current_representatives(), by=by)


def efforts_answered(call: EffortCall, *, by: User) -> None:
    _about_call("efforts_answered", call, leads_of(call.plan.area), by=by)


def _about_call(
    name: str,
    call: EffortCall,
    to: Iterable[User],
    *,
    by: User | None = None,
    step: Step | None = None,
) -> None:
    outbox.post(
        f"{FOLDER}/{name}.txt",
        to=to,
        by=by,
        step=step,
        call=call,
        partner=call.partner,
        plan=call.plan,
        area=call.plan.area,
    )
