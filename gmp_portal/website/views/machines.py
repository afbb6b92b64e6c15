"""What machines ask for at fixed addresses: sitemaps, robots.txt, the icon, whom to warn."""

from datetime import datetime, time, timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from gmp_portal import dates, offered
from gmp_portal.ui import copies, full_addresses
from gmp_portal.website.reading import sitemaps

XML = "application/xml; charset=utf-8"
PLAIN = "text/plain; charset=utf-8"
# What is for those who signed in, or leads to it.
CLOSED = ("/my/", "/desk/", "/admin/", "/accounts/")
ICON = Path("img/favicon.ico")
# Shorter than the year that RFC 9116 recommends at most.
VALID_DAYS = 180
DAY = 24 * 60 * 60


@login_not_required
@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponseBase:
    """Where the sitemaps of the languages offered are."""
    return _kept(request, sitemaps.index(), XML)


@login_not_required
@require_safe
def sitemap_detail(request: HttpRequest, code: str) -> HttpResponseBase:
    """The public pages in one language, with the same in the others."""
    number = request.GET.get("page", "1")
    if not full_addresses.NUMBER.fullmatch(number):
        raise Http404
    return _kept(request, sitemaps.part(code, int(number)), XML)


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponseBase:
    """What search engines shall not ask for; a demonstration is listed nowhere."""
    if settings.DEMO:
        return _kept(request, "User-agent: *\nDisallow: /\n", PLAIN)
    closed = [
        f"Disallow: {full_addresses.in_language(path, code)}"
        for path in CLOSED
        for code in offered.codes()
    ]
    sitemap = full_addresses.whole("/sitemap.xml")
    lines = ["User-agent: *", *closed, "", f"Sitemap: {sitemap}", ""]
    return _kept(request, "\n".join(lines), PLAIN)


@login_not_required
@require_safe
def security(request: HttpRequest) -> HttpResponseBase:
    """Whom to tell of a weakness (RFC 9116); it is nothing without an address."""
    if not settings.CONTACT_EMAIL:
        raise Http404
    last_day = dates.today() + timedelta(days=VALID_DAYS)
    expires = datetime.combine(last_day, time(), dates.PORTAL)
    lines = [
        f"Contact: mailto:{settings.CONTACT_EMAIL}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {settings.LANGUAGE_CODE}",
        f"Canonical: {full_addresses.whole('/.well-known/security.txt')}",
        "",
    ]
    return _kept(request, "\n".join(lines), PLAIN)


@login_not_required
@require_safe
def favicon(request: HttpRequest) -> HttpResponseBase:
    """The icon for programs that look for it nowhere else."""
    response = HttpResponse(_icon(), content_type="image/x-icon")
    return copies.for_all(request, response, seconds=DAY)


def _icon() -> bytes:
    return (Path(settings.BASE_DIR) / "static" / ICON).read_bytes()


def _kept(request: HttpRequest, text: str, media_type: str) -> HttpResponseBase:
    """May be kept by anybody who asks each time whether it still holds."""
    return copies.for_all(request, HttpResponse(text, content_type=media_type))
