"""How people begin and end to speak or write for a partner (A1-6a)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import cast

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from guardian.shortcuts import get_users_with_perms

from gmp_portal import ledger
from gmp_portal.accounts import rights
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import days, today
from gmp_portal.workflow import RuleRefusedError
from partners import emails, not_now, permissions
from partners.actions import invitation_settling
from partners.acts import Act
from partners.models import LetterOfIntent, Partner, Representative

SPEAKING = "partners.represent_partner"
WRITING = "partners.contribute_to_partner"

# What somebody said of the own name and number goes on in another role.
OF_CONTACT = (
    *("consented_at", "mail_consented_at", "phone", "phone_consented_at"),
    *("confirmed_at", "asked_at", "reminded_at"),
)


def right_of(role: str) -> str:
    """The right that comes and goes with a term in this role (A1-6a-ii)."""
    return SPEAKING if role in Representative.SPEAKERS else WRITING


@transaction.atomic
def appoint(
    partner: Partner,
    person: User,
    *,
    role: str = Representative.Role.FOCAL_POINT,
    consents: bool = False,
    by: User,
) -> Representative:
    """Let somebody speak for a partner, or write for it, from today on (A1-6a)."""
    partner.lock()
    if refused := permissions.refusal_of_oneself(by, person):
        raise refused
    consented_at = timezone.now() if consents else None
    return begin(partner, person, role=role, named_by=by, consented_at=consented_at, by=by)


def begin(
    partner: Partner,
    person: User,
    *,
    role: str,
    named_by: User,
    consented_at: datetime | None = None,
    by: User,
) -> Representative:
    """Begin a term; a part of naming somebody, and of accepting an invitation (A1-6a)."""
    refuse_second_term(partner, person)
    term = Representative.objects.create(
        partner=partner,
        person=person,
        role=role,
        recorded_by=named_by,
        period=days(today(), None),
        consented_at=consented_at,
    )
    rights.grant(right_of(role), person, partner)
    ledger.record(
        Act.PARTNER_REPRESENTATIVE_APPOINTED, partner, by=by, person=person.pk, role=role
    )
    emails.representative_appointed(term, by=by)
    return term


@transaction.atomic
def change_role(term: Representative, role: str, *, by: User) -> Representative:
    """Give somebody of the partner another role; the rights of the old one end (A1-6a-ii)."""
    term.partner.lock()
    term.lock()
    if refused := permissions.refusal_of_oneself(by, term.person):
        raise refused
    if not permissions.can_representative_change_role.state_fits(term):
        raise not_now.why_role_stays(term)
    if role == term.role:
        return term
    if leaves_nobody(term):
        raise not_now.why_focal_point_stays()
    changed = take_role(term, role, named_by=by, by=by)
    emails.representative_appointed(changed, by=by)
    return changed


def take_role(
    term: Representative, role: str, *, named_by: User, by: User
) -> Representative:
    """Begin another role today, without a mail; a part of a hand-over, too (N41)."""
    # Whoever gets another role hands the old one over to nobody, and without a voice lets
    # nobody in.
    sent = Q(hands_over=term)
    if role not in Representative.SPEAKERS:
        sent |= Q(invited_by=term.person_id)
    _withdraw_invitations(term.partner, sent, by=by)
    rights.revoke(right_of(term.role), term.person, term.partner)
    rights.grant(right_of(role), term.person, term.partner)
    if term.is_shortened_by(today() - timedelta(days=1)):
        reason = _("Another role from the next day on.")
        term.shorten(term.last_day_if_ended_now, reason=reason, clause="A1-6a-ii")
        term = Representative.objects.create(
            partner=term.partner,
            person=term.person,
            role=role,
            recorded_by=named_by,
            period=days(today(), None),
            **{name: getattr(term, name) for name in OF_CONTACT},
        )
    else:
        # It began today, and no day has two roles.
        term.role = role
        term.save(update_fields=["role"])
    ledger.record(
        Act.PARTNER_ROLE_CHANGED, term.partner, by=by, person=term.person_id, role=role
    )
    return term


def refuse_second_term(partner: Partner, person: User) -> None:
    """Nobody belongs to a partner twice at the same time, nor on the same day (A1-6a-ii)."""
    term = _term_of_today(partner, person)
    if term is None:
        return
    refusal = _("%(name)s belongs to this partner already.")
    if not term.is_current:
        refusal = _("%(name)s left this partner today, and can be named again tomorrow.")
    raise RuleRefusedError(refusal % {"name": person.name}, clause="A1-6a-ii")


def _term_of_today(partner: Partner, person: User) -> Representative | None:
    """The term to which this day belongs, whether it runs or was ended today."""
    return partner.representatives.of(person).filter(period__contains=today()).first()


@transaction.atomic
def end(
    term: Representative, *, reason: str, nobody_follows: bool = False, by: User
) -> None:
    """End a term today; the right that came with it ends at once (A1-6a, R-39).

    Where the last focal point goes, ``nobody_follows`` has to say so.
    """
    partner = term.partner
    partner.lock()
    is_last = leaves_nobody(term)
    if is_last and not nobody_follows:
        raise RuleRefusedError(
            _(
                "Nobody else is a focal point of this partner. Hand over to somebody who "
                "follows, or say that nobody follows yet, and why."
            ),
            clause="R-39",
            status=422,
        )
    term.shorten(term.last_day_if_ended_now, reason=reason, clause="A1-6a-ii")
    if is_last:
        term.nobody_follows = True
        term.save(update_fields=["nobody_follows"])
    # Nobody lets people in after leaving.
    sent = Q(hands_over=term) | Q(invited_by=term.person_id)
    _withdraw_invitations(partner, sent, by=by)
    rights.revoke(right_of(term.role), term.person, partner)
    ledger.record(
        Act.PARTNER_REPRESENTATIVE_ENDED,
        partner,
        by=by,
        reason=reason,
        person=term.person_id,
    )
    emails.representative_ended(term, by=by)


def _withdraw_invitations(partner: Partner, which: Q, *, by: User) -> None:
    for waiting in partner.invitations.waiting().filter(which):
        invitation_settling.withdraw(waiting, by=by)


def renew_rights(partner: Partner) -> None:
    """Give the rights at this partner to those whose terms are its own now; a part of a merge."""
    for permission in (SPEAKING, WRITING):
        named = [permission.rpartition(".")[2]]
        holders = get_users_with_perms(
            partner, only_with_perms_in=named, with_group_users=False
        )
        for person in cast("Iterable[User]", holders):
            rights.revoke(permission, person, partner)
    for term in partner.representatives.current().select_related("person"):
        rights.grant(right_of(term.role), term.person, partner)


def leaves_nobody(term: Representative) -> bool:
    """Whether no other focal point stays; a partner that takes no part needs none (R-39)."""
    focal_point = Representative.Role.FOCAL_POINT
    if term.role != focal_point or not term.partner.is_confirmed or not term.is_current:
        return False
    others = term.partner.representatives.exclude(pk=term.pk).filter(role=focal_point)
    # Who began and ended today still has this day.
    return not others.current().current(today() + timedelta(days=1)).exists()


@transaction.atomic
def consent(term: Representative, *, consents: bool, by: User) -> None:
    """Say whether one's name may stand in the public directory (A1-6d-iii)."""
    term.lock()
    if consents == (term.consented_at is not None):
        return
    term.consented_at = timezone.now() if consents else None
    # Nothing is shown without the name.
    term.mail_consented_at = term.mail_consented_at if consents else None
    term.phone_consented_at = term.phone_consented_at if consents else None
    term.save(update_fields=["consented_at", "mail_consented_at", "phone_consented_at"])
    ledger.record(Act.PARTNER_CONSENT_CHANGED, term.partner, by=by, consents=consents)


def appoint_sender(letter: LetterOfIntent, partner: Partner, *, by: User) -> None:
    """Make the sender of a confirmed letter the focal point, unless that is so already."""
    sender = letter.sender
    if _term_of_today(partner, sender):
        return
    is_contact = sender.email.lower() == letter.contact_email.lower()
    consents = letter.contact_is_public and is_contact
    appoint(partner, sender, consents=consents, by=by)
