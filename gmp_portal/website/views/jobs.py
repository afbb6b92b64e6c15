"""Jobs in the background: which fail, and a way to try them again."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gmp_portal.accounts.rights import require
from gmp_portal.jobs.models import Job
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.tags.boxes import clause
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.website import permissions
from gmp_portal.website.actions import jobs
from gmp_portal.website.views.lookup import for_the_desk
from gmp_portal.workflow import RuleRefusedError


@require_safe
@for_the_desk
def job_list(request: SignedInRequest) -> HttpResponse:
    """Jobs in the background, failing ones first, with the cause and a way to retry."""
    failing = Job.objects.exclude(last_error="").exclude(state=Job.State.DONE)
    context = {"failing": failing[:50], "page": page_of(request, Job.objects.all())}
    return render(request, "website/jobs.html", context)


@require_POST
def retry(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Have a job tried again, or say on the list that it does not fail any more."""
    require(request.user, permissions.can_retry)
    job = get_object_or_404(Job, pk=pk)
    try:
        jobs.retry(job, by=request.user)
    except RuleRefusedError as refusal:
        said = format_html("{} {}", refusal.message, clause(refusal.clause))
        messages.warning(request, said)
    else:
        messages.success(request, _("The job will be tried again within a few seconds."))
    return redirect("website:job_list")
