"""What the portal keeps of the reader, and how to have it removed (N42)."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gmp_portal.accounts.models import Erasure
from gmp_portal.accounts.proving import proves_who_it_is
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.website.actions import erasures
from gmp_portal.website.actions import own_data as own_data_actions
from gmp_portal.website.reading import erasures as reading
from gmp_portal.website.reading import own_copies

PAGE = "website:own_data"


@require_safe
def own_data(request: SignedInRequest) -> HttpResponse:
    """What becomes of the own data, whether a removal waits, and what holds it up (R-49)."""
    erasure = Erasure.objects.of(request.user)
    context = {
        "erasure": erasure,
        "is_past": erasure is not None and erasure.due_at <= timezone.now(),
        "obstacles": reading.obstacles(request.user),
    }
    return render(request, "website/own_data.html", context)


@require_POST
@proves_who_it_is(PAGE)
def own_data_copy(request: SignedInRequest) -> FileResponse:
    """The own data as an archive, made at once and kept nowhere (R-50)."""
    own_data_actions.copy(by=request.user)
    archive = own_copies.archive(request.user)
    response = FileResponse(archive, as_attachment=True, filename="my-data.zip")
    response["Cache-Control"] = "no-store"
    return response


# Whoever finds a browser that is signed in has to prove who it is.
@require_POST
@proves_who_it_is(PAGE)
def erasure_ask(request: SignedInRequest) -> HttpResponse:
    erasures.ask(by=request.user)
    messages.success(
        request, _("Your data will be removed. Until then you can take it back here.")
    )
    return redirect(PAGE)


@require_POST
def erasure_take_back(request: SignedInRequest) -> HttpResponse:
    erasure = Erasure.objects.of(request.user)
    if erasure is None:
        raise Http404
    erasures.take_back(erasure, by=request.user)
    messages.success(request, _("Your data stay, and nothing is removed."))
    return redirect(PAGE)
