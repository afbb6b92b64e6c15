"""Who decides on mails that wait."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from gmp_portal import incoming
from gmp_portal.accounts.rights import (
    Anybody,
    Right,
    Steps,
    every,
    is_officer,
    officers,
    role,
)
from gmp_portal.incoming import not_now
from gmp_portal.incoming.models import IncomingMail, State

INCOMING_MAIL: Steps[IncomingMail] = Steps()


def is_own(user: Anybody, mail: IncomingMail) -> bool:
    """The mail is about an organization in which this officer has a hand (R-06)."""
    taker = incoming.TAKERS.get(mail.purpose)
    if taker is None or isinstance(user, AnonymousUser):
        return False
    return taker.is_own(user, mail.key)


_decides = every(
    _("the secretariat, except for one's own organization"),
    officers(_("Only the secretariat decides on mails that wait."), "A1-6c-i"),
    role(
        lambda user, mail: not is_own(user, mail),
        _(
            "Nobody decides on a mail about an organization of his or her own: another member of "
            "the secretariat does."
        ),
        "R-06",
        who=_("whoever has no hand in the organization"),
    ),
)


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
