"""Who decides on mails that wait."""

from django.utils.translation import gettext_lazy as _

from gmp_portal.accounts.rights import Right, Steps, is_officer, officers
from gmp_portal.incoming import not_now
from gmp_portal.incoming.models import IncomingMail, State

INCOMING_MAIL: Steps[IncomingMail] = Steps()
_decides = officers(_("Only the secretariat decides on mails that wait."), "A1-6c-i")


def _waits(mail: IncomingMail) -> bool:
    return mail.state == State.HELD


def _can_be_taken(mail: IncomingMail) -> bool:
    return mail.can_be_taken


def _writer_is_active(mail: IncomingMail) -> bool:
    return mail.person is not None and mail.person.is_active


can_accept = INCOMING_MAIL.step(
    "accept", _decides, _can_be_taken, not_now.why_not_taken, also=_writer_is_active
)
can_drop = INCOMING_MAIL.step("drop", _decides, _waits, not_now.why_decided)
can_see_held = Right(
    is_officer, _("Only the secretariat sees the mails that wait."), "A1-6c-i"
)
