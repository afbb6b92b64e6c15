"""The secret address of the own calendar: shown, made, renewed, made invalid."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gmp_portal.ui.types import SignedInRequest
from gmp_portal.website.actions import calendar_addresses
from gmp_portal.website.models import CalendarAddress
from gmp_portal.website.reading import calendar_links
from gmp_portal.website.views.lookup import get_calendar_address

PAGE = "website:calendar_address_detail"


@require_safe
def detail(request: SignedInRequest) -> HttpResponse:
    """The address, how to use it, and how to be rid of it; for its reader alone (B2-3)."""
    address = CalendarAddress.objects.of(request.user)
    context = {
        "address": address,
        "link": calendar_links.of_person(address) if address else None,
    }
    return render(request, "website/calendar_address.html", context)


@require_POST
def make(request: SignedInRequest) -> HttpResponse:
    calendar_addresses.make(by=request.user)
    messages.success(request, _("Your calendar has an address now."))
    return redirect(PAGE)


@require_POST
def renew(request: SignedInRequest) -> HttpResponse:
    calendar_addresses.renew(get_calendar_address(request), by=request.user)
    messages.success(
        request, _("Your calendar has another address. The old one opens nothing any more.")
    )
    return redirect(PAGE)


@require_POST
def revoke(request: SignedInRequest) -> HttpResponse:
    calendar_addresses.revoke(get_calendar_address(request), by=request.user)
    messages.success(request, _("The address opens nothing any more."))
    return redirect(PAGE)
