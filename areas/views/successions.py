"""Who comes after the leads of an area (A1-4b-vi, R-74)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from areas import permissions
from areas.reading import successions
from areas.views.lookup import get_area
from gmp_portal.ui.types import SignedInRequest


@require_safe
def area_succession(request: SignedInRequest, slug: str) -> HttpResponse:
    """Which terms end, when nobody leads, and how the next lead is agreed on."""
    area = get_area(request, slug, permissions.can_succession)
    context = successions.gather(area, request.user)
    return render(request, "areas/area_succession.html", context)
