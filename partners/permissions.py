"""Who may do what to letters and partners: each step belongs to a role and fits some states.

``can_confirm(user, letter)`` weighs both. To the wrong person a role says so, with its clause;
the right person in the wrong state is led back to the record and reads why (``not_now``).
"""

from typing import TYPE_CHECKING

from django.db.models import Model
from django.utils.translation import gettext as _

from gmp_portal.accounts import rights
from gmp_portal.accounts.answers import asked_once
from gmp_portal.accounts.models import User
from gmp_portal.accounts.steps import Anybody, Refusal, Steps
from gmp_portal.workflow import RuleRefusedError
from partners import not_now
from partners.models import (
    JoinRequest,
    LetterOfIntent,
    Partner,
    Representative,
)
from partners.models.letter_states import UNDER_WAY

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Status = LetterOfIntent.Status

LETTER: Steps[LetterOfIntent] = Steps()
PARTNER: Steps[Partner] = Steps()
TERM: Steps[Representative] = Steps()
REQUEST: Steps[JoinRequest] = Steps()


# Roles ---------------------------------------------------------------------------------


def is_officer(user: Anybody) -> bool:
    return user.is_authenticated and user.is_secretariat


def represents(user: Anybody, partner: Partner) -> bool:
    """Speaks for the partner today: a current term and the right that came with it (A1-6a)."""
    terms = Representative.objects.filter(partner=partner)
    return rights.holds(user, "partners.represent_partner", partner, terms)


@asked_once
def is_own(user: User, letter: LetterOfIntent) -> bool:
    """The letter is the officer's own, or of an organization he or she speaks for (R-06)."""
    addresses = {letter.contact_email.lower(), letter.signatory_email.lower()}
    if letter.sender_id == user.pk or user.email.lower() in addresses:
        return True
    own = Partner.objects.represented_by(user)
    if letter.partner is not None and own.filter(pk=letter.partner.pk).exists():
        return True
    return own.filter(skeleton=letter.skeleton).exists()


def refusal_of_own(user: User, letter: LetterOfIntent) -> RuleRefusedError | None:
    """Keeps officers from deciding on their own organizations (R-06)."""
    if not is_own(user, letter):
        return None
    sentence = _(
        "Nobody decides for UNEP on an organization of his or her own: another member of the "
        "secretariat does."
    )
    return _refuse(sentence, "R-06")


def _refuse(sentence: "StrOrPromise", clause: str) -> RuleRefusedError:
    return RuleRefusedError(sentence, clause=clause, status=403)


def refusal_to_start() -> RuleRefusedError:
    return _refuse(_("Sign in to begin a letter of intent."), "A1-2c-1")


def refusal_of_desk() -> RuleRefusedError:
    sentence = _(
        "The desk belongs to the secretariat. You find your own letters under “Become a "
        "partner”."
    )
    return _refuse(sentence, "A1-2e")


def _sender(user: Anybody, letter: LetterOfIntent) -> Refusal:
    if letter.sender_id == user.pk:
        return None
    sentence = _("Only the sender of the letter can do this: ask him or her.")
    return _refuse(sentence, "A1-2c-1")


def _reader(user: Anybody, letter: LetterOfIntent) -> Refusal:
    """The sender, the partner's own people and the secretariat; visitors never."""
    if LetterOfIntent.objects.open_to(user).filter(pk=letter.pk).exists():
        return None
    sentence = _(
        "The original of a letter is open to its sender, to the people of the partner and to "
        "the secretariat: others read the public letter."
    )
    return _refuse(sentence, "A1-2c-6")


def refusal_to_decide(user: Anybody, letter: LetterOfIntent) -> RuleRefusedError | None:
    """Keeps everybody but the secretariat from deciding for UNEP (A1-2e, R-06)."""
    if isinstance(user, User) and is_officer(user):
        return refusal_of_own(user, letter)
    sentence = _(
        "Only the secretariat of UNEP decides on letters of intent: wait for its answer."
    )
    return _refuse(sentence, "A1-2e")


def second_on_decline(user: Anybody, letter: LetterOfIntent) -> Refusal:
    """A second person approves what the first one proposed (A1-2e)."""
    if letter.decline_proposed_by_id == user.pk:
        sentence = _(
            "A second person approves a decline: the one who proposed it cannot. Ask another "
            "member of the secretariat."
        )
        return _refuse(sentence, "A1-2e")
    return refusal_to_decide(user, letter)


def second_on_clearance(user: Anybody, letter: LetterOfIntent) -> Refusal:
    """The second person of the clearance is another one (R-15)."""
    if letter.cleared_by_id == user.pk:
        sentence = _(
            "Where personal data were found, a second person clears the letter: ask another "
            "member of the secretariat."
        )
        return _refuse(sentence, "R-15")
    return refusal_to_decide(user, letter)


def refusal_of_oneself(user: Anybody, person: User) -> RuleRefusedError | None:
    """Nobody lets oneself in: others say who speaks for a partner."""
    if person.pk != user.pk:
        return None
    sentence = _(
        "Nobody lets oneself in: somebody else who speaks for the partner, or another member "
        "of the secretariat, decides."
    )
    return _refuse(sentence, "A1-6a-ii")


def _officer(user: Anybody, _record: Model) -> Refusal:
    if is_officer(user):
        return None
    sentence = _(
        "The secretariat keeps the register of partners: tell it what has changed."
    )
    return _refuse(sentence, "A1-6c-i")


def _outsider(user: Anybody, partner: Partner) -> Refusal:
    """Somebody with an account who does not speak for the partner yet."""
    if not user.is_authenticated:
        return _refuse(_("Sign in to ask whether you may speak for a partner."), "A1-6a-ii")
    if represents(user, partner):
        sentence = _("You speak for this partner already: there is nothing to ask for.")
        return _refuse(sentence, "A1-6a-ii")
    return None


def _representative(user: Anybody, partner: Partner) -> Refusal:
    if represents(user, partner):
        return None
    sentence = _(
        "Whoever speaks for a partner decides about the own name: ask the person to do it."
    )
    return _refuse(sentence, "A1-6d-iii")


def _leaver(user: Anybody, partner: Partner) -> Refusal:
    """A partner leaves by a statement of its own: only its people say so (R-11)."""
    if represents(user, partner):
        return None
    sentence = _(
        "A partner leaves by a statement of its own people: ask one of them to make it."
    )
    return _refuse(sentence, "R-11")


def _keeper(user: Anybody, partner: Partner) -> Refusal:
    """The partner's own people, and the secretariat that helps them (A1-6c-v)."""
    if is_officer(user) or represents(user, partner):
        return None
    sentence = _(
        "The people of a partner and the secretariat say who speaks for it: ask one of them."
    )
    return _refuse(sentence, "A1-6a-ii")


def refusal_to_let_in(user: Anybody, request: JoinRequest) -> Refusal:
    """The partner's own people and the secretariat let others in, and nobody oneself."""
    return refusal_of_oneself(user, request.person) or _keeper(user, request.partner)


# What the sender does --------------------------------------------------------------------


def can_start(user: Anybody) -> bool:
    """Everybody with an account may begin a letter (A1-2a)."""
    return user.is_authenticated


@LETTER.of(_sender, not_now.why_not_editable)
def can_edit(_user: Anybody, letter: LetterOfIntent) -> bool:
    return letter.is_draft


@LETTER.of(_sender, not_now.why_not_discarded)
def can_discard(_user: Anybody, letter: LetterOfIntent) -> bool:
    return letter.is_draft


@LETTER.of(_sender, not_now.why_not_submitted)
def can_submit(_user: Anybody, letter: LetterOfIntent) -> bool:
    return letter.can_become(Status.SUBMITTED)


@LETTER.of(_sender, not_now.why_not_answered)
def can_answer(_user: Anybody, letter: LetterOfIntent) -> bool:
    return letter.status == Status.INFO_REQUESTED


@LETTER.of(_sender, not_now.why_not_withdrawn)
def can_withdraw(_user: Anybody, letter: LetterOfIntent) -> bool:
    return letter.can_become(Status.WITHDRAWN)


@LETTER.of(_reader)
def can_see_original(_user: Anybody, _letter: LetterOfIntent) -> bool:
    return True


# What the secretariat does with a letter ---------------------------------------------------


@LETTER.of(refusal_to_decide, not_now.why_not_examined)
def can_checklist(_user: Anybody, letter: LetterOfIntent) -> bool:
    return letter.status in UNDER_WAY


@LETTER.of(refusal_to_decide, not_now.why_no_request)
def can_request_information(_user: Anybody, letter: LetterOfIntent) -> bool:
    return letter.can_become(Status.INFO_REQUESTED)


@LETTER.of(refusal_to_decide, not_now.why_not_confirmed)
def can_confirm(_user: Anybody, letter: LetterOfIntent) -> bool:
    """Once the checklist is answered with yes, and nobody proposes to decline (A1-2e)."""
    is_possible = letter.can_become(Status.CONFIRMED)
    return is_possible and not_now.refusal_of_unfinished(letter) is None


@LETTER.of(refusal_to_decide, not_now.why_no_proposal)
def can_propose_decline(_user: Anybody, letter: LetterOfIntent) -> bool:
    return letter.can_become(Status.DECLINED) and letter.decline_proposed_at is None


@LETTER.of(refusal_to_decide, not_now.why_not_declined)
def can_drop_decline(_user: Anybody, letter: LetterOfIntent) -> bool:
    return letter.can_become(Status.DECLINED) and letter.decline_proposed_at is not None


@LETTER.of(second_on_decline, not_now.why_not_declined)
def can_decline(_user: Anybody, letter: LetterOfIntent) -> bool:
    return letter.can_become(Status.DECLINED) and letter.decline_proposed_at is not None


@LETTER.of(refusal_to_decide, not_now.why_not_cleared)
def can_clear(_user: Anybody, letter: LetterOfIntent) -> bool:
    return letter.status == Status.CONFIRMED and letter.cleared_at is None


@LETTER.of(second_on_clearance, not_now.why_not_seconded)
def can_second_clearance(_user: Anybody, letter: LetterOfIntent) -> bool:
    return letter.status == Status.CONFIRMED and letter.awaits_second_clearance


@LETTER.of(refusal_to_decide, not_now.why_not_reopened)
def can_reopen_clearance(_user: Anybody, letter: LetterOfIntent) -> bool:
    return letter.status == Status.CONFIRMED and letter.cleared_at is not None


@LETTER.of(refusal_to_decide, not_now.why_not_published)
def can_publish(_user: Anybody, letter: LetterOfIntent) -> bool:
    """Once the text is cleared and the public file is made (A1-2c-6)."""
    is_ready = letter.is_cleared and letter.public_letter_id is not None
    return letter.can_become(Status.PUBLISHED) and is_ready


# Partners and those who speak for them -----------------------------------------------------


@PARTNER.of(_officer)
def can_rename(_user: Anybody, _partner: Partner) -> bool:
    return True


@PARTNER.of(_officer, not_now.why_not_deactivated)
def can_deactivate(_user: Anybody, partner: Partner) -> bool:
    return partner.can_become(Partner.Status.INACTIVE)


@PARTNER.of(_officer, not_now.why_not_taken_back)
def can_reactivate(_user: Anybody, partner: Partner) -> bool:
    """Whoever applies is admitted by a letter, and by nothing else (A1-2e, R-11)."""
    return partner.status in {Partner.Status.INACTIVE, Partner.Status.WITHDRAWN}


@PARTNER.of(_leaver, not_now.why_not_gone)
def can_partner_withdraw(_user: Anybody, partner: Partner) -> bool:
    return partner.can_become(Partner.Status.WITHDRAWN)


@PARTNER.of(_keeper)
def can_see_names(_user: Anybody, _partner: Partner) -> bool:
    """Names without consent, and who changed the register (A1-6d-iii)."""
    return True


@PARTNER.of(_keeper, not_now.why_no_speakers)
def can_appoint(_user: Anybody, partner: Partner) -> bool:
    return partner.status != Partner.Status.APPLICANT


@TERM.of(lambda user, term: _keeper(user, term.partner), not_now.why_term_stays)
def can_representative_end(user: Anybody, term: Representative) -> bool:
    return can_appoint.fits(user, term.partner)


@PARTNER.of(_representative)
def can_consent(_user: Anybody, _partner: Partner) -> bool:
    """One's own name only: the view asks for one's own term (A1-6d-iii)."""
    return True


@PARTNER.of(_outsider, not_now.why_not_asked)
def can_join_request_ask(_user: Anybody, partner: Partner) -> bool:
    return partner.status in {Partner.Status.CONFIRMED, Partner.Status.INACTIVE}


@REQUEST.of(refusal_to_let_in, not_now.why_not_let_in)
def can_join_request_decide(user: Anybody, request: JoinRequest) -> bool:
    still_open = request.can_become(JoinRequest.Status.ACCEPTED)
    return still_open and can_appoint.fits(user, request.partner)


# For the pages -------------------------------------------------------------------------


def possible(user: Anybody, record: LetterOfIntent | Partner) -> set[str]:
    """What this reader can do with the record now: ``{"confirm", "clear"}``."""
    if isinstance(record, Partner):
        return PARTNER.possible(user, record)
    return LETTER.possible(user, record)
