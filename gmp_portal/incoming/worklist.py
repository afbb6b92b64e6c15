"""What waits for the secretariat in this app: mails that the portal could not place."""

from types import SimpleNamespace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gmp_portal import rounds
from gmp_portal.accounts.models import User
from gmp_portal.incoming.models import IncomingMail
from gmp_portal.ledger import subject_of
from gmp_portal.rounds import Reading
from gmp_portal.ui import one_query
from gmp_portal.ui.worklist import Task, day_of


def reading(user: User) -> Reading[list[Task]]:
    """Nobody but the secretariat has anything to do here."""
    yield []
    return []


def desk_queue() -> dict[str, list[Task]]:
    """Mails on which an officer decides, the oldest first."""
    return rounds.read(desk_reading())


def desk_reading() -> Reading[dict[str, list[Task]]]:
    """The same, to be read beside what waits in other apps."""
    held = IncomingMail.objects.held()
    facts = one_query.facts(
        held, "pk", "subject", "from_name", "from_address", "received_at"
    )
    yield [facts]
    waiting = [SimpleNamespace(**mail.told) for mail in facts]
    return {_("Mails that wait"): [_task(told) for told in waiting]}


def _task(told: Any) -> Task:
    mail = IncomingMail(
        pk=told.pk, from_name=told.from_name, from_address=told.from_address
    )
    since = day_of(one_query.moment(told.received_at))
    return Task(
        told.subject or _("A mail without a subject"),
        mail.get_absolute_url(),
        note=mail.sender,
        action=pgettext("step", "Decide"),
        kind="mails",
        state=_("Waits"),
        tone="warn",
        since=since,
        about=subject_of(mail),
    )
