"""What a signed-in person brings to every page: time zone, second factor, whose texts these are."""

import zoneinfo
from collections.abc import Callable

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.sessions import middleware
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from gmp_portal import rounds, rulebook
from gmp_portal.accounts import offices, rights
from gmp_portal.accounts.models import SecretariatTerm, User
from gmp_portal.accounts.models.terms import NOBODY

GetResponse = Callable[[HttpRequest], HttpResponse]
SAFE = ("GET", "HEAD")
# The cookie that names, signed, for whom a text is kept: half a day longer than a session lasts.
AUTHOR = "kept_for"
AUTHOR_SECONDS = settings.SESSION_COOKIE_AGE + 12 * 60 * 60
SALT = "gmp_portal.accounts.kept_for"
FACTORS = rounds.Statement(
    lambda person: Authenticator.objects.filter(user_id=person).values("pk"),
    NOBODY,
)


class SessionMiddleware(middleware.SessionMiddleware):
    """Let no late answer undo who signed in meanwhile: neither session nor token of it (C4).

    A page asks in the background while somebody signs in again, and an answer to what came with
    the ended session may arrive last. Django would take away the session that began meanwhile,
    and put back the token that went with the ended one.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponse
    ) -> HttpResponse:
        """Answer as Django does, but with cookies that this very answer changed only."""
        session = request.session
        is_ended_here = session.modified
        response = super().process_response(request, response)
        if session.is_empty() and not is_ended_here:
            response.cookies.pop(settings.SESSION_COOKIE_NAME, None)
        token = settings.CSRF_COOKIE_NAME
        morsel = response.cookies.get(token)
        if morsel is not None and morsel.value == request.COOKIES.get(token):
            del response.cookies[token]
        return response


class AnswersMiddleware:
    """Ask once who somebody is to a record, and for working rules, while a page is read."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in SAFE:
            return self.get_response(request)
        with rights.remembered(), rulebook.read_once():
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


def last_signed_in(request: HttpRequest) -> int | None:
    """Whom this browser names as signed in last; it outlives the session it speaks of."""
    named = request.get_signed_cookie(AUTHOR, "", salt=SALT, max_age=AUTHOR_SECONDS)
    return int(named) if named and named.isdecimal() else None


def name_author(request: HttpRequest, response: HttpResponse) -> None:
    """Let the browser name who is signed in, until somebody signs out (no query)."""
    user = request.user
    if user.is_authenticated:
        if last_signed_in(request) != user.pk:
            response.set_signed_cookie(
                AUTHOR,
                str(user.pk),
                salt=SALT,
                max_age=AUTHOR_SECONDS,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
    elif AUTHOR in request.COOKIES and request.path == reverse("account_logout"):
        response.delete_cookie(AUTHOR, samesite="Lax")


def lacks_second_factor(user: User) -> bool:
    """Whether an office of this person needs a second factor that is not set up yet."""
    if settings.DEMO:
        return False
    factors = FACTORS.of(user.pk)
    rounds.ask(factors, *rights.standing_of(user).questions)
    user.secretariat_roles = frozenset(
        term.role for term in rights.terms_of(user, SecretariatTerm)
    )
    return _needs_second_factor(user) and not factors


def _needs_second_factor(user: User) -> bool:
    """The secretariat and administrators always; other offices by a setting."""
    if user.secretariat_roles:
        return True
    return settings.SECOND_FACTOR_FOR_OFFICES and any(
        getattr(term, "SECOND_FACTOR", False) for term in offices.current_terms(user)
    )
