"""A code to an address, with which somebody signs in who may have no account yet (A1-6a-iii)."""

from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.models import EmailAddress
from allauth.core import ratelimit
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from gmp_portal.accounts.models import User

# What somebody called themselves before the code came, in the session that the code goes on with.
NAMED = "named_before_code"


def held_up(request: HttpRequest) -> HttpResponse | None:
    """The answer to whoever asks for too many codes from one place, as at the sign-up (R-24)."""
    answer: HttpResponse | None = ratelimit.consume_or_429(request, action="signup")
    return answer


def send(request: HttpRequest, *, email: str, name: str) -> None:
    """Send a code to the address; the account it opens is made where there is none.

    Whoever asks learns from nothing whether the address had one: mail and page are the same.
    """
    account = account_of(email.lower(), name, get_language() or "en")
    request.session[NAMED] = [account.pk, name] if is_unproved(account) else None
    # Whoever has several addresses proves the one that was asked about.
    LoginCodeVerificationProcess.initiate(
        request=request, user=account, email=email.lower()
    )


def take_name(request: HttpRequest, user: User) -> None:
    """Call somebody as they said: only whoever came back with the code has proved who says it."""
    named = request.session.pop(NAMED, None)
    if named and named[0] == user.pk:
        User.objects.filter(pk=user.pk).update(name=named[1])


def is_unproved(account: User) -> bool:
    """Whether nobody has signed in to an account yet, so that its name is what others typed."""
    return account.last_login is None and not account.has_usable_password()


def account_of(email: str, name: str, language: str) -> User:
    """The account of an address; whoever proves the address by a code has it."""
    known = User.objects.with_address(email).first()
    if known is not None:
        return known
    try:
        with transaction.atomic():
            user = User.objects.create_user(email, None, name=name, language=language)
            EmailAddress.objects.create(user=user, email=email, primary=True)
            return user
    except IntegrityError:
        # Pressed twice at once: the other one made it.
        return User.objects.get(email__iexact=email)
