"""Why a step in the register is not possible now, and what to do next."""

from django.utils.translation import gettext as _

from gmp_portal.workflow import RuleRefusedError
from partners.models import JoinRequest, Partner, PartnerInvitation, Representative
from partners.not_now.standings import why_leaving_already

Standing = Partner.Status


def _rule(sentence: str, clause: str) -> RuleRefusedError:
    return RuleRefusedError(sentence, clause=clause)


def why_not_deactivated(partner: Partner) -> RuleRefusedError:
    if partner.status == Standing.APPLICANT:
        return why_not_taken_back(partner)
    if partner.is_confirmed:
        sentence = _(
            "A partner is noted as inactive once it has been asked whether it stays and its time "
            "to answer is over."
        )
        return _rule(sentence, "R-11")
    return _rule(
        _("This partner takes no part now already: it can be made active again."), "R-11"
    )


def why_not_taken_back(partner: Partner) -> RuleRefusedError:
    if partner.status == Standing.APPLICANT:
        sentence = _(
            "Whoever applies is admitted by the confirmation of a letter only: decide on the "
            "letter."
        )
        return _rule(sentence, "A1-2e")
    return _rule(_("This partner is active: there is nothing to undo."), "R-11")


def why_not_gone(partner: Partner) -> RuleRefusedError:
    if partner.status == Standing.APPLICANT:
        return _rule(
            _("You are no partner yet: withdraw your letter of intent instead."), "R-11"
        )
    if partner.status != Standing.WITHDRAWN:
        return why_leaving_already(partner)
    return _rule(
        _("This partner has left already: the secretariat can take it back."), "R-11"
    )


def why_no_speakers(_partner: Partner) -> RuleRefusedError:
    return _rule(
        _(
            "Nobody speaks for an organization before UNEP has confirmed its participation: its "
            "letter of intent is decided first."
        ),
        "A1-2e",
    )


def why_term_stays(term: Representative) -> RuleRefusedError:
    if term.partner.status == Standing.APPLICANT:
        return why_no_speakers(term.partner)
    return _rule(
        _(
            "This term has been ended already, and with it the right to speak for the partner: "
            "nothing is left to do."
        ),
        "A1-6a-ii",
    )


def why_role_stays(term: Representative) -> RuleRefusedError:
    if term.partner.status == Standing.APPLICANT:
        return why_no_speakers(term.partner)
    return _rule(
        _(
            "This term has been ended already: name the person anew, in the role that is "
            "meant."
        ),
        "A1-6a-ii",
    )


def why_focal_point_stays() -> RuleRefusedError:
    return RuleRefusedError(
        _(
            "Nobody else is a focal point of this partner: name another one first, then "
            "change this role."
        ),
        clause="R-39",
        status=422,
    )


def why_not_asked(_partner: Partner) -> RuleRefusedError:
    return _rule(
        _(
            "Nobody can be added to an organization that takes no part: send a letter of intent "
            "for it instead."
        ),
        "A1-2c-1",
    )


def why_not_let_in(request: JoinRequest) -> RuleRefusedError:
    if request.can_become(JoinRequest.Status.ACCEPTED):
        return why_no_speakers(request.partner)
    return _rule(
        _(
            "This request has been decided already: the page of the partner shows who speaks for "
            "it."
        ),
        "A1-6a-ii",
    )


def why_invitation_settled(invitation: PartnerInvitation) -> RuleRefusedError:
    if invitation.status == PartnerInvitation.Status.WAITING:
        return _rule(
            _(
                "The time to answer this invitation is over: ask whoever invited you to send it "
                "again."
            ),
            "R-38",
        )
    return _rule(
        _(
            "This invitation has been settled already: it was accepted, declined or withdrawn."
        ),
        "R-38",
    )


def why_enough_invitations() -> RuleRefusedError:
    return _rule(
        _(
            "Several invitations were sent within the last hour. Wait an hour before you send "
            "another one, and see meanwhile whether the address is right."
        ),
        "R-24",
    )


def why_not_to_oneself(_invitation: PartnerInvitation) -> RuleRefusedError:
    return _rule(
        _(
            "This address belongs to whoever hands over: the only term would end. Withdraw the "
            "invitation, and invite somebody else."
        ),
        "R-38",
    )


def why_not_handed_over(term: Representative) -> RuleRefusedError:
    if not term.speaks:
        return _rule(
            _(
                "A contributor speaks for nobody and has nothing to hand over: end the term "
                "instead."
            ),
            "A1-6a-ii",
        )
    return why_term_stays(term)


def why_nobody_introduced(_partner: Partner) -> RuleRefusedError:
    return _rule(
        _("A partner introduces others while it takes part: it does not at present."),
        "A1-6a-viii",
    )
