"""What a page asks while somebody types in it: am I still signed in, and as whom."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

WORKER = "js/worker.js"


@login_not_required
@never_cache
@require_safe
def session_state(request: HttpRequest) -> JsonResponse:
    """Say who is signed in, with a fresh token for the form; a visitor gets no cookie."""
    is_known = settings.SESSION_COOKIE_NAME in request.COOKIES
    if not is_known or not request.user.is_authenticated:
        return JsonResponse({"signed_in": False, "user": None, "csrf": ""})
    answer = {"signed_in": True, "user": request.user.pk, "csrf": get_token(request)}
    return JsonResponse(answer)


@require_safe
def session_back(request: HttpRequest) -> HttpResponse:
    """Tell the page that asked to sign in again that it may go on, and close."""
    return render(request, "errors/signed_in.html")


@login_not_required
@never_cache
@require_safe
def service_worker(request: HttpRequest) -> FileResponse:
    """The script that opens what was being written while there is no line."""
    content: Any
    if staticfiles_storage.exists(WORKER):
        content: Any = staticfiles_storage.open(WORKER)
    elif path := finders.find(WORKER):
        content = open(path, "rb")  # noqa: SIM115 closed with the response
    else:
        raise Http404
    return FileResponse(content, content_type="text/javascript; charset=utf-8")
