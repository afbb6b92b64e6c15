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
from gmp_portal.website.forms import JobFilter
from gmp_portal.website.reading import job_rows
from gmp_portal.website.views.lookup import for_the_desk
from gmp_portal.workflow import RuleRefusedError


@require_safe
@for_the_desk
def job_list(request: SignedInRequest) -> HttpResponse:
    """Jobs in the background: what is not done yet, what fails and why, and what is done."""
    form = JobFilter(request.GET)
    state = form.applied.get("state", "")
    page = page_of(request, job_rows.listed(state))
    failing = job_rows.listed(JobFilter.FAILING).count()
    labels = {"": _("Not done yet")} | {
        value: str(label) for value, label in JobFilter.STATES
    }
    context = {
        "form": form,
        "views": form.switch("state", labels, {JobFilter.FAILING: failing}),
        "state": state,
        "page": page,
        "rows": job_rows.rows_of(page, reader=request.user),
        "failing": failing,
    }
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
