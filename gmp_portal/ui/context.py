"""What every template may ask for without a view having to think of it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def portal(request: HttpRequest) -> dict[str, Any]:
    """Give the installation's facts and the reader's choice of appearance."""
    return {
        "DEMO": settings.DEMO,
        "VERSION": settings.VERSION,
        "CONTACT_EMAIL": settings.CONTACT_EMAIL,
        "LOGO": settings.LOGO,
        "theme": _theme(request),
    }


def _theme(request: HttpRequest) -> str:
    """Take the person's setting; the pages of visitors look as their devices prefer."""
    # Whatever is refused before anybody is asked for has no user.
    user = getattr(request, "user", None)
    if user and settings.SESSION_COOKIE_NAME in request.COOKIES and user.is_authenticated:
        return str(user.theme)
    return "auto"
