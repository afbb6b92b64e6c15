"""How views find a record: 404 unseen, 403 for the wrong person, back in the wrong state."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from areas.models import Activity, PartnershipArea
from gmp_portal.accounts.rights import Permission, get_permitted
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.workflow import NotNowError
from partners.models import Partner
from reporting import permissions
from reporting.models import (
    AreaReport,
    ImportedText,
    ProgressReport,
    Report,
    ReportingCycle,
)
from reporting.reading import joinings


def get_cycle(
    request: HttpRequest, slug: str, permission: Permission[ReportingCycle] | None = None
) -> ReportingCycle:
    visible = ReportingCycle.objects.visible_to(request.user)
    if permission is None:
        return get_object_or_404(visible, slug=slug)
    return get_permitted(visible, request.user, permission, slug=slug)


def get_partner_to_report(
    request: SignedInRequest, cycle: ReportingCycle, slug: str
) -> Partner:
    """The partner for which somebody begins a report; at the wrong time, back to the cycle."""
    visible = Partner.objects.visible_to(request.user)
    permission = permissions.can_progress_start(cycle)
    back = cycle.get_absolute_url()
    return get_permitted(visible, request.user, permission, back_to=back, slug=slug)


def get_area_to_report(
    request: SignedInRequest, cycle: ReportingCycle, slug: str
) -> PartnershipArea:
    """The area for which a lead begins the report; at the wrong time, back to the cycle."""
    visible = PartnershipArea.objects.visible_to(request.user)
    permission = permissions.can_area_report_start(cycle)
    back = cycle.get_absolute_url()
    return get_permitted(visible, request.user, permission, back_to=back, slug=slug)


def progress_reports(request: HttpRequest) -> QuerySet[ProgressReport]:
    return ProgressReport.objects.visible_to(request.user).select_related(
        "cycle", "partner", "area", "submitted_by", "accepted_by"
    )


def get_progress(
    request: SignedInRequest, pk: int, permission: Permission[ProgressReport]
) -> ProgressReport:
    return get_permitted(progress_reports(request), request.user, permission, pk=pk)


def get_proposal(
    request: SignedInRequest, pk: int, permission: Permission[Activity]
) -> joinings.Proposal:
    """The two activities that the page showed to somebody of their partner (B7-5)."""
    mine = Partner.objects.represented_by(request.user)
    activities = Activity.objects.filter(partner__in=mine)
    back = reverse("reporting:own_report_list")
    activity = get_permitted(activities, request.user, permission, back_to=back, pk=pk)
    for proposal in joinings.proposals(mine, activity):
        if str(proposal.earlier.pk) == request.POST.get("earlier"):
            return proposal
    raise NotNowError(activity, permissions.why_not_proposed(activity), back_to=back)


def area_reports(request: HttpRequest) -> QuerySet[AreaReport]:
    return AreaReport.objects.visible_to(request.user).select_related(
        "cycle", "area", "plan", "submitted_by", "accepted_by"
    )


def get_area_report(
    request: SignedInRequest, pk: int, permission: Permission[AreaReport]
) -> AreaReport:
    return get_permitted(area_reports(request), request.user, permission, pk=pk)


def reports(request: HttpRequest) -> QuerySet[Report]:
    return Report.objects.visible_to(request.user).select_related(
        "cycle", "pdf", "corrects", "frozen_by", "approved_by"
    )


def get_report(
    request: SignedInRequest, slug: str, permission: Permission[Report]
) -> Report:
    return get_permitted(reports(request), request.user, permission, slug=slug)


def get_imported_text(
    request: SignedInRequest,
    pk: int,
    permission: Permission[ImportedText],
    *,
    without: Sequence[str] = (),
) -> ImportedText:
    """Find a text; whoever asks without its long columns does not read them."""
    visible = ImportedText.objects.visible_to(request.user).select_related(
        "begun_by", "report"
    )
    return get_permitted(visible.defer(*without), request.user, permission, pk=pk)
