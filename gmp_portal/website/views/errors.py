"""Error pages in plain words; nothing that was typed is lost without a word about it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.utils.translation import gettext as _

from gmp_portal.ui.typed import typed_texts


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The reader may know of this page and may not do this."""
    reason = str(exception) if exception and exception.args else ""
    context = {"exception": reason, "typed": typed_texts(request)}
    return render(request, "403.html", context, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Nothing is here, or nothing that this reader may know of."""
    return render(request, "404.html", {"typed": typed_texts(request)}, status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Something failed: a page without database and context, so that it always works."""
    return HttpResponse(loader.get_template("500.html").render(), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's protection has run out; say so, instead of a bare refusal."""
    too_old = _(
        "This form has been open for too long, or you signed in or out meanwhile: open the "
        "page again and send it once more."
    )
    context = {"exception": too_old, "typed": typed_texts(request)}
    return render(request, "403.html", context, status=403)
