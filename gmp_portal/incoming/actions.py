"""An officer decides on a mail that waits: it is taken for its writer, or dropped (N19)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gmp_portal import incoming, ledger
from gmp_portal.accounts import rights
from gmp_portal.accounts.models import User
from gmp_portal.incoming import permissions
from gmp_portal.incoming.acts import Act
from gmp_portal.incoming.models import IncomingMail, State, Why
from gmp_portal.workflow import STEP_BY_STEP, RuleRefusedError


@transaction.atomic
def accept(mail: IncomingMail, *, by: User) -> None:
    """Take a mail for the person to whom the portal had written, as if he or she had sent it."""
    mail.lock()
    rights.require_step(by, permissions.can_accept, mail)
    taker = incoming.TAKERS.get(mail.purpose)
    if taker is None:
        raise RuleRefusedError(
            _("No part of the portal takes answers to this mail any more."),
            clause=STEP_BY_STEP,
        )
    before, mail.state = mail.state, State.TAKEN
    mail.decided_at, mail.decided_by = timezone.now(), by
    mail.save(update_fields=["state", "decided_at", "decided_by"])
    ledger.record(
        Act.ACCEPTED,
        mail,
        by=by,
        from_=before,
        to=mail.state,
        person=mail.person_id,
        why=mail.why,
    )
    taker.take(mail, mail.key)


@transaction.atomic
def drop(mail: IncomingMail, *, reason: str, by: User) -> None:
    """Drop a mail that is for nobody; its files go with it."""
    mail.lock()
    rights.require_step(by, permissions.can_drop, mail)
    before, mail.state = mail.state, State.DROPPED
    mail.why, mail.note = Why.BY_OFFICER, reason.strip()
    mail.decided_at, mail.decided_by = timezone.now(), by
    mail.save(update_fields=["state", "why", "note", "decided_at", "decided_by"])
    mail.files.all().delete()
    ledger.record(Act.DROPPED, mail, by=by, from_=before, to=mail.state, reason=mail.note)
