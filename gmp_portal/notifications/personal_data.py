"""What mails keep of people."""

from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce, Lower
from django.utils.translation import gettext_lazy as _

from gmp_portal import rulebook
from gmp_portal.accounts import data_map, erasing
from gmp_portal.accounts.data_map import ACCOUNTS, WITH_ACCOUNT, WITH_RECORD, Clock, Kept
from gmp_portal.accounts.models import User
from gmp_portal.jobs import retention as jobs_retention
from gmp_portal.notifications.acts import Act
from gmp_portal.notifications.models import Message, MutedRecord, OwnReminder

READERS = _("Everybody to whom the portal writes")


def register_all() -> None:
    """Say what each field is, and how long it is kept."""
    data_map.CLOCKS.register(
        "mails",
        Clock(
            what=_("Texts of mails"),
            rule=jobs_retention.RULE,
            since=_written,
            lasts=lambda: timedelta(days=rulebook.value(jobs_retention.RULE)["mail_days"]),
            acts=(Act.TEXTS_FORGOTTEN,),
        ),
    )
    data_map.ERASERS.register("notifications", erase)
    data_map.register(
        "notifications",
        Kept(
            "notifications.Message",
            ("created_at", "sent_at", "subject", "body", "language"),
            what=_("Subject and text of each mail"),
            whose=READERS,
            purpose=_("So that everybody can read again what the portal wrote"),
            basis="A1-6d-i",
            clock="mails",
            person="recipient",
        ),
        Kept(
            "notifications.Message",
            ("address", "former_address", "cause"),
            what=_("The address to which a mail went, and what became of it"),
            whose=READERS,
            purpose=_(
                "To know who was told what, and to notice addresses that take no mail"
            ),
            basis="A1-6c-i",
            clock=WITH_RECORD,
            person="recipient",
        ),
        Kept(
            "notifications.MutedRecord",
            ("record",),
            what=_("Records about which somebody wants no mails"),
            whose=ACCOUNTS,
            purpose=_("To send no mails that nobody wants"),
            basis="A1-6d-i",
            clock=WITH_ACCOUNT,
            person="person",
        ),
        Kept(
            "notifications.OwnReminder",
            ("group", "days_before", "is_off", "chosen_at"),
            what=_("How somebody wishes to be reminded"),
            whose=ACCOUNTS,
            purpose=_("To remind people when they wish it"),
            basis="A1-6a-iii",
            clock=WITH_ACCOUNT,
            person="person",
        ),
        Kept(
            "notifications.ReminderRule",
            ("changed_by", "changed_on"),
            what=_("Who chose the days of a reminder"),
            whose=_("Staff of the secretariat"),
            purpose=_("To know who decided when the portal reminds people"),
            basis="A1-6c-i",
            clock=WITH_RECORD,
            person="changed_by",
        ),
        Kept(
            "notifications.MailText",
            ("written_by", "written_at"),
            what=_("Who added own words to a kind of mail"),
            whose=_("Staff of the secretariat"),
            purpose=_("To know who decided what the portal says"),
            basis="A1-6c-i",
            clock=WITH_RECORD,
            person="written_by",
        ),
    )
    data_map.leave_out("notifications.ReminderRun", "kind record")
    data_map.leave_out("notifications.ReminderRule", "kind days is_active")
    data_map.leave_out(
        "notifications.MailText", "template language subject words body beside"
    )
    data_map.leave_out("notifications.Message", "template answer_purpose answer_key record")


def erase(person: User) -> None:
    """Take the address and the words out of the mails to somebody, and send no more (R-49).

    What stays is that a mail was sent, when, and on what occasion.
    """
    MutedRecord.objects.filter(person=person).delete()
    OwnReminder.objects.filter(person=person).delete()
    # Newsletters, links and what went to the address of an account that was merged name no reader.
    known = Message.objects.annotate(lower=Lower("address"))
    typed = Q(recipient=None, lower__in=erasing.every_address(person))
    mails = Message.objects.filter(pk__in=known.filter(Q(recipient=person) | typed))
    unsent = mails.filter(state__in=[Message.State.WAITING, Message.State.QUEUED])
    # As a wish to get none counts only what has a reader, and opens no account.
    wished = Q(is_secret=False, recipient__isnull=False)
    unsent.filter(wished).update(state=Message.State.KEPT)
    unsent.exclude(wished).update(state=Message.State.REFUSED)
    mails.update(address=data_map.NOBODY, former_address="", body="")


def _written() -> QuerySet[Any]:
    waits = [Message.State.QUEUED, Message.State.WAITING]
    mails = Message.objects.exclude(state__in=waits).exclude(body="")
    return mails.annotate(since=Coalesce("sent_at", "created_at"))
