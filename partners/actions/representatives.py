"""How people begin and end to speak for a partner (A1-6a)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gmp_portal import ledger
from gmp_portal.accounts import rights
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import days, today
from gmp_portal.workflow import RuleRefusedError
from partners import emails, permissions
from partners.acts import Act
from partners.models import LetterOfIntent, Partner, Representative

RIGHT = "partners.represent_partner"


@transaction.atomic
def appoint(
    partner: Partner,
    person: User,
    *,
    role: str = Representative.Role.FOCAL_POINT,
    consents: bool = False,
    by: User,
) -> Representative:
    """Let somebody speak for a partner from today on (A1-6a)."""
    partner.lock()
    if refused := permissions.refusal_of_oneself(by, person):
        raise refused
    refuse_second_term(partner, person)
    term = Representative.objects.create(
        partner=partner,
        person=person,
        role=role,
        recorded_by=by,
        period=days(today(), None),
        consented_at=timezone.now() if consents else None,
    )
    rights.grant(RIGHT, person, partner)
    ledger.record(
        Act.PARTNER_REPRESENTATIVE_APPOINTED, partner, by=by, person=person.pk, role=role
    )
    emails.representative_appointed(term, by=by)
    return term


def refuse_second_term(partner: Partner, person: User) -> None:
    """Nobody speaks for a partner twice at the same time (A1-6a-ii)."""
    if partner.representatives.current().of(person).exists():
        refusal = _("%(name)s speaks for this partner already.") % {"name": person.name}
        raise RuleRefusedError(refusal, clause="A1-6a-ii")


@transaction.atomic
def end(term: Representative, *, reason: str, by: User) -> None:
    """End a term today; the right to speak for the partner ends at once (A1-6a)."""
    partner = term.partner
    partner.lock()
    term.shorten(term.last_day_if_ended_now, reason=reason, clause="A1-6a-ii")
    rights.revoke(RIGHT, term.person, partner)
    ledger.record(
        Act.PARTNER_REPRESENTATIVE_ENDED,
        partner,
        by=by,
        reason=reason,
        person=term.person_id,
    )
    emails.representative_ended(term, by=by)


@transaction.atomic
def consent(term: Representative, *, consents: bool, by: User) -> None:
    """Say whether one's name may stand in the public directory (A1-6d-iii)."""
    term.lock()
    if consents == (term.consented_at is not None):
        return
    term.consented_at = timezone.now() if consents else None
    term.save(update_fields=["consented_at"])
    ledger.record(Act.PARTNER_CONSENT_CHANGED, term.partner, by=by, consents=consents)


def appoint_sender(letter: LetterOfIntent, partner: Partner, *, by: User) -> None:
    """Make the sender of a confirmed letter the focal point, unless that is so already."""
    sender = letter.sender
    if partner.representatives.current().of(sender).exists():
        return
    is_contact = sender.email.lower() == letter.contact_email.lower()
    consents = letter.contact_is_public and is_contact
    appoint(partner, sender, consents=consents, by=by)
