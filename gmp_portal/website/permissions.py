"""Who may see and do what on the pages above the apps."""

from django.contrib.auth.models import AnonymousUser

from gmp_portal.accounts.models import User

Anybody = User | AnonymousUser


def can_see_desk(user: Anybody) -> bool:
    """The secretariat within a current term; administrators see the machinery (A1-6c-i)."""
    return user.is_authenticated and (user.is_secretariat or user.is_admin)


def can_retry(user: Anybody) -> bool:
    return can_see_desk(user)


def can_change_rule(user: Anybody) -> bool:
    """Working rules are UNEP's (P-23)."""
    return user.is_authenticated and user.is_secretariat
