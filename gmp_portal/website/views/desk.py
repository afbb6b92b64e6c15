"""The secretariat's desk: what waits for UNEP, what was sent, and the ledger."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gmp_portal.accounts.rights import is_officer
from gmp_portal.jobs.models import Job
from gmp_portal.ledger import grants, verify
from gmp_portal.ledger.models import Entry
from gmp_portal.notifications.models import Message
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.website.forms import MailFilter
from gmp_portal.website.reading import worklists
from gmp_portal.website.views.lookup import for_the_desk


@require_safe
@for_the_desk
def desk(request: SignedInRequest) -> HttpResponse:
    """Everything that waits for the secretariat, by queue (A1-6c-i)."""
    context = {
        "groups": worklists.desk_groups() if is_officer(request.user) else [],
        "is_owner": grants.owns_the_ledger(),
        "failing": Job.objects.exclude(last_error="").exclude(state=Job.State.DONE).count(),
        "refused": Message.objects.filter(state=Message.State.REFUSED).count(),
    }
    return render(request, "website/desk.html", context)


@require_safe
@for_the_desk
def message_list(request: SignedInRequest) -> HttpResponse:
    """Who was told what and whether it arrived, newest first (C14)."""
    rows = Message.objects.select_related("recipient").order_by("-created_at")
    form = MailFilter(request.GET)
    if state := form.applied.get("state"):
        rows = rows.filter(state=state)
    context = {"form": form, "page": page_of(request, rows)}
    return render(request, "website/messages.html", context)


@require_safe
@for_the_desk
def ledger(request: SignedInRequest) -> HttpResponse:
    """Every act, newest first, and the checkpoint that proves nothing was cut off (P-1)."""
    rows = Entry.objects.select_related("actor")
    context = {"page": page_of(request, rows, 50), "checkpoint": verify.end()}
    return render(request, "website/ledger.html", context)
