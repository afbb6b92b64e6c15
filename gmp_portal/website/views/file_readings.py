"""Who opened which file that not everybody may read, for the head of branch."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gmp_portal.accounts.rights import require
from gmp_portal.documents.models import FileReading
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.website import permissions

PER_PAGE = 50


@require_safe
def file_reading_list(request: SignedInRequest) -> HttpResponse:
    """Every opening of a closed file, the newest first (R-51)."""
    require(request.user, permissions.can_file_reading_list)
    page = page_of(request, FileReading.objects.select_related("person"), PER_PAGE)
    context = {"page": page, "place_in_menu": "website:desk"}
    return render(request, "website/file_readings.html", context)
