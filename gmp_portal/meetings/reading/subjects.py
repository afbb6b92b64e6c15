"""What a decision is about: its name and its address, for readers who may open it."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils import translation

from gmp_portal.accounts.models import User
from gmp_portal.meetings import body_rules
from gmp_portal.meetings.models import Decision
from gmp_portal.meetings.subjects import KINDS


def label(decision: Decision) -> str:
    """What the decision is about, in the reader's words; in its own where nothing is recorded."""
    kind = KINDS.get(decision.subject_kind)
    return kind.label(decision.about) if kind else decision.subject_label


def fingerprint(decision: Decision) -> str:
    """The hash of the text that is decided on, where it is not the decision's own."""
    kind = KINDS.get(decision.subject_kind)
    return decision.about.rest if kind and kind.has_text else ""


def link(user: User | AnonymousUser, decision: Decision) -> str:
    """Give the address in the reader's language, or nothing where it would lead nowhere."""
    match = _match(_address(decision))
    if match is None:
        return ""
    if not body_rules.is_subject_visible(user, match.view_name, match.kwargs):
        return ""
    return reverse(match.view_name, kwargs=match.kwargs)


def has_page(decision: Decision) -> bool:
    """Whether what it is about has a page at all, be it for everybody or not."""
    return _match(_address(decision)) is not None


def _address(decision: Decision) -> str:
    """The address without a language in front, as decisions of before kept it."""
    kind = KINDS.get(decision.subject_kind)
    if kind is None:
        return decision.subject_url
    with translation.override(settings.LANGUAGE_CODE):
        return kind.address(decision.about)


def _match(address: str) -> ResolverMatch | None:
    """Addresses are kept without a language in front."""
    with translation.override(settings.LANGUAGE_CODE):
        try:
            return resolve(address) if address else None
        except Resolver404:
            return None
