"""What received mails keep of people."""

from django.utils.translation import gettext_lazy as _

from gmp_portal.accounts import data_map
from gmp_portal.accounts.data_map import WITH_RECORD, Kept
from gmp_portal.accounts.models import User
from gmp_portal.incoming.models import IncomingMail, State

WRITERS = _("Whoever answers a mail of the portal")


def register_all() -> None:
    """Say what each field is, and how long it is kept."""
    data_map.ERASERS.register("incoming", erase)
    data_map.register(
        "incoming",
        Kept(
            "incoming.IncomingMail",
            ("received_at", "subject", "text", "full_text"),
            what=_("Subject and text of each answer"),
            whose=WRITERS,
            purpose=_("To take answers by mail as if they were typed into the portal"),
            basis="A1-2d",
            clock="mails",
            person="person",
        ),
        Kept(
            "incoming.IncomingMail",
            ("from_address", "from_name"),
            what=_("From whom an answer came"),
            whose=WRITERS,
            purpose=_("To know whether it is the person who was asked"),
            basis="A1-2d",
            clock=WITH_RECORD,
            person="person",
        ),
    )
    data_map.leave_out(
        "incoming.IncomingMail", "message_id purpose key note refused_files why"
    )


def erase(person: User) -> None:
    """Take the address, the name and the words out of somebody's answers by mail (R-49)."""
    settled = IncomingMail.objects.filter(person=person).exclude(state=State.HELD)
    settled.update(from_address=data_map.NOBODY, from_name="", text="", full_text="")
