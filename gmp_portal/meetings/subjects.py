"""What a decision is about: its address, for readers who may open it.

The apps whose records are decided on say in ``AppConfig.ready`` who sees them::

    subjects.register("areas:plan_detail", is_plan_visible)

``is_plan_visible(user, **kwargs) -> bool`` gets the names that stand in the address.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils import translation

from gmp_portal.accounts.models import User

if TYPE_CHECKING:
    from gmp_portal.meetings.models import Decision

IsVisible = Callable[..., bool]
_CHECKS: dict[str, IsVisible] = {}


def register(view_name: str, fn: IsVisible) -> None:
    """Ask this function before readers are led to an address of this name."""
    _CHECKS[view_name] = fn


def link(user: User | AnonymousUser, decision: "Decision") -> str:
    """Give the address in the reader's language, or nothing where it would lead nowhere."""
    match = _match(decision.subject_url)
    if match is None:
        return ""
    kwargs: dict[str, Any] = match.kwargs
    is_visible = _CHECKS.get(match.view_name)
    if is_visible is not None and not is_visible(user, **kwargs):
        return ""
    return reverse(match.view_name, kwargs=kwargs)


def _match(address: str) -> ResolverMatch | None:
    """Addresses are kept without a language in front."""
    with translation.override(settings.LANGUAGE_CODE):
        try:
            return resolve(address) if address else None
        except Resolver404:
            return None
