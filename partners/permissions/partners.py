"""Who may do what in the register: to partners, to those who speak for them, and who asks to."""

from django.utils.translation import gettext_lazy

from gmp_portal.accounts import rights
from gmp_portal.accounts.rights import (
    Anybody,
    Right,
    Steps,
    always,
    every,
    if_it_becomes,
    is_officer,
    officers,
    role,
)
from partners import not_now
from partners.models import JoinRequest, Partner, PartnerInvitation, Representative
from partners.permissions.letters import refusal_of_oneself
from partners.reading.waiting import waiting_of

PARTNER: Steps[Partner] = Steps()
TERM: Steps[Representative] = Steps()
REQUEST: Steps[JoinRequest] = Steps()
INVITATION: Steps[PartnerInvitation] = Steps()

THE_PEOPLE = gettext_lazy("whoever speaks for the partner")


# Roles ---------------------------------------------------------------------------------


def represents(user: Anybody, partner: Partner) -> bool:
    """Speaks for the partner today: a current term and the right that came with it (A1-6a)."""
    permission = "partners.represent_partner"
    return rights.holds(user, permission, partner, Representative, partner_id=partner.pk)


def works_for(user: Anybody, partner: Partner) -> bool:
    """Speaks for the partner today, or writes for it as a contributor (A1-6a-ii)."""
    permission = "partners.contribute_to_partner"
    return represents(user, partner) or rights.holds(
        user, permission, partner, Representative, partner_id=partner.pk
    )


_KEPT_BY_UNEP = gettext_lazy(
    "The secretariat keeps the register of partners: tell it what has changed."
)
_KEPT_AT_UNEP = gettext_lazy(
    "The directory of contacts is for the secretariat: the page of each partner shows whom "
    "everybody may write to."
)
_officer = officers(_KEPT_BY_UNEP, "A1-6c-i")
# Somebody with an account who does not speak for the partner yet.
_outsider = every(
    gettext_lazy("anybody with an account who does not belong to the partner yet"),
    role(
        lambda user, _partner: user.is_authenticated,
        gettext_lazy("Sign in to ask whether you may speak for a partner."),
        "A1-6a-ii",
        who=gettext_lazy("anybody with an account"),
    ),
    role(
        lambda user, partner: not works_for(user, partner),
        gettext_lazy(
            "You belong to this partner already: whoever speaks for it can give you another "
            "role."
        ),
        "A1-6a-ii",
        who=gettext_lazy("anybody who does not belong to the partner"),
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
_belonging = role(
    works_for,
    gettext_lazy(
        "Whoever belongs to a partner decides about the own name: ask the person to do it."
    ),
    "A1-6d-iii",
    who=gettext_lazy("whoever belongs to the partner"),
)
# A partner leaves by a statement of its own: only its people say so.
_leaver = role(
    represents,
    gettext_lazy(
        "A partner leaves by a statement of those who speak for it: ask one of them to make it."
    ),
    "R-11",
    who=THE_PEOPLE,
)
# Whoever comes by the link is introduced by the partner: its voices say so (A1-6a-viii).
_introducer = role(
    represents,
    gettext_lazy(
        "A focal point or alternate of the partner says whom it introduces: ask one of them."
    ),
    "A1-6a-viii",
    who=THE_PEOPLE,
)
# Those who speak for the partner, and the secretariat that helps them (A1-6c-v).
_keeper = role(
    lambda user, partner: is_officer(user) or represents(user, partner),
    gettext_lazy(
        "Focal points, alternates and the secretariat name the people of a partner: ask one of "
        "them."
    ),
    "A1-6a-ii",
    who=gettext_lazy("whoever speaks for the partner, the secretariat"),
)
# What a partner is and can do, its own voices know best (A1-6d-ii).
_describer = role(
    lambda user, partner: is_officer(user) or represents(user, partner),
    gettext_lazy(
        "Focal points, alternates and the secretariat write what the register says of a "
        "partner: ask one of them."
    ),
    "A1-6d-ii",
    who=gettext_lazy("whoever speaks for the partner, the secretariat"),
)
# Contributors work with the others, so that they read who those are (A1-6d-iii).
_insider = role(
    lambda user, partner: is_officer(user) or works_for(user, partner),
    gettext_lazy(
        "All names are open to the people of the partner and to the secretariat; others read "
        "the names that may be public."
    ),
    "A1-6d-iii",
    who=gettext_lazy("whoever belongs to the partner, the secretariat"),
)
# Whoever does not want to go on need not ask (A1-6a-ii).
_ender = role(
    lambda user, term: (
        is_officer(user) or term.person_id == user.pk or represents(user, term.partner)
    ),
    gettext_lazy(
        "Everybody ends the own term; those of others end who speaks for the partner and the "
        "secretariat: ask one of them."
    ),
    "A1-6a-ii",
    who=gettext_lazy(
        "the person in question, whoever speaks for the partner, the secretariat"
    ),
)
# Who names the people of a partner says what they do for it, and nobody promotes oneself.
_other_keeper = every(
    gettext_lazy("whoever speaks for the partner, the secretariat, but nobody for oneself"),
    role(
        lambda user, term: term.person_id != user.pk,
        gettext_lazy(
            "Nobody changes the own role: somebody else who speaks for the partner does it, "
            "or the secretariat. Your own role you can hand over."
        ),
        "A1-6a-ii",
        who=gettext_lazy("anybody but the person in question"),
    ),
    _keeper.of(lambda term: term.partner),
)
# Nobody hands over what another person holds (N41).
_holder = role(
    lambda user, term: term.person_id == user.pk,
    gettext_lazy("Everybody hands over the own role, and nobody that of another person."),
    "A1-6a-ii",
    who=gettext_lazy("the person in question"),
)
# Whoever has the address answers; to others it is not even there.
_invited = role(
    lambda user, invitation: user.is_authenticated and user.has_address(invitation.email),
    gettext_lazy(
        "This invitation is for somebody else: open your own from the mail that you got."
    ),
    "R-38",
    who=gettext_lazy("whoever was invited"),
)
# The partner's own people and the secretariat let others in, and nobody oneself.
refusal_to_let_in = every(
    gettext_lazy("whoever speaks for the partner, the secretariat, but nobody oneself"),
    refusal_of_oneself.of(lambda request: request.person),
    _keeper.of(lambda request: request.partner),
)


# States --------------------------------------------------------------------------------


def _has_speakers(partner: Partner) -> bool:
    return partner.status != Partner.Status.APPLICANT


def _can_be_ended(term: Representative) -> bool:
    """Who was appointed and ended today has this day still, and it cannot be taken away."""
    still_runs = term.is_shortened_by(term.last_day_if_ended_now)
    return still_runs and _has_speakers(term.partner)


def _can_be_handed_over(term: Representative) -> bool:
    return term.speaks and _can_be_ended(term)


def _waits(invitation: PartnerInvitation) -> bool:
    return invitation.status == PartnerInvitation.Status.WAITING


def _can_be_let_in(request: JoinRequest) -> bool:
    still_open = request.can_become(JoinRequest.Status.ACCEPTED)
    return still_open and _has_speakers(request.partner)


# Partners and those who speak for them -----------------------------------------------------


can_partner_enter = Right(is_officer, _KEPT_BY_UNEP, "A1-6c-i")
can_rename = PARTNER.step("rename", _officer, always)
can_partner_edit = PARTNER.step("partner_edit", _officer, always)
can_partner_describe = PARTNER.step("partner_describe", _describer, always)
can_deactivate = PARTNER.step(
    "deactivate",
    _officer,
    if_it_becomes(Partner.Status.INACTIVE),
    not_now.why_not_deactivated,
    also=lambda partner: waiting_of(partner).is_over,
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
    also=lambda partner: waiting_of(partner).leaving is None,
)

# Names without consent, and who changed the register (A1-6d-iii).
can_see_names = PARTNER.step("see_names", _insider, always)
can_appoint = PARTNER.step("appoint", _keeper, _has_speakers, not_now.why_no_speakers)
can_representative_end = TERM.step(
    "representative_end",
    _ender,
    _can_be_ended,
    not_now.why_term_stays,
)

can_representative_change_role = TERM.step(
    "representative_change_role", _other_keeper, _can_be_ended, not_now.why_role_stays
)

# One's own name only: the view asks for one's own term (A1-6d-iii).
can_consent = PARTNER.step("consent", _belonging, always)
can_contact_confirm = PARTNER.step("contact_confirm", _belonging, always)
can_contact_list = Right(is_officer, _KEPT_AT_UNEP, "A1-6d-iii")
can_contact_export = Right(is_officer, _KEPT_AT_UNEP, "A1-6d-iii")
can_contact_ask = Right(
    is_officer,
    gettext_lazy("Only the secretariat asks people of partners about their details."),
    "R-65",
)
can_join_request_ask = PARTNER.step(
    "join_request_ask",
    _outsider,
    lambda partner: partner.status in {Partner.Status.CONFIRMED, Partner.Status.INACTIVE},
    not_now.why_not_asked,
)
can_join_request_decide = REQUEST.step(
    "join_request_decide", refusal_to_let_in, _can_be_let_in, not_now.why_not_let_in
)

# Invitations by mail, and handing over by one (R-38, N41).
can_invitation_send = PARTNER.step(
    "invitation_send", _keeper, _has_speakers, not_now.why_no_speakers
)
can_representative_hand_over = TERM.step(
    "representative_hand_over", _holder, _can_be_handed_over, not_now.why_not_handed_over
)
can_invitation_send_again = INVITATION.step(
    "invitation_send_again",
    _keeper.of(lambda invitation: invitation.partner),
    _waits,
    not_now.why_invitation_settled,
)
can_invitation_withdraw = INVITATION.step(
    "invitation_withdraw",
    _keeper.of(lambda invitation: invitation.partner),
    _waits,
    not_now.why_invitation_settled,
)
can_invitation_answer = INVITATION.step(
    "invitation_answer",
    _invited,
    _waits,
    not_now.why_invitation_settled,
    also=lambda invitation: invitation.is_open,
)

# New partners come by a link that says who introduced them (A1-6a-viii).
can_introduction_make = PARTNER.step(
    "introduction_make",
    _introducer,
    lambda partner: partner.is_confirmed,
    not_now.why_nobody_introduced,
)
can_introduction_revoke = PARTNER.step("introduction_revoke", _introducer, always)
