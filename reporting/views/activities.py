"""The same title in a later cycle: its partner says whether it is the same activity (B7-5)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from areas.actions import activities
from gmp_portal.ui.types import SignedInRequest
from reporting import permissions
from reporting.views.lookup import get_proposal


@require_POST
def join(request: SignedInRequest, pk: int) -> HttpResponse:
    """Join the activity to the earlier one that the page showed."""
    proposal = get_proposal(request, pk, permissions.can_activity_join)
    activities.join(proposal.activity, proposal.earlier, by=request.user)
    messages.success(request, _("The two are one activity now, told in two reports."))
    return redirect("reporting:own_report_list")


@require_POST
def keep_apart(request: SignedInRequest, pk: int) -> HttpResponse:
    """Leave both as they are and do not ask again."""
    proposal = get_proposal(request, pk, permissions.can_activity_keep_apart)
    activities.keep_apart(proposal.activity, by=request.user)
    messages.success(request, _("The two stay activities of their own."))
    return redirect("reporting:own_report_list")
