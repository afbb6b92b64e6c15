"""What follows from a comment is done, or taken back (B4-2)."""

from django.db import transaction
from django.utils import timezone

from areas import not_now, permissions
from areas.acts import Act
from areas.models import CommentTask
from gmp_portal import ledger
from gmp_portal.accounts.models import User

Status = CommentTask.Status


@transaction.atomic
def finish(task: CommentTask, *, by: User) -> None:
    """Say that it is done: it waits for nobody any more."""
    task.lock()
    if not permissions.can_task_finish.fits(task):
        raise not_now.why_task_over(task)
    _end(task, Status.DONE, Act.PLAN_TASK_DONE, by)


@transaction.atomic
def take_back(task: CommentTask, *, by: User) -> None:
    """Ask for it no more; the comment stays open."""
    task.lock()
    if not permissions.can_task_take_back.fits(task):
        raise not_now.why_task_over(task)
    _end(task, Status.TAKEN_BACK, Act.PLAN_TASK_TAKEN_BACK, by)


def _end(task: CommentTask, status: str, act: Act, by: User) -> None:
    task.become(status)
    task.ended_at, task.ended_by = timezone.now(), by
    task.save(update_fields=["status", "ended_at", "ended_by"])
    comment = task.comment
    ledger.record(act, comment.plan, by=by, section=comment.section, task=task.pk)
