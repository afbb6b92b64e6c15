"""What follows from a comment: done, or taken back (B4-2)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from areas import permissions
from areas.actions import tasks
from areas.views.comments import back_to
from areas.views.lookup import get_task
from gmp_portal.ui.types import SignedInRequest


@require_POST
def finish(request: SignedInRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """Say that a task is done."""
    task = get_task(request, slug, number, pk, permissions.can_task_finish)
    tasks.finish(task, by=request.user)
    messages.success(request, _("The task is done."))
    return redirect(back_to(request, task.comment))


@require_POST
def take_back(request: SignedInRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """Ask for it no more."""
    task = get_task(request, slug, number, pk, permissions.can_task_take_back)
    tasks.take_back(task, by=request.user)
    messages.success(request, _("The task is taken back."))
    return redirect(back_to(request, task.comment))
