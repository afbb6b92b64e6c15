"""Newsletters that went out, and the signed addresses by which people subscribe and end it."""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.db.models import Q
from django.urls import reverse
from django.utils import translation

from gmp_portal import rulebook
from gmp_portal.accounts.models import User
from gmp_portal.notifications.models import Message
from gmp_portal.website.models import Announcement, Subscription

RULE = "R-62"
# The mails that go to addresses without an account.
MAILS = ("website/emails/newsletter.txt", "website/emails/newsletter_asked.txt")
CONFIRM, END = "newsletters.confirm", "newsletters.end"


def kept_for() -> timedelta:
    """How long an address waits for its first mail to be read (R-62)."""
    return timedelta(days=rulebook.value(RULE))


def confirm_token(subscription: Subscription) -> str:
    """What stands in the first mail; it proves the address for as long as the rule says."""
    return signing.TimestampSigner(salt=CONFIRM).sign_object([subscription.pk])


def end_token(subscription: Subscription) -> str:
    """What stands in each newsletter, always the same, kept nowhere (RFC 8058)."""
    return signing.Signer(salt=END).sign_object([subscription.pk])


def to_confirm(token: str) -> Subscription | None:
    """The subscription that this address confirms; nothing where it is too old or made up."""
    signer = signing.TimestampSigner(salt=CONFIRM)
    return _behind(lambda: signer.unsign_object(token, max_age=kept_for()))


def to_end(token: str) -> Subscription | None:
    """The subscription that this address ends; nothing where it has ended."""
    return _behind(lambda: signing.Signer(salt=END).unsign_object(token))


def has_ended(token: str) -> bool:
    """Whether this address of an issue belonged to a subscription that is no more."""
    try:
        signing.Signer(salt=END).unsign_object(token)
    except signing.BadSignature:
        return False
    return to_end(token) is None


def _behind(opened: Callable[[], list[int]]) -> Subscription | None:
    try:
        [key] = opened()
    except signing.BadSignature:
        return None
    return Subscription.objects.select_related("area").filter(pk=key).first()


def of_person(person: User) -> list[Subscription]:
    """What somebody with an account gets, whoever typed the address of today."""
    own = Q(person=person) | Q(person=None, email__iexact=person.email)
    return list(Subscription.objects.confirmed().filter(own))


def ends_at(message: Message) -> str:
    """Where the reader of a newsletter ends it; nothing where it has ended meanwhile."""
    prefix, _colon, key = message.record.partition(":")
    if prefix != Announcement._meta.label_lower or not key.isdecimal():
        return ""
    issue = Announcement.objects.filter(pk=key).first()
    if issue is None:
        return ""
    typed = Q(person=None, email__iexact=message.address)
    address = typed | Q(person__email__iexact=message.address)
    known = Subscription.objects.confirmed().filter(address, area=issue.area_id)
    subscription = known.first()
    if subscription is None:
        return ""
    with translation.override(message.language):
        path = reverse("website:newsletter_end", args=[end_token(subscription)])
        return f"{settings.SITE_URL}{path}"
