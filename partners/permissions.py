"""Who may do what to letters and partners. Every rule is role *and* state."""

from django.contrib.auth.models import AnonymousUser

from gmp_portal.accounts import rights
from gmp_portal.accounts.models import User
from partners.models import JoinRequest, LetterOfIntent, Partner, Representative

Anybody = User | AnonymousUser
Status = LetterOfIntent.Status


def represents(user: Anybody, partner: Partner) -> bool:
    """Speaks for the partner today: a current term and the right that came with it (A1-6a)."""
    terms = Representative.objects.filter(partner=partner)
    return rights.holds(user, "partners.represent_partner", partner, terms)


def is_officer(user: Anybody) -> bool:
    return user.is_authenticated and user.is_secretariat


def is_own(user: User, letter: LetterOfIntent) -> bool:
    """The letter is the officer's own, or of an organization he or she speaks for (R-06)."""
    addresses = {letter.contact_email.lower(), letter.signatory_email.lower()}
    if letter.sender_id == user.pk or user.email.lower() in addresses:
        return True
    own = Partner.objects.represented_by(user)
    if letter.partner is not None and own.filter(pk=letter.partner.pk).exists():
        return True
    return own.filter(skeleton=letter.skeleton).exists()


# The sender ----------------------------------------------------------------------------


def can_edit(user: Anybody, letter: LetterOfIntent) -> bool:
    return letter.sender_id == user.pk and letter.is_draft


def can_submit(user: Anybody, letter: LetterOfIntent) -> bool:
    return letter.sender_id == user.pk and letter.can_become(Status.SUBMITTED)


def can_answer(user: Anybody, letter: LetterOfIntent) -> bool:
    return letter.sender_id == user.pk and letter.status == Status.INFO_REQUESTED


def can_withdraw(user: Anybody, letter: LetterOfIntent) -> bool:
    return letter.sender_id == user.pk and letter.can_become(Status.WITHDRAWN)


# The secretariat -----------------------------------------------------------------------


def handles(user: Anybody, letter: LetterOfIntent) -> bool:
    """Works on sent letters for UNEP; whether a step fits the state, the action decides."""
    return is_officer(user) and not letter.is_draft


def may_decide(user: Anybody, letter: LetterOfIntent) -> bool:
    """Decides for UNEP, but never on an organization of one's own (A1-2e, R-06)."""
    return isinstance(user, User) and handles(user, letter) and not is_own(user, letter)


def can_check(user: Anybody, letter: LetterOfIntent) -> bool:
    states = {Status.SUBMITTED, Status.INFO_REQUESTED, Status.ANSWERED}
    return letter.status in states and may_decide(user, letter)


def can_request_information(user: Anybody, letter: LetterOfIntent) -> bool:
    return letter.can_become(Status.INFO_REQUESTED) and may_decide(user, letter)


def can_confirm(user: Anybody, letter: LetterOfIntent) -> bool:
    return letter.can_become(Status.CONFIRMED) and may_decide(user, letter)


def can_propose_decline(user: Anybody, letter: LetterOfIntent) -> bool:
    proposed = letter.decline_proposed_at is not None
    return letter.can_become(Status.DECLINED) and not proposed and may_decide(user, letter)


def can_decline(user: Anybody, letter: LetterOfIntent) -> bool:
    """A second person approves what the first one proposed."""
    proposed = letter.decline_proposed_at is not None
    other = letter.decline_proposed_by_id != user.pk
    return (
        letter.can_become(Status.DECLINED)
        and proposed
        and other
        and may_decide(user, letter)
    )


def can_clear(user: Anybody, letter: LetterOfIntent) -> bool:
    return (
        letter.status == Status.CONFIRMED
        and not letter.is_cleared
        and may_decide(user, letter)
    )


def can_second_clearance(user: Anybody, letter: LetterOfIntent) -> bool:
    """The second person of the clearance is another one (R-15)."""
    other = letter.cleared_by_id != user.pk
    return letter.awaits_second_clearance and other and can_clear(user, letter)


def can_publish(user: Anybody, letter: LetterOfIntent) -> bool:
    return (
        letter.can_become(Status.PUBLISHED)
        and letter.is_cleared
        and may_decide(user, letter)
    )


def can_see_original(user: Anybody, letter: LetterOfIntent) -> bool:
    """The sender, the partner's own people and the secretariat; visitors never."""
    return LetterOfIntent.objects.open_to(user).filter(pk=letter.pk).exists()


# Partners ------------------------------------------------------------------------------


def can_rename(user: Anybody, partner: Partner) -> bool:
    return is_officer(user)


def can_deactivate(user: Anybody, partner: Partner) -> bool:
    return is_officer(user) and partner.can_become(Partner.Status.INACTIVE)


def can_reactivate(user: Anybody, partner: Partner) -> bool:
    return is_officer(user) and partner.can_become(Partner.Status.CONFIRMED)


def can_withdraw_partner(user: Anybody, partner: Partner) -> bool:
    """A partner leaves by a statement of its own: only its people say so (R-11)."""
    return partner.can_become(Partner.Status.WITHDRAWN) and represents(user, partner)


def can_appoint(user: Anybody, partner: Partner) -> bool:
    """The partner's own people name further ones; the secretariat helps (A1-6c-v)."""
    if partner.status == Partner.Status.APPLICANT:
        return False
    return is_officer(user) or represents(user, partner)


def can_ask_to_join(user: Anybody, partner: Partner) -> bool:
    active = partner.status in {Partner.Status.CONFIRMED, Partner.Status.INACTIVE}
    return user.is_authenticated and active and not represents(user, partner)


def can_decide_join(user: Anybody, request: JoinRequest) -> bool:
    open_ = request.can_become(JoinRequest.Status.ACCEPTED)
    return open_ and request.person_id != user.pk and can_appoint(user, request.partner)
