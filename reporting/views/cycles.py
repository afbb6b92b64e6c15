"""Reporting cycles: what is asked, by when, and who has answered (B7-1, R-09)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gmp_portal import dates, ledger, rounds
from gmp_portal.accounts.rights import require
from gmp_portal.ledger import histories
from gmp_portal.ui.forms import render_form
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.shared_pages import shared
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.workflow import RuleRefusedError
from reporting import permissions
from reporting.actions import cycles
from reporting.forms.cycles import CycleForm
from reporting.models import ReportingCycle
from reporting.reading import coverage, owed_reports
from reporting.views.lookup import get_cycle


@shared
@require_safe
def cycle_list(request: HttpRequest) -> HttpResponse:
    rows = ReportingCycle.objects.visible_to(request.user)
    context = {
        "page": page_of(request, rows),
        "can_open": permissions.can_cycle_open(request.user),
    }
    return render(request, "reporting/cycle_list.html", context)


@shared
@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The cycle for everybody: what has come in and what is missing, never left out."""
    user = request.user
    cycle = get_cycle(request, slug)
    covered, visible, own, trail = rounds.run(
        coverage.reading(cycle, dates.today()),
        owed_reports.visible_reports(cycle, user),
        owed_reports.reading_of_person(user, cycle),
        histories.told(ledger.trail(cycle), to=user).beside(),
    )
    asked = request.GET.get("area")
    chosen = next((line for line in covered.areas if line.area.slug == asked), None)
    page = page_of(request, chosen.partners if chosen else [], parameter="partners")
    first = [row for line in covered.areas for row in line.first]
    shown = rounds.read(coverage.shown([*first, *page]))
    page.object_list = [shown[row] for row in page]
    context = {
        "cycle": cycle,
        "coverage": covered,
        "lines": [(line, [shown[row] for row in line.first]) for line in covered.areas],
        "chosen": chosen,
        "partners": page,
        "visible": visible,
        "own": page_of(request, own, parameter="own"),
        "possible": permissions.CYCLE.possible(user, cycle),
        "trail": trail,
    }
    return render(request, "reporting/cycle.html", context)


def cycle_open(request: SignedInRequest) -> HttpResponse:
    require(request.user, permissions.can_cycle_open)
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
    cycle = get_cycle(request, slug, permissions.can_begin_assembly)
    cycles.begin_assembly(cycle, by=request.user)
    messages.success(
        request, _("The reports are being assembled; late ones are still taken.")
    )
    return redirect(cycle)


@require_POST
def close(request: SignedInRequest, slug: str) -> HttpResponse:
    cycle = get_cycle(request, slug, permissions.can_close)
    cycles.close(cycle, by=request.user)
    messages.success(request, _("The cycle is closed."))
    return redirect(cycle)
