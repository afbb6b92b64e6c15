"""Reporting cycles: what is asked, by when, and who has answered (B7-1, R-09)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gmp_portal import ledger
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.shortcuts import get_permitted, render_form
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.workflow import RuleRefusedError
from reporting import permissions
from reporting.actions import cycles
from reporting.forms.cycles import CycleForm
from reporting.models import ReportingCycle
from reporting.reading import coverage, owed_reports


@login_not_required
@require_safe
def cycle_list(request: HttpRequest) -> HttpResponse:
    rows = ReportingCycle.objects.visible_to(request.user)
    context = {
        "page": page_of(request, rows),
        "can_open": permissions.can_open_cycle(request.user),
    }
    return render(request, "reporting/cycle_list.html", context)


@login_not_required
@require_safe
def cycle(request: HttpRequest, slug: str) -> HttpResponse:
    """The cycle for everybody: what has come in and what is missing, never left out."""
    user = request.user
    shown = get_permitted(
        ReportingCycle.objects.visible_to(user), user, lambda user, cycle: True, slug=slug
    )
    today = timezone.now().date()
    context = {
        "cycle": shown,
        "coverage": coverage.of_cycle(shown, today),
        "visible": owed_reports.visible_reports(shown, user),
        "own": owed_reports.of_person(user, shown),
        "can_begin_assembly": permissions.can_begin_assembly(user, shown),
        "can_close": permissions.can_close_cycle(user, shown),
        "trail": ledger.trail(shown),
    }
    return render(request, "reporting/cycle.html", context)


def open_cycle(request: SignedInRequest) -> HttpResponse:
    if not permissions.can_open_cycle(request.user):
        raise PermissionDenied(_("Only the secretariat opens a reporting cycle."))
    form = CycleForm(request.POST or None)
    if form.is_valid():
        try:
            opened = cycles.open_cycle(**form.cleaned_data, by=request.user)
        except RuleRefusedError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The cycle is open; partners and leads were told."))
            return redirect(opened)
    return render_form(request, "reporting/cycle_open.html", {}, form=form)


@require_POST
def begin_assembly(request: SignedInRequest, slug: str) -> HttpResponse:
    shown = get_permitted(
        ReportingCycle.objects.visible_to(request.user),
        request.user,
        permissions.can_begin_assembly,
        refusal=_("Only the secretariat begins to assemble, and only once."),
        slug=slug,
    )
    cycles.begin_assembly(shown, by=request.user)
    messages.success(
        request, _("The reports are being assembled; late ones are still taken.")
    )
    return redirect(shown)


@require_POST
def close(request: SignedInRequest, slug: str) -> HttpResponse:
    shown = get_permitted(
        ReportingCycle.objects.visible_to(request.user),
        request.user,
        permissions.can_close_cycle,
        refusal=_("Only the secretariat closes a cycle, once its reports are assembled."),
        slug=slug,
    )
    cycles.close(shown, by=request.user)
    messages.success(request, _("The cycle is closed."))
    return redirect(shown)
