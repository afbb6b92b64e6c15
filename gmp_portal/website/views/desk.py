"""The secretariat's desk: what waits for UNEP, failed jobs, mails, and the ledger."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gmp_portal import jobs as background
from gmp_portal import ledger as chain
from gmp_portal.jobs.models import Job
from gmp_portal.ledger import verify
from gmp_portal.ledger.models import Entry
from gmp_portal.notifications.models import Message
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.website import worklists

View = Callable[..., HttpResponse]


def for_the_secretariat(view: View) -> View:
    """Only within a current term in the secretariat; administrators see the machinery."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user = request.user
        if not (getattr(user, "is_secretariat", False) or getattr(user, "is_admin", False)):
            raise PermissionDenied(_("The desk is for the secretariat."))
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@for_the_secretariat
def desk(request: SignedInRequest) -> HttpResponse:
    """Everything that waits for the secretariat, by queue (A1-6c-i)."""
    context = {
        "groups": worklists.desk_groups() if request.user.is_secretariat else [],
        "failing": Job.objects.exclude(last_error="").exclude(state=Job.State.DONE).count(),
        "refused": Message.objects.filter(state=Message.State.REFUSED).count(),
        "today": timezone.now().date(),
    }
    return render(request, "website/desk.html", context)


@require_safe
@for_the_secretariat
def jobs(request: SignedInRequest) -> HttpResponse:
    """Jobs in the background, failing ones first, with the cause and a way to retry."""
    failing = Job.objects.exclude(last_error="").exclude(state=Job.State.DONE)
    context = {"failing": failing[:50], "page": page_of(request, Job.objects.all())}
    return render(request, "website/jobs.html", context)


@require_POST
@for_the_secretariat
def retry_job(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Let a failing or parked job try again at once."""
    with transaction.atomic():
        job = get_object_or_404(Job.objects.select_for_update(), pk=pk)
        background.retry(job)
        chain.record("job.retried", job, by=request.user, job=job.kind)
    messages.success(request, _("The job will be tried again within a few seconds."))
    return redirect("website:job_list")


@require_safe
@for_the_secretariat
def messages_sent(request: SignedInRequest) -> HttpResponse:
    """Who was told what and whether it arrived, refused mails first (C14)."""
    rows = Message.objects.select_related("recipient").order_by("-created_at")
    if request.GET.get("state") in Message.State.values:
        rows = rows.filter(state=request.GET["state"])
    return render(request, "website/messages.html", {"page": page_of(request, rows)})


@require_safe
@for_the_secretariat
def ledger(request: SignedInRequest) -> HttpResponse:
    """Every act, newest first, and the checkpoint that proves nothing was cut off (P-1)."""
    rows = Entry.objects.select_related("actor")
    context = {"page": page_of(request, rows, 50), "checkpoint": verify.checkpoint()}
    return render(request, "website/ledger.html", context)
