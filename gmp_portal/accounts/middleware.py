"""What a signed-in person brings to every page: time zone, appearance, second factor."""

import zoneinfo
from collections.abc import Callable

from allauth.mfa.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from gmp_portal.accounts import offices, rights
from gmp_portal.accounts.models import SecretariatTerm, User

GetResponse = Callable[[HttpRequest], HttpResponse]
SAFE = ("GET", "HEAD")


class AnswersMiddleware:
    """Ask who somebody is to a record once, while a page is only read."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in SAFE:
            return self.get_response(request)
        with rights.remembered():
            return self.get_response(request)


class ReaderMiddleware:
    """Show times in the reader's own zone, for the length of one request."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if (
            not request.COOKIES.get(settings.SESSION_COOKIE_NAME)
            or request.user.is_anonymous
        ):
            return self.get_response(request)
        try:
            zone = zoneinfo.ZoneInfo(request.user.timezone)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError):
            zone = zoneinfo.ZoneInfo("UTC")
        with timezone.override(zone):
            return self.get_response(request)


def lacks_second_factor(user: User) -> bool:
    """Whether an office of this person needs a second factor that is not set up yet."""
    if settings.DEMO or not _needs_second_factor(user):
        return False
    return not get_adapter().is_mfa_enabled(user)


def _needs_second_factor(user: User) -> bool:
    """The secretariat and administrators always; other offices by a setting."""
    if user.secretariat_roles:
        return True
    if not settings.SECOND_FACTOR_FOR_OFFICES:
        return False
    return any(
        model.objects.current().of(user).exists()
        for model in offices.term_models()
        if model is not SecretariatTerm and getattr(model, "SECOND_FACTOR", False)
    )
