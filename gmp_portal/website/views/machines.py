"""What machines ask for at fixed addresses: sitemaps, robots.txt, the icon, whom to warn."""

from datetime import datetime, time, timedelta
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from gmp_portal import dates, offered
from gmp_portal.ui import full_addresses
from gmp_portal.ui.shared_pages import shared
from gmp_portal.website.reading import sitemaps

XML = "application/xml; charset=utf-8"
PLAIN = "text/plain; charset=utf-8"
# What is for those who signed in, or leads to it.
CLOSED = ("/my/", "/desk/", "/admin/", "/accounts/")
ICON = Path("img/favicon.ico")
# Shorter than the year that RFC 9116 recommends at most.
VALID_DAYS = 180
DAY = 24 * 60 * 60


@shared
@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """Where the sitemaps of the languages offered are."""
    return _written(sitemaps.index(), XML)


@shared
@require_safe
def sitemap_detail(request: HttpRequest, code: str) -> HttpResponse:
    """The public pages in one language, with the same in the others."""
    number = request.GET.get("page", "1")
    if not full_addresses.NUMBER.fullmatch(number):
        raise Http404
    return _written(sitemaps.part(code, int(number)), XML)


@shared
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines shall not ask for; a demonstration is listed nowhere."""
    if settings.DEMO:
        return _written("User-agent: *\nDisallow: /\n", PLAIN)
    closed = [
        f"Disallow: {full_addresses.in_language(path, code)}"
        for path in CLOSED
        for code in offered.codes()
    ]
    sitemap = full_addresses.whole("/sitemap.xml")
    lines = ["User-agent: *", *closed, "", f"Sitemap: {sitemap}", ""]
    return _written("\n".join(lines), PLAIN)


@shared
@require_safe
def security(request: HttpRequest) -> HttpResponse:
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
    return _written("\n".join(lines), PLAIN)


@shared(seconds=DAY)
@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """The icon for programs that look for it nowhere else."""
    return HttpResponse(_icon(), content_type="image/x-icon")


def _icon() -> bytes:
    return (Path(settings.BASE_DIR) / "static" / ICON).read_bytes()


def _written(text: str, media_type: str) -> HttpResponse:
    return HttpResponse(text, content_type=media_type)
