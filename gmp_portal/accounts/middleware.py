"""What a signed-in person brings to every page: time zone, appearance, second factor."""

import zoneinfo
from collections.abc import Callable

from allauth.mfa.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from gmp_portal.accounts import offices, rights
from gmp_portal.accounts.models import SecretariatTerm, User

GetResponse = Callable[[HttpRequest], HttpResponse]
SAFE = ("GET", "HEAD")
OPEN_WITHOUT_SECOND_FACTOR = (
    "account_logout",
    "set_language",
    "mfa_",
    "account_reauthenticate",
    # What is being typed asks who is signed in, and comes back after signing in.
    "session_",
    "kept_post_",
)


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


class SecondFactorMiddleware:
    """Send whoever needs a second factor and has none to the page that sets it up."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponse | None:
        if not request.COOKIES.get(settings.SESSION_COOKIE_NAME) or settings.DEMO:
            return None
        name = getattr(request.resolver_match, "url_name", "") or ""
        user = request.user
        if user.is_anonymous or name.startswith(OPEN_WITHOUT_SECOND_FACTOR):
            return None
        if not _needs_second_factor(user):
            return None
        if get_adapter().is_mfa_enabled(user):
            return None
        messages.warning(
            request,
            _(
                "Your role needs a second factor. "
                "Set up a passkey or an authenticator app to go on."
            ),
        )
        return redirect("mfa_index")


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
