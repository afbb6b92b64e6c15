"""A code to an address, with which somebody signs in who may have no account yet (A1-6a-iii)."""

from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.models import EmailAddress
from allauth.core import ratelimit
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from gmp_portal.accounts.models import User


def held_up(request: HttpRequest) -> HttpResponse | None:
    """The answer to whoever asks for too many codes from one place, as at the sign-up (R-24)."""
    answer: HttpResponse | None = ratelimit.consume_or_429(request, action="signup")
    return answer


def send(request: HttpRequest, *, email: str, name: str) -> None:
    """Send a code to the address; the account it opens is made where there is none.

    Whoever asks learns from nothing whether the address had one: mail and page are the same.
    """
    account = account_of(email.lower(), name, get_language() or "en")
    # Whoever has several addresses proves the one that was asked about.
    LoginCodeVerificationProcess.initiate(
        request=request, user=account, email=email.lower()
    )


def account_of(email: str, name: str, language: str) -> User:
    """The account of an address; whoever proves the address by a code has it."""
    known = User.objects.with_address(email).first()
    if known is not None:
        if known.last_login is None and not known.has_usable_password():
            # Nobody has proved the address yet: whoever does typed the name last.
            User.objects.filter(pk=known.pk).update(name=name)
        return known
    try:
        with transaction.atomic():
            user = User.objects.create_user(email, None, name=name, language=language)
            EmailAddress.objects.create(user=user, email=email, primary=True)
            return user
    except IntegrityError:
        # Pressed twice at once: the other one made it.
        return User.objects.get(email__iexact=email)
