"""Browsers that somebody signed in with: what others try elsewhere does not hold them up (R-24)."""

from allauth.account.models import EmailAddress
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, get_random_string, salted_hmac

from gmp_portal.accounts.models import User

# One cookie for each account, set by signing in alone.
PREFIX = "known_browser_"
SALT = "gmp_portal.accounts.known_browsers"
SECONDS = 180 * 24 * 60 * 60
# A computer that many share must not send more than a server takes.
MOST = 5


def remember(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Let this browser prove later that this account was signed in to here (R-24)."""
    name = f"{PREFIX}{user.pk}"
    others = [each for each in _names(request) if each != name]
    for each in others[: -(MOST - 1)]:
        response.delete_cookie(each, samesite="Lax")
    number = _number(request, user) or get_random_string(22)
    response.set_signed_cookie(
        name,
        f"{number}.{_proof(user)}",
        salt=SALT,
        max_age=SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def number_for(request: HttpRequest | None, email: str) -> str | None:
    """The browser's number, if the account of this address was signed in to here (R-24).

    Only a confirmed address counts: anybody may add that of somebody else to an account.
    """
    if request is None:
        return None
    keys = [
        int(name.removeprefix(PREFIX)) for name in _names(request) if _read(request, name)
    ]
    if not keys:
        return None
    address = EmailAddress.objects.filter(
        email__iexact=email, verified=True, user__in=keys
    ).select_related("user")
    owner = address.first()
    return _number(request, owner.user) if owner else None


def _number(request: HttpRequest, user: User) -> str | None:
    """The number in the cookie, unless the password was changed since."""
    number, _dot, proof = _read(request, f"{PREFIX}{user.pk}").partition(".")
    return number if constant_time_compare(proof, _proof(user)) else None


def _names(request: HttpRequest) -> list[str]:
    return [
        name
        for name in request.COOKIES
        if name.startswith(PREFIX) and name.removeprefix(PREFIX).isdecimal()
    ]


def _read(request: HttpRequest, name: str) -> str:
    return str(request.get_signed_cookie(name, "", salt=SALT, max_age=SECONDS))


def _proof(user: User) -> str:
    return salted_hmac(SALT, user.password, algorithm="sha256").hexdigest()[:32]
