"""What a decision is about: its address, for readers who may open it."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils import translation

from gmp_portal.accounts.models import User
from gmp_portal.meetings import body_rules
from gmp_portal.meetings.models import Decision


def link(user: User | AnonymousUser, decision: Decision) -> str:
    """Give the address in the reader's language, or nothing where it would lead nowhere."""
    match = _match(decision.subject_url)
    if match is None:
        return ""
    if not body_rules.is_subject_visible(user, match.view_name, match.kwargs):
        return ""
    return reverse(match.view_name, kwargs=match.kwargs)


def _match(address: str) -> ResolverMatch | None:
    """Addresses are kept without a language in front."""
    with translation.override(settings.LANGUAGE_CODE):
        try:
            return resolve(address) if address else None
        except Resolver404:
            return None
