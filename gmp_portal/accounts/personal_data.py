"""What accounts keep of people, with the tables of the libraries that sign them in."""

from typing import Any

from django.contrib.sessions.models import Session
from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from gmp_portal.accounts import data_map, limits
from gmp_portal.accounts.data_map import (
    ACCOUNTS,
    WITH_ACCOUNT,
    WITH_RECORD,
    Clock,
    Kept,
    Shown,
)
from gmp_portal.accounts.models import Erasure, Tally

SIGN_IN = _("To sign in safely, and to notice when somebody else tries")


def register_all() -> None:
    """Say what each field is, and how long it is kept."""
    data_map.CLOCKS.register(
        WITH_RECORD,
        Clock(
            what=_("What belongs to a record"),
            sentence=_(
                "As long as the record: what public bodies decided and were sent stays traceable."
            ),
        ),
    )
    data_map.CLOCKS.register(
        WITH_ACCOUNT,
        Clock(what=_("What belongs to an account"), sentence=_("As long as the account.")),
    )
    data_map.CLOCKS.register(
        "erasures",
        Clock(
            what=_("Accounts whose removal was asked for"),
            rule="R-49",
            since=_asked_for,
            acts=("erasure.done",),
        ),
    )
    data_map.CLOCKS.register(
        "sessions",
        Clock(
            what=_("Where somebody is signed in"),
            sentence=_(
                "Until the session ends, half a day after its last use at the latest."
            ),
            since=_signed_in,
        ),
    )
    data_map.CLOCKS.register(
        "tallies",
        Clock(
            what=_("How often somebody tried to sign in"),
            sentence=_("For two days after the last try."),
            since=_tried,
            lasts=lambda: limits.KEPT,
        ),
    )
    data_map.register(
        "accounts",
        Kept(
            "accounts.User",
            ("name", "email"),
            what=_("Name and e-mail address"),
            whose=ACCOUNTS,
            purpose=_(
                "To know who acts, and to write to them. Addresses are public only with consent."
            ),
            basis="A1-6d-iii",
            clock=WITH_ACCOUNT,
            shown=Shown.PUBLISHED,
            person="pk",
        ),
        Kept(
            "accounts.User",
            ("language", "told_of_language", "timezone", "theme", "digest"),
            what=_("Language, time zone, appearance and summaries of news"),
            whose=ACCOUNTS,
            purpose=_("To show pages and send mails as the person wishes"),
            basis="A1-6d-i",
            clock=WITH_ACCOUNT,
            person="pk",
        ),
        Kept(
            "accounts.User",
            ("password", "last_login", "date_joined"),
            what=_("A fingerprint of the password, first and last sign-in"),
            whose=ACCOUNTS,
            purpose=SIGN_IN,
            basis="R-24",
            clock=WITH_ACCOUNT,
            person="pk",
        ),
        Kept(
            "accounts.SecretariatTerm",
            ("period", "role", "ended_reason"),
            what=_("Terms in the secretariat, and why they ended"),
            whose=_("Staff of the secretariat"),
            purpose=_("Rights follow from a role that somebody holds for a time"),
            basis="A1-6c-i",
            clock=WITH_RECORD,
            person="person",
        ),
        Kept(
            "accounts.Tally",
            ("key", "moments"),
            what=_("Fingerprints of addresses and places, with the times of tries"),
            whose=_("Whoever tries to sign in"),
            purpose=SIGN_IN,
            basis="R-24",
            clock="tallies",
        ),
        Kept(
            "accounts.Erasure",
            ("person", "asked_at", "ended_at"),
            what=_("That somebody had the own data removed, and when"),
            whose=ACCOUNTS,
            purpose=_("To do what was asked for, and to show that it was done"),
            basis="R-49",
            clock=WITH_RECORD,
            person="person",
        ),
        Kept(
            "accounts.Erasure",
            ("recorded_by", "came_by", "asked_on", "reason"),
            what=_("Who recorded that somebody asked for it, and how that was asked"),
            whose=_("Whoever asked on paper or by mail, and officers of the secretariat"),
            purpose=_("To do what was asked for, and to show that it was done"),
            basis="R-64",
            clock=WITH_RECORD,
            person="person",
        ),
        Kept(
            "accounts.AccountMerge",
            ("gone_name", "gone_email", "addresses", "made_at", "undone_at"),
            what=_("That two accounts became one, and what the other was called before"),
            whose=_("Whoever had two accounts"),
            purpose=_(
                "To let both addresses lead to one person, and to take them apart again"
            ),
            basis="R-58",
            clock=WITH_ACCOUNT,
            person="gone",
        ),
        Kept(
            "accounts.AccountMerge",
            ("reason",),
            what=_("Why two accounts are the same person"),
            whose=_("Whoever had two accounts"),
            purpose=_("To show why it was done"),
            basis="R-58",
            clock=WITH_RECORD,
            person="gone",
        ),
        Kept(
            "accounts.AccountDistinction",
            ("reason",),
            what=_("Why two accounts that look alike are two people"),
            whose=ACCOUNTS,
            purpose=_("So that nobody is asked about them again"),
            basis="R-58",
            clock=WITH_RECORD,
            person="first",
        ),
        Kept(
            "account.EmailAddress",
            ("email",),
            what=_("Further e-mail addresses"),
            whose=ACCOUNTS,
            purpose=SIGN_IN,
            basis="R-24",
            clock=WITH_ACCOUNT,
            person="user",
        ),
        Kept(
            "mfa.Authenticator",
            ("data",),
            what=_("The second factor"),
            whose=ACCOUNTS,
            purpose=SIGN_IN,
            basis="R-24",
            clock=WITH_ACCOUNT,
        ),
        Kept(
            "usersessions.UserSession",
            ("created_at", "last_seen_at", "ip", "user_agent", "session_key", "data"),
            what=_("Network address and browser of each session"),
            whose=ACCOUNTS,
            purpose=SIGN_IN,
            basis="R-24",
            clock="sessions",
            person="user",
        ),
        Kept(
            "sessions.Session",
            ("session_key", "session_data"),
            what=_("The session itself"),
            whose=ACCOUNTS,
            purpose=SIGN_IN,
            basis="R-24",
            clock="sessions",
        ),
    )
    for table, fields in ABOUT_NO_PERSON.items():
        data_map.leave_out(table, fields)


def _tried() -> QuerySet[Any]:
    return Tally.objects.annotate(since=F("last_at"))


def _signed_in() -> QuerySet[Any]:
    return Session.objects.annotate(since=F("expire_date"))


def _asked_for() -> QuerySet[Any]:
    return Erasure.objects.waiting().annotate(since=F("due_at"))


# Names of things, and words by which programs know their records.
ABOUT_NO_PERSON = {
    "accounts.AccountMerge": "changes stayed",
    "account.EmailConfirmation": "key",
    "admin.LogEntry": "object_id object_repr change_message",
    "auth.Group": "name",
    "auth.Permission": "name codename",
    "contenttypes.ContentType": "app_label model",
    "guardian.GroupObjectPermission": "object_pk",
    "guardian.UserObjectPermission": "object_pk",
    "reference.Counter": "key",
    "reference.Country": "iso2 iso3 m49 name_ar name_zh name_en name_fr name_ru name_es places",
    "rulebook.ParameterValue": "parameter value reason",
}
