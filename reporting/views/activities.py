"""The same title in a later cycle: its partner says whether it is the same activity (B7-5)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from areas.actions import activities
from areas.models import Activity
from gmp_portal.ui.shortcuts import get_permitted
from gmp_portal.ui.types import SignedInRequest
from partners.models import Partner
from reporting import permissions
from reporting.reading import joinings


@require_POST
def join(request: SignedInRequest, pk: int) -> HttpResponse:
    """Join the activity to the earlier one that the page proposed."""
    activity = get_activity(request, pk)
    earlier = get_object_or_404(Activity, pk=joinings.earlier_of(activity))
    activities.join(activity, earlier, by=request.user)
    messages.success(request, _("The two are one activity now, told in two reports."))
    return redirect("reporting:own_reports")


@require_POST
def keep_apart(request: SignedInRequest, pk: int) -> HttpResponse:
    """Leave both as they are and do not ask again."""
    activity = get_activity(request, pk)
    activities.keep_apart(activity, by=request.user)
    messages.success(request, _("The two stay activities of their own."))
    return redirect("reporting:own_reports")


def get_activity(request: SignedInRequest, pk: int) -> Activity:
    """An activity for which a joining is proposed to this person; 404 for everybody else."""
    mine = Partner.objects.represented_by(request.user)
    return get_permitted(
        joinings.awaiting(mine), request.user, permissions.can_join_activity, pk=pk
    )
