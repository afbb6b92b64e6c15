"""What becomes of the rows of this app when two accounts are merged (C16, R-58)."""

from django.utils.translation import gettext_lazy

from gmp_portal.accounts import merging
from gmp_portal.accounts.merging import Key, Rows
from gmp_portal.accounts.models import User
from gmp_portal.incoming.models import IncomingMail, State


def register_all() -> None:
    merging.register(
        Key(
            IncomingMail,
            "person",
            stays=gettext_lazy("Mails that were dealt with stay as they came."),
            moving=_held,
        )
    )
    merging.register_history(IncomingMail, "decided_by")


def _held(rows: Rows, kept: User) -> Rows:
    return rows.filter(state=State.HELD)
