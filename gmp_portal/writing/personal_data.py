"""What writing together keeps of people."""

from datetime import timedelta
from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from gmp_portal import rulebook
from gmp_portal.accounts import data_map
from gmp_portal.accounts.data_map import ACCOUNTS, Clock, Kept
from gmp_portal.accounts.models import User
from gmp_portal.writing import unsent, visits
from gmp_portal.writing.models import Presence, UnsentForm, Visit


def register_all() -> None:
    """Say what each field is, and how long it is kept."""
    data_map.CLOCKS.register(
        "presence",
        Clock(
            what=_("Who is writing on a text at this moment"),
            sentence=_("For some minutes after somebody has left."),
        ),
    )
    data_map.CLOCKS.register(
        "unsent",
        Clock(
            what=_("What was typed and never sent"),
            rule=unsent.RULE,
            since=_typed,
            lasts=lambda: timedelta(days=rulebook.value(unsent.RULE)["days"]),
        ),
    )
    data_map.CLOCKS.register(
        "visits",
        Clock(
            what=_("When somebody was last on a text that is being written"),
            rule=visits.RULE,
            since=_seen,
            lasts=lambda: timedelta(days=rulebook.value(visits.RULE)["days"]),
        ),
    )
    data_map.ERASERS.register("writing", erase)
    data_map.register(
        "writing",
        Kept(
            "writing.Presence",
            ("scope", "part"),
            what=_("Who is writing on which part of a text"),
            whose=_("Whoever writes a text together with others"),
            purpose=_("So that nobody overwrites what another person types"),
            basis="A1-6b-ii",
            clock="presence",
            person="person",
        ),
        Kept(
            "writing.Revision",
            ("values", "saved_by"),
            what=_("Texts as they were saved, and by whom"),
            whose=_("Whoever writes a text together with others"),
            purpose=_("So that nothing that somebody wrote is lost"),
            basis="A1-6b-ii",
            clock="sent_forms",
            person="saved_by",
        ),
        Kept(
            "writing.UnsentForm",
            ("fields", "form", "page", "action", "title"),
            what=_("What was typed into a form and not sent"),
            whose=ACCOUNTS,
            purpose=_("So that nothing is lost when a connection breaks"),
            basis="A1-6b-ii",
            clock="unsent",
            person="person",
        ),
        Kept(
            "writing.Visit",
            ("scope", "parts"),
            what=_(
                "When somebody was last on a text that is being written, and on its parts"
            ),
            whose=_("Whoever reads or writes a text that is being written"),
            purpose=_("To tell this person alone what others changed since"),
            basis="A1-6b-ii",
            clock="visits",
            person="person",
        ),
    )
    data_map.leave_out("writing.Revision", "kind key token")
    data_map.leave_out("writing.UnsentForm", "stem copy version")


def erase(person: User) -> None:
    """Forget where somebody was and wrote, and what was typed and not sent (R-49)."""
    Presence.objects.filter(person=person).delete()
    Visit.objects.filter(person=person).delete()
    UnsentForm.objects.filter(person=person).delete()


def _typed() -> QuerySet[Any]:
    return UnsentForm.objects.annotate(since=F("kept_at"))


def _seen() -> QuerySet[Any]:
    return Visit.objects.annotate(since=F("seen_at"))
