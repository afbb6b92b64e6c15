"""Partners of the area say what they think of a draft, and leads deal with it (B4-2)."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from areas import emails, not_now, permissions
from areas.actions import tasks
from areas.acts import Act
from areas.forms.efforts import contacts
from areas.models import CommentTask, PlanComment, PlanVersion
from areas.reading.spots import Spot
from gmp_portal import ledger
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import today
from gmp_portal.workflow import unmet
from partners.models import Partner

WHOLE = Spot()


@transaction.atomic
def write(
    plan: PlanVersion,
    *,
    section: str,
    text: str,
    spot: Spot = WHOLE,
    partner: Partner | None = None,
    by: User,
) -> PlanComment:
    """Keep a comment on a section, its words or an entry, or on the whole draft; leads are told.

    Whoever speaks for several partners of the area says for which one (B4-2).
    """
    plan.lock()
    if plan.is_frozen:
        raise not_now.why_no_comment(plan)
    said = {
        "section": section,
        "text": text,
        "author": by,
        "partner": _voice(plan, partner, by),
        **spot.columns,
    }
    waiting = plan.comments.waiting()
    if same := waiting.filter(**said).first():
        return same
    comment = PlanComment.objects.create(plan=plan, **said)
    ledger.record(Act.PLAN_COMMENTED, plan, by=by, section=section)
    emails.comment_written(comment, by=by)
    return comment


@transaction.atomic
def reply(
    comment: PlanComment, *, text: str, partner: Partner | None = None, by: User
) -> PlanComment:
    """Answer a comment; those who spoke in its thread are told (B4-2)."""
    plan = _held(comment)
    if not permissions.can_comment_reply.fits(comment):
        raise not_now.why_no_answer(comment)
    said = {"text": text, "author": by, "partner": _voice(plan, partner, by)}
    if same := comment.replies.filter(**said, withdrawn_at=None).first():
        return same
    answer = PlanComment.objects.create(
        plan=plan, section=comment.section, answers=comment, **said
    )
    ledger.record(Act.PLAN_COMMENT_ANSWERED, plan, by=by, section=comment.section)
    emails.comment_answered(answer, comment, by=by)
    return answer


@transaction.atomic
def edit(comment: PlanComment, *, text: str, by: User) -> None:
    """Say it in other words, while nobody has answered (B4-2)."""
    plan = _held(comment)
    if not permissions.can_comment_edit.fits(comment):
        raise not_now.why_comment_stays(comment)
    if comment.text == text:
        return
    comment.text, comment.edited_at = text, timezone.now()
    comment.save(update_fields=["text", "edited_at"])
    ledger.record(Act.PLAN_COMMENT_EDITED, plan, by=by, section=comment.section)


@transaction.atomic
def withdraw(comment: PlanComment, *, by: User) -> None:
    """Take a comment back, while nobody has answered; its words are shown no more (B4-2)."""
    plan = _held(comment)
    if not permissions.can_comment_withdraw.fits(comment):
        raise not_now.why_comment_stays(comment)
    comment.withdrawn_at = timezone.now()
    comment.save(update_fields=["withdrawn_at"])
    ledger.record(Act.PLAN_COMMENT_WITHDRAWN, plan, by=by, section=comment.section)


@transaction.atomic
def resolve(comment: PlanComment, *, by: User) -> None:
    """Note that a comment has been dealt with; it stays readable, and its task is done."""
    plan = _held(comment)
    if not permissions.can_resolve.fits(comment):
        raise not_now.why_resolved(comment)
    for task in comment.tasks.filter(status=CommentTask.Status.OPEN):
        tasks.finish(task, by=by)
    comment.resolved_at, comment.resolved_by = timezone.now(), by
    comment.save(update_fields=["resolved_at", "resolved_by"])
    ledger.record(Act.PLAN_COMMENT_RESOLVED, plan, by=by, section=comment.section)


@transaction.atomic
def reopen(comment: PlanComment, *, by: User) -> None:
    """Something is left of a comment that was dealt with: it waits again (B4-2)."""
    plan = _held(comment)
    if not permissions.can_comment_reopen.fits(comment):
        raise not_now.why_comment_not_reopened(comment)
    comment.resolved_at = comment.resolved_by = None
    comment.save(update_fields=["resolved_at", "resolved_by"])
    ledger.record(Act.PLAN_COMMENT_REOPENED, plan, by=by, section=comment.section)


@transaction.atomic
def give_task(
    comment: PlanComment, *, person: User, what: str, due_on: date, by: User
) -> CommentTask:
    """Let somebody of the area do what follows from a comment until a day, and say so (B4-2)."""
    plan = _held(comment)
    if not permissions.can_comment_give_task.fits(comment):
        raise not_now.why_no_task(comment)
    if not contacts(plan.area).filter(pk=person.pk).exists():
        refusal = _("Choose somebody who works for a partner of the area, or leads it.")
        raise unmet(refusal, "B4-2")
    if due_on < today():
        raise unmet(_("This day is over: choose today or a later one."), "B4-2")
    task = CommentTask.objects.create(
        comment=comment, person=person, what=what, due_on=due_on, given_by=by
    )
    ledger.record(Act.PLAN_TASK_GIVEN, plan, by=by, section=comment.section)
    emails.task_given(task, by=by)
    return task


def _held(comment: PlanComment) -> PlanVersion:
    """Hold the version, and read the comment as it stands now."""
    plan = comment.plan
    plan.lock()
    comment.refresh_from_db(fields=["text", "withdrawn_at", "resolved_at", "resolved_by"])
    comment.plan = plan
    return plan


def _voice(plan: PlanVersion, partner: Partner | None, by: User) -> Partner | None:
    """For whom it is said: whoever speaks for several says for which one (B4-2)."""
    partners = permissions.voices_of(by, plan.area)
    if partner is None and len(partners) == 1:
        [partner] = partners
    if partners and partner not in partners:
        raise unmet(_("Choose for which partner you write: you speak for several."), "B4-2")
    return partner
