"""Who may do what to letters and partners: each step belongs to a role and fits some states.

``can_confirm(user, letter)`` weighs both. To the wrong person a role says so, with its clause;
the right person in the wrong state is led back to the record and reads why (``not_now``).
"""

from django.utils.translation import gettext_lazy

from gmp_portal.accounts import rights
from gmp_portal.accounts.models import User
from gmp_portal.accounts.rights import (
    Anybody,
    Right,
    Steps,
    always,
    asked_once,
    every,
    if_it_becomes,
    is_officer,
    officers,
    role,
)
from partners import not_now
from partners.models import JoinRequest, LetterOfIntent, Partner, Representative
from partners.models.letter_states import COPYABLE, UNDER_WAY
from partners.reading import personal_data

Status = LetterOfIntent.Status

LETTER: Steps[LetterOfIntent] = Steps()
PARTNER: Steps[Partner] = Steps()
TERM: Steps[Representative] = Steps()
REQUEST: Steps[JoinRequest] = Steps()

THE_PEOPLE = gettext_lazy("whoever speaks for the partner")


# Roles ---------------------------------------------------------------------------------


def represents(user: Anybody, partner: Partner) -> bool:
    """Speaks for the partner today: a current term and the right that came with it (A1-6a)."""
    permission = "partners.represent_partner"
    return rights.holds(user, permission, partner, Representative, partner_id=partner.pk)


@asked_once
def is_own(user: User, letter: LetterOfIntent) -> bool:
    """The letter is the officer's own, or of an organization he or she speaks for (R-06)."""
    addresses = {letter.contact_email.lower(), letter.signatory_email.lower()}
    if letter.sender_id == user.pk or user.email.lower() in addresses:
        return True
    own = Partner.objects.represented_by(user)
    if letter.partner is not None and own.filter(pk=letter.partner.pk).exists():
        return True
    return own.that_may_be(letter.organisation, letter.country).exists()


_not_own = role(
    lambda user, letter: not is_own(user, letter),
    gettext_lazy(
        "Nobody decides for UNEP on an organization of his or her own: another member of the "
        "secretariat does."
    ),
    "R-06",
    who=gettext_lazy("whoever has no hand in the organization"),
)
_sender = role(
    lambda user, letter: letter.sender_id == user.pk,
    gettext_lazy("Only the sender of the letter can do this: ask him or her."),
    "A1-2c-1",
    who=gettext_lazy("the sender"),
)
# The sender, and colleagues who accepted the link by which they write the draft, too.
_writer = role(
    lambda user, letter: letter.sender_id == user.pk or letter.is_written_by(user),
    gettext_lazy("Only the sender of the letter can do this: ask him or her."),
    "A1-2c-1",
    who=gettext_lazy("the sender, and colleagues who were asked to write the draft"),
)
# The sender, the partner's own people and the secretariat; visitors never.
_reader = role(
    lambda user, letter: LetterOfIntent.objects.open_to(user).filter(pk=letter.pk).exists(),
    gettext_lazy(
        "The original of a letter is open to its sender, to the people of the partner and to "
        "the secretariat: others read the public letter."
    ),
    "A1-2c-6",
    who=gettext_lazy("the sender, the people of the partner, the secretariat"),
)
# Keeps everybody but the secretariat from deciding for UNEP (A1-2e, R-06).
refusal_to_decide = every(
    gettext_lazy("the secretariat, except for one's own organization"),
    officers(
        gettext_lazy(
            "Only the secretariat of UNEP decides on letters of intent: wait for its answer."
        ),
        "A1-2e",
    ),
    _not_own,
)
# A second person approves what the first one proposed (A1-2e).
second_on_decline = every(
    gettext_lazy("the secretariat, except for who proposed it"),
    role(
        lambda user, letter: letter.decline_proposed_by_id != user.pk,
        gettext_lazy(
            "A second person approves a decline: the one who proposed it cannot. Ask another "
            "member of the secretariat."
        ),
        "A1-2e",
        who=gettext_lazy("anybody but whoever proposed it"),
    ),
    refusal_to_decide,
)
# The second person of the clearance is another one.
second_on_clearance = every(
    gettext_lazy("the secretariat, except for who cleared it first"),
    role(
        lambda user, letter: letter.cleared_by_id != user.pk,
        gettext_lazy(
            "Where personal data were found, a second person clears the letter: ask another "
            "member of the secretariat."
        ),
        "R-15",
        who=gettext_lazy("anybody but whoever cleared it first"),
    ),
    refusal_to_decide,
)
# Nobody lets oneself in: others say who speaks for a partner.
refusal_of_oneself = role(
    lambda user, person: person.pk != user.pk,
    gettext_lazy(
        "Nobody lets oneself in: somebody else who speaks for the partner, or another member "
        "of the secretariat, decides."
    ),
    "A1-6a-ii",
    who=gettext_lazy("anybody but the person in question"),
)
_officer = officers(
    gettext_lazy(
        "The secretariat keeps the register of partners: tell it what has changed."
    ),
    "A1-6c-i",
)
# Somebody with an account who does not speak for the partner yet.
_outsider = every(
    gettext_lazy("anybody with an account who does not speak for the partner yet"),
    role(
        lambda user, _partner: user.is_authenticated,
        gettext_lazy("Sign in to ask whether you may speak for a partner."),
        "A1-6a-ii",
        who=gettext_lazy("anybody with an account"),
    ),
    role(
        lambda user, partner: not represents(user, partner),
        gettext_lazy("You speak for this partner already: there is nothing to ask for."),
        "A1-6a-ii",
        who=gettext_lazy("anybody who does not speak for the partner"),
    ),
    role(
        lambda user, _partner: not is_officer(user),
        gettext_lazy(
            "Members of the secretariat do not ask: another member of the secretariat enters "
            "them as a representative of the partner."
        ),
        "A1-6a-ii",
        who=gettext_lazy("anybody outside the secretariat"),
    ),
)
_representative = role(
    represents,
    gettext_lazy(
        "Whoever speaks for a partner decides about the own name: ask the person to do it."
    ),
    "A1-6d-iii",
    who=THE_PEOPLE,
)
# A partner leaves by a statement of its own: only its people say so.
_leaver = role(
    represents,
    gettext_lazy(
        "A partner leaves by a statement of its own people: ask one of them to make it."
    ),
    "R-11",
    who=THE_PEOPLE,
)
# The partner's own people, and the secretariat that helps them (A1-6c-v).
_keeper = role(
    lambda user, partner: is_officer(user) or represents(user, partner),
    gettext_lazy(
        "The people of a partner and the secretariat say who speaks for it: ask one of them."
    ),
    "A1-6a-ii",
    who=gettext_lazy("whoever speaks for the partner, the secretariat"),
)
# The partner's own people and the secretariat let others in, and nobody oneself.
refusal_to_let_in = every(
    gettext_lazy("whoever speaks for the partner, the secretariat, but nobody oneself"),
    refusal_of_oneself.of(lambda request: request.person),
    _keeper.of(lambda request: request.partner),
)


# States --------------------------------------------------------------------------------


def _is_draft(letter: LetterOfIntent) -> bool:
    return letter.is_draft


def _is_decline_proposed(letter: LetterOfIntent) -> bool:
    return letter.can_become(Status.DECLINED) and letter.decline_proposed_at is not None


def _can_be_public(letter: LetterOfIntent) -> bool:
    is_ready = letter.is_cleared and letter.public_letter_id is not None
    is_due = letter.can_become(Status.PUBLISHED) and is_ready
    return is_due and not personal_data.unsettled_in(letter)


def _has_speakers(partner: Partner) -> bool:
    return partner.status != Partner.Status.APPLICANT


def _can_be_ended(term: Representative) -> bool:
    """Who was appointed and ended today has this day still, and it cannot be taken away."""
    still_runs = term.is_shortened_by(term.last_day_if_ended_now)
    return still_runs and _has_speakers(term.partner)


def _can_be_let_in(request: JoinRequest) -> bool:
    still_open = request.can_become(JoinRequest.Status.ACCEPTED)
    return still_open and _has_speakers(request.partner)


# What the sender does --------------------------------------------------------------------


# Everybody with an account may begin a letter (A1-2a).
can_start = Right(
    lambda user: user.is_authenticated,
    gettext_lazy("Sign in to begin a letter of intent."),
    "A1-2c-1",
    who=gettext_lazy("anybody with an account"),
)
can_edit = LETTER.step("edit", _writer, _is_draft, not_now.why_not_editable)
can_share = LETTER.step("share", _sender, _is_draft, not_now.why_not_shared)
can_discard = LETTER.step("discard", _sender, _is_draft, not_now.why_not_discarded)
can_submit = LETTER.step(
    "submit", _sender, if_it_becomes(Status.SUBMITTED), not_now.why_not_submitted
)
can_answer = LETTER.step(
    "answer",
    _sender,
    lambda letter: letter.status == Status.INFO_REQUESTED,
    not_now.why_not_answered,
)
can_withdraw = LETTER.step(
    "withdraw", _sender, if_it_becomes(Status.WITHDRAWN), not_now.why_not_withdrawn
)
can_copy = LETTER.step(
    "copy", _sender, lambda letter: letter.status in COPYABLE, not_now.why_not_copied
)
can_signature_ask = LETTER.step(
    "signature_ask", _sender, LetterOfIntent.awaits_signatory, not_now.why_no_signature
)
can_see_original = LETTER.step("see_original", _reader, always)


# What the secretariat does with a letter ---------------------------------------------------


can_read_desk = Right(
    is_officer,
    gettext_lazy(
        "The desk belongs to the secretariat. You find your own letters under “Become a "
        "partner”."
    ),
    "A1-2e",
)

can_checklist = LETTER.step(
    "checklist",
    refusal_to_decide,
    lambda letter: letter.status in UNDER_WAY and letter.decline_proposed_at is None,
    not_now.why_not_checked,
)
can_request_information = LETTER.step(
    "request_information",
    refusal_to_decide,
    if_it_becomes(Status.INFO_REQUESTED),
    not_now.why_no_request,
)

# Once the checklist is answered with yes, and nobody proposes to decline (A1-2e).
can_confirm = LETTER.step(
    "confirm",
    refusal_to_decide,
    if_it_becomes(Status.CONFIRMED),
    not_now.why_not_confirmed,
    also=lambda letter: letter.refusal_of_unfinished() is None,
)
can_propose_decline = LETTER.step(
    "propose_decline",
    refusal_to_decide,
    lambda letter: (
        letter.can_become(Status.DECLINED) and letter.decline_proposed_at is None
    ),
    not_now.why_no_proposal,
)
can_drop_decline = LETTER.step(
    "drop_decline", refusal_to_decide, _is_decline_proposed, not_now.why_not_declined
)
can_decline = LETTER.step(
    "decline", second_on_decline, _is_decline_proposed, not_now.why_not_declined
)
can_clear = LETTER.step(
    "clear",
    refusal_to_decide,
    lambda letter: letter.status == Status.CONFIRMED and letter.cleared_at is None,
    not_now.why_not_cleared,
)
can_second_clearance = LETTER.step(
    "second_clearance",
    second_on_clearance,
    lambda letter: letter.status == Status.CONFIRMED and letter.awaits_second_clearance,
    not_now.why_not_seconded,
)
can_reopen_clearance = LETTER.step(
    "reopen_clearance",
    refusal_to_decide,
    lambda letter: letter.status == Status.CONFIRMED and letter.cleared_at is not None,
    not_now.why_not_reopened,
)

# Once the text is cleared and the public file is made (A1-2c-6).
can_publish = LETTER.step(
    "publish", refusal_to_decide, _can_be_public, not_now.why_not_published
)


# Partners and those who speak for them -----------------------------------------------------


can_rename = PARTNER.step("rename", _officer, always)
can_deactivate = PARTNER.step(
    "deactivate",
    _officer,
    if_it_becomes(Partner.Status.INACTIVE),
    not_now.why_not_deactivated,
)

# Whoever applies is admitted by a letter, and by nothing else (A1-2e, R-11).
can_reactivate = PARTNER.step(
    "reactivate",
    _officer,
    lambda partner: partner.status in {Partner.Status.INACTIVE, Partner.Status.WITHDRAWN},
    not_now.why_not_taken_back,
)
can_partner_withdraw = PARTNER.step(
    "partner_withdraw",
    _leaver,
    if_it_becomes(Partner.Status.WITHDRAWN),
    not_now.why_not_gone,
)

# Names without consent, and who changed the register (A1-6d-iii).
can_see_names = PARTNER.step("see_names", _keeper, always)
can_appoint = PARTNER.step("appoint", _keeper, _has_speakers, not_now.why_no_speakers)
can_representative_end = TERM.step(
    "representative_end",
    _keeper.of(lambda term: term.partner),
    _can_be_ended,
    not_now.why_term_stays,
)

# One's own name only: the view asks for one's own term (A1-6d-iii).
can_consent = PARTNER.step("consent", _representative, always)
can_join_request_ask = PARTNER.step(
    "join_request_ask",
    _outsider,
    lambda partner: partner.status in {Partner.Status.CONFIRMED, Partner.Status.INACTIVE},
    not_now.why_not_asked,
)
can_join_request_decide = REQUEST.step(
    "join_request_decide", refusal_to_let_in, _can_be_let_in, not_now.why_not_let_in
)


# For the pages -------------------------------------------------------------------------


def possible(user: Anybody, record: LetterOfIntent | Partner) -> set[str]:
    """What this reader can do with the record now: ``{"confirm", "clear"}``."""
    if isinstance(record, Partner):
        return PARTNER.possible(user, record)
    return LETTER.possible(user, record)
