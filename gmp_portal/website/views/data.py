"""The public lists: what there is to take along, and each of them as a file (R-30)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gmp_portal.ui import downloads, open_rows
from gmp_portal.ui.kept_parts import kept_for_all
from gmp_portal.ui.open_lists import LISTS
from gmp_portal.ui.shared_pages import shared


@shared
@require_safe
def data_list(request: HttpRequest) -> HttpResponse:
    """Every public list with its rows, its formats and the licence."""
    numbers = kept_for_all(request, "rows of lists", open_rows.counts)
    context = {
        "lists": [(each, numbers[each.key]) for each in LISTS.values()],
        "licence": downloads.licence(),
    }
    return render(request, "website/data.html", context)


@shared
@require_safe
def data_file(request: HttpRequest, key: str, form: str) -> HttpResponseBase:
    """One list as a file, with the filters of its page; only what everybody may see."""
    if key not in LISTS or form not in downloads.MEDIA_TYPES:
        raise Http404
    return downloads.respond(request, LISTS[key], form)
