"""What the record of acts keeps of people, and the forms that were sent."""

from django.utils.translation import gettext_lazy as _

from gmp_portal.accounts import data_map
from gmp_portal.accounts.data_map import ACCOUNTS, WITH_RECORD, Clock, Kept, Shown
from gmp_portal.accounts.models import User
from gmp_portal.ui.models import SentForm


def register_all() -> None:
    """Say what each field is, and how long it is kept."""
    data_map.CLOCKS.register(
        "sent_forms", Clock(what=_("Texts as they were at each save"), rule="R-20")
    )
    data_map.ERASERS.register("ledger", erase)
    data_map.register(
        "ledger",
        Kept(
            "ledger.Entry",
            ("at", "actor", "kind", "subject", "body"),
            what=_("Who did what and when, by the number of the account"),
            whose=ACCOUNTS,
            purpose=_("What public bodies decide must be traceable"),
            basis="P-1",
            clock=WITH_RECORD,
            shown=Shown.PUBLISHED,
            person="actor",
        ),
        Kept(
            "ui.SentForm",
            ("key", "digest", "address"),
            what=_("That a form was sent, and from which page"),
            whose=ACCOUNTS,
            purpose=_("So that a form that is sent twice saves nothing twice"),
            basis="R-20",
            clock="sent_forms",
            person="person",
        ),
    )
    data_map.leave_out("ledger.Entry", "prev hash")
    data_map.leave_out("ledger.Checkpoint", "hash")


def erase(person: User) -> None:
    """Forget which forms somebody sent; acts name a number only, and stay (R-49)."""
    SentForm.objects.filter(person=person).delete()
