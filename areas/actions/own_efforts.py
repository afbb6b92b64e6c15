"""Partners keep their own efforts in a draft where its leads ask them to (A1-6a-i, R-73)."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from areas import emails, not_kept, not_now, permissions
from areas.actions import rows
from areas.acts import Act
from areas.models import Effort, EffortCall, PlanVersion
from gmp_portal import ledger
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import today
from gmp_portal.ui.rows import Rows
from gmp_portal.words import listed
from gmp_portal.workflow import RuleRefusedError, unmet
from partners.models import Partner

CLAUSE = "R-73"
Answer = EffortCall.Answer
Status = EffortCall.Status


@transaction.atomic
def ask(
    plan: PlanVersion,
    *,
    partners: Collection[Partner],
    due_on: date,
    message: str = "",
    by: User,
) -> list[EffortCall]:
    """Ask partners of the area to keep their own efforts until a day; each is written to."""
    plan.lock()
    if not permissions.can_own_efforts_ask.fits(plan):
        raise not_now.why_not_editable(plan)
    _refuse_past(due_on)
    _refuse_unfit(plan, partners)
    calls = []
    for partner in partners:
        call = EffortCall.objects.create(
            plan=plan, partner=partner, due_on=due_on, message=message, asked_by=by
        )
        _note(Act.PLAN_EFFORTS_ASKED, call, by=by, until=str(due_on))
        emails.efforts_asked(call, by=by)
        calls.append(call)
    return calls


@transaction.atomic
def save(call: EffortCall, form: Any, steps: Rows | None = None, *, by: User) -> rows.Row:
    """Keep an effort of the partner that was asked, with its milestones; no other one."""
    _hold(call)
    if not permissions.can_own_effort_change.fits(call):
        raise not_kept.why_not_kept(call)
    effort = form.instance
    if effort.partner_id != call.partner_id:
        raise not_kept.why_effort_is_gone()
    if effort.pk is not None:
        _own(call, effort.pk)
    return rows.save(call.plan, form, steps, by=by)


def hold(call: EffortCall, pk: int) -> Effort:
    """Re-read an effort of the partner for a change, and hold version and request till then."""
    _hold(call)
    if not permissions.can_own_effort_change.fits(call):
        raise not_kept.why_not_kept(call)
    return _own(call, pk)


@transaction.atomic
def remove(call: EffortCall, effort: Effort, *, by: User) -> None:
    """Take an effort of the partner out of the draft; the leads can bring it back."""
    _hold(call)
    if not permissions.can_own_effort_remove.fits(call):
        raise not_kept.why_not_kept(call)
    rows.remove(call.plan, _own(call, effort.pk), by=by)


@transaction.atomic
def answer(call: EffortCall, said: str, *, by: User) -> None:
    """Say that the efforts of the partner are complete, or that it has none."""
    _hold(call)
    if not permissions.can_own_efforts_answer.fits(call):
        raise not_kept.why_not_kept(call)
    has_some = call.plan.efforts.filter(partner=call.partner).exists()
    if has_some is not (said == Answer.COMPLETE):
        raise _unlike_the_plan(has_some=has_some)
    call.answer, call.answered_at, call.answered_by = said, timezone.now(), by
    call.save(update_fields=["answer", "answered_at", "answered_by"])
    _note(Act.PLAN_EFFORTS_ANSWERED, call, by=by, answer=said)
    emails.efforts_answered(call, by=by)


@transaction.atomic
def resume(call: EffortCall, *, by: User) -> None:
    """Take the answer back, to go on with the efforts while the plan is a draft."""
    _hold(call)
    if not permissions.can_own_efforts_resume.fits(call):
        raise not_kept.why_not_resumed(call)
    call.answer, call.answered_at, call.answered_by = "", None, None
    call.save(update_fields=["answer", "answered_at", "answered_by"])
    _note(Act.PLAN_EFFORTS_RESUMED, call, by=by)


@transaction.atomic
def move(call: EffortCall, *, due_on: date, by: User) -> None:
    """Move the day until which the partner keeps its efforts, and tell it."""
    _hold(call)
    if not permissions.can_own_efforts_move.fits(call):
        raise not_kept.why_call_is_over(call)
    _refuse_past(due_on)
    if due_on == call.due_on:
        raise unmet(_("This is the day already: name another one."), CLAUSE)
    was, call.due_on = call.due_on, due_on
    call.save(update_fields=["due_on"])
    _note(Act.PLAN_EFFORTS_MOVED, call, by=by, was=str(was), to_day=str(due_on))
    emails.efforts_changed(call, by=by)


@transaction.atomic
def take_back(call: EffortCall, *, by: User) -> None:
    """Ask the partner no more; what it wrote stays in the draft, and its leads go on."""
    _hold(call)
    if not permissions.can_own_efforts_take_back.fits(call):
        raise not_kept.why_call_is_over(call)
    _end(call, Status.TAKEN_BACK, Act.PLAN_EFFORTS_TAKEN_BACK, by)
    emails.efforts_changed(call, by=by)


def close_all(plan: PlanVersion, *, by: User) -> None:
    """Close what is still open, since the plan goes before its area (R-73)."""
    for call in plan.effort_calls.filter(status=Status.OPEN).order_by("pk"):
        call.lock()
        call.plan = plan
        _end(call, Status.CLOSED, Act.PLAN_EFFORTS_CLOSED, by)


def _hold(call: EffortCall) -> None:
    """Hold the version, then the request, as every act on them does."""
    plan = call.plan
    plan.lock()
    call.lock()
    call.plan = plan


def _refuse_past(day: date) -> None:
    if day < today():
        raise unmet(_("This day is over: choose today or a later one."), CLAUSE)


def _refuse_unfit(plan: PlanVersion, partners: Collection[Partner]) -> None:
    """Each partner is in the area, and is asked once at a time."""
    keys = [partner.pk for partner in partners]
    members = plan.area.current_partners().filter(pk__in=keys)
    if not keys or members.count() < len(set(keys)):
        raise unmet(_("Choose at least one partner of the area."), CLAUSE)
    asked = plan.effort_calls.filter(status=Status.OPEN, partner__in=keys)
    if names := [call.partner.name_on_record for call in asked.select_related("partner")]:
        said = _("These were asked already: %(partners)s. Choose the others.")
        raise unmet(said % {"partners": listed(names)}, CLAUSE)


def _own(call: EffortCall, pk: int) -> Effort:
    """An effort that stands with the partner at this moment; any other one is none of its own."""
    effort = call.plan.efforts.filter(pk=pk, partner=call.partner_id).first()
    if effort is None:
        raise not_kept.why_effort_is_gone()
    return effort


def _unlike_the_plan(*, has_some: bool) -> RuleRefusedError:
    if has_some:
        sentence = _(
            "Efforts of your partner stand in the plan meanwhile: say that they are complete, or "
            "remove them first."
        )
    else:
        sentence = _(
            "No effort of your partner stands in the plan: add one, or say that you have none."
        )
    return RuleRefusedError(sentence, clause=CLAUSE)


def _end(call: EffortCall, status: str, act: Act, by: User) -> None:
    call.become(status)
    call.ended_at, call.ended_by = timezone.now(), by
    call.save(update_fields=["status", "ended_at", "ended_by"])
    _note(act, call, by=by)


def _note(act: Act, call: EffortCall, *, by: User, **facts: str) -> None:
    ledger.record(act, call.plan, by=by, partner=call.partner_id, **facts)
