"""What the pages above the apps keep of people."""

from typing import Any

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Lower, Replace
from django.utils.translation import gettext_lazy as _

from gmp_portal.accounts import data_map, erasing
from gmp_portal.accounts.data_map import ACCOUNTS, WITH_ACCOUNT, WITH_RECORD, Clock, Kept
from gmp_portal.accounts.models import User
from gmp_portal.website.actions import calendar_addresses, old_accounts
from gmp_portal.website.acts import Act
from gmp_portal.website.models import BulkRow, CalendarAddress, SavedFilter, Subscription
from gmp_portal.website.reading import newsletters


def register_all() -> None:
    """Say what each field is, and how long it is kept."""
    data_map.CLOCKS.register(
        "unconfirmed_accounts",
        Clock(
            what=_("Accounts whose address nobody confirmed"),
            rule=old_accounts.RULE,
            since=_unconfirmed,
            lasts=old_accounts.kept_for,
            acts=(Act.ACCOUNT_EMPTIED,),
        ),
    )
    data_map.CLOCKS.register(
        "unconfirmed_subscriptions",
        Clock(
            what=_("Addresses that nobody confirmed for the newsletter"),
            rule=newsletters.RULE,
            since=_unanswered,
            lasts=newsletters.kept_for,
            acts=(Act.NEWSLETTER_FORGOTTEN,),
        ),
    )
    data_map.ERASERS.register("website", erase)
    data_map.register(
        "website",
        Kept(
            "website.CalendarAddress",
            ("person", "key"),
            what=_("The secret address of the own calendar"),
            whose=ACCOUNTS,
            purpose=_("To read the own dates in another program"),
            basis="B2-3",
            clock=WITH_ACCOUNT,
        ),
        Kept(
            "website.Holding",
            ("holder", "about", "kind"),
            what=_("Who has which work of the desk"),
            whose=_("Staff of the secretariat"),
            purpose=_("So that nobody does the same work twice"),
            basis="A1-6c-i",
            clock=WITH_RECORD,
            person="holder",
        ),
        Kept(
            "website.SavedFilter",
            ("name", "page", "asked"),
            what=_("Filters of lists that somebody keeps"),
            whose=_("Staff of the secretariat"),
            purpose=_("To find the own work again"),
            basis="A1-6c-i",
            clock=WITH_ACCOUNT,
            person="person",
        ),
        Kept(
            "website.Impersonation",
            ("person", "reason", "began_at", "ended_at"),
            what=_("When the portal was seen through the eyes of somebody, and why"),
            whose=ACCOUNTS,
            purpose=_("To show who looked through whose eyes, and for which reason"),
            basis="R-52",
            clock=WITH_RECORD,
            person="person",
        ),
        Kept(
            "website.Subscription",
            ("email", "person", "language", "asked_at", "confirmed_at"),
            what=_("Addresses that get the newsletter; one that ends it is deleted"),
            whose=_("Subscribers of the newsletter"),
            purpose=_("To send the newsletter to whoever asked for it"),
            basis="A1-6d-i",
            clock="unconfirmed_subscriptions",
            person="person",
        ),
        Kept(
            "website.Announcement",
            ("recipients",),
            what=_("To which accounts an announcement went"),
            whose=ACCOUNTS,
            purpose=_(
                "To know who was told what, and to notice addresses that take no mail"
            ),
            basis="A1-6d-i",
            clock=WITH_RECORD,
        ),
    )
    for table, fields in ABOUT_NO_PERSON.items():
        data_map.leave_out(table, fields)


def erase(person: User) -> None:
    """Let the address of the own calendar open nothing, and drop kept filters (R-49).

    Why work could not be taken names the officer who had it: the number stands there from now on.
    """
    for address in CalendarAddress.objects.valid().filter(person=person):
        calendar_addresses.revoke(address, by=person)
    SavedFilter.objects.filter(person=person).delete()
    if person.secretariatterms.exists():
        name, former = Value(person.name), Value(f"Former user {person.pk}")
        named = BulkRow.objects.filter(said__contains=person.name)
        named.update(said=Replace("said", name, former))
    known = Subscription.objects.annotate(lower=Lower("email"))
    typed = Q(person=None, lower__in=erasing.every_address(person))
    known.filter(Q(person=person) | typed).delete()


def _unanswered() -> QuerySet[Any]:
    return Subscription.objects.unconfirmed().annotate(since=F("asked_at"))


def _unconfirmed() -> QuerySet[Any]:
    return old_accounts.unconfirmed().annotate(since=F("date_joined"))


# Words to everybody, fingerprints, and why an act on a letter was not possible.
ABOUT_NO_PERSON = {
    "website.Announcement": "title texts",
    "website.Bulk": "act token",
    "website.BulkRow": "said clause",
    "website.Notice": "texts",
}
