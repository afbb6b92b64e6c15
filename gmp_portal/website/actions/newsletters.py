"""Somebody subscribes to a newsletter, proves the address, or ends it (A1-6d-i, R-62)."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat, Lower
from django.utils import timezone

from areas.models import PartnershipArea
from gmp_portal import ledger
from gmp_portal.accounts import limits, rights
from gmp_portal.accounts.data_map import NOBODY
from gmp_portal.accounts.limits import Limit
from gmp_portal.accounts.models import User
from gmp_portal.notifications.models import Message
from gmp_portal.website import emails, permissions
from gmp_portal.website.acts import Act
from gmp_portal.website.models import Subscription
from gmp_portal.website.reading import newsletters

# So many first mails an address gets in a day, whoever types it.
MOST = Limit(3, timedelta(days=1))
# So many are forgotten at a time; what is left waits for the next minute.
AT_ONCE = 500


@transaction.atomic
def subscribe(email: str, area: PartnershipArea | None, language: str) -> None:
    """Write to an address how it subscribes; nothing comes to it before (R-62).

    Whoever asks learns from nothing whether the address had subscribed already.
    """
    if not limits.take(f"newsletter:{email.lower()}", MOST):
        return
    subscription = _of(email, area)
    if subscription is None:
        subscription = Subscription.objects.create(
            email=email, area=area, language=language
        )
    elif subscription.confirmed_at is None:
        subscription.asked_at, subscription.language = timezone.now(), language
        subscription.save(update_fields=["asked_at", "language"])
    emails.newsletter_asked(subscription, newsletters.confirm_token(subscription))


@transaction.atomic
def confirm(subscription: Subscription) -> None:
    """Send newsletters to this address from now on: whoever read the mail wants them (R-62)."""
    subscription.lock()
    if subscription.confirmed_at is None:
        subscription.confirmed_at = timezone.now()
        subscription.save(update_fields=["confirmed_at"])
        ledger.record(Act.NEWSLETTER_SUBSCRIBED, subscription, by=None)


@transaction.atomic
def end(subscription: Subscription, *, by: User | None = None) -> None:
    """Send no more to this address, and keep nothing of it (R-62)."""
    subscription.lock()
    ledger.record(Act.NEWSLETTER_ENDED, subscription, by=by)
    subscription.delete()
    person = subscription.person
    _forget_addresses([subscription.email, *([person.email] if person else [])])


@transaction.atomic
def choose(areas: Iterable[PartnershipArea], *, of_all: bool, by: User) -> User:
    """Have the newsletters of these areas, and that of the whole Partnership or not (R-62)."""
    rights.require(by, permissions.can_newsletter_choose)
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    wishes: dict[int | None, PartnershipArea | None] = {None: None} if of_all else {}
    wishes.update((area.pk, area) for area in areas)
    # One newsletter may have been typed for the address of today, and chosen besides.
    own = newsletters.of_person(by)
    for subscription in own:
        if subscription.area_id not in wishes:
            end(subscription, by=by)
    for key in wishes.keys() - {each.area_id for each in own}:
        _begin(by, wishes[key])
    return by


def _begin(person: User, area: PartnershipArea | None) -> None:
    """Whoever is signed in has proved the address."""
    proved = {
        "person": person,
        "language": person.language,
        "confirmed_at": timezone.now(),
    }
    known = _of(person.email, area)
    if known is None:
        Subscription.objects.create(email=person.email, area=area, **proved)
    else:
        Subscription.objects.filter(pk=known.pk).update(**proved)
    slug = area.slug if area else ""
    ledger.record(Act.NEWSLETTER_SUBSCRIBED, person, by=person, area=slug)


@transaction.atomic
def forget_unconfirmed() -> int:
    """Forget addresses whose first mail nobody answered in time, and count them (R-62)."""
    before = timezone.now() - newsletters.kept_for()
    old = Subscription.objects.unconfirmed().filter(asked_at__lt=before)
    batch = list(old.select_for_update(skip_locked=True).order_by("asked_at")[:AT_ONCE])
    if batch:
        ledger.record(Act.NEWSLETTER_FORGOTTEN, batch[-1], by=None, count=len(batch))
        Subscription.objects.filter(pk__in=[each.pk for each in batch]).delete()
        _forget_addresses([each.email for each in batch])
    return len(batch)


def _forget_addresses(emails: Iterable[str]) -> None:
    """Take an address out of the newsletters that went to it, unless it still gets others."""
    others = Subscription.objects.values(address=Lower("email"))
    mails = Message.objects.filter(recipient=None, template__in=newsletters.MAILS)
    known = mails.annotate(lower=Lower("address"))
    ended = known.filter(lower__in=[email.lower() for email in emails])
    ended.exclude(lower__in=others).update(address=NOBODY)


def _of(email: str, area: PartnershipArea | None) -> Subscription | None:
    """The subscription of an address; what somebody has who left the address goes along."""
    rows = Subscription.objects.select_for_update(of=["self"]).filter(area=area)
    known = rows.select_related("person").filter(email__iexact=email).first()
    if known is None or known.person is None:
        return known
    own = known.person.email
    if own.lower() == email.lower():
        return known
    at_new = rows.filter(email__iexact=own)
    # Typed before, it is the same reader's now; the one of another account has its own address.
    at_new.filter(person=None).delete()
    nobodys = Concat(
        Value("account-"), Cast("person", CharField()), Value("@example.invalid")
    )
    at_new.update(email=nobodys)
    known.email = own
    known.save(update_fields=["email"])
    return None
