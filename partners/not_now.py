"""Why a step is not possible now, and what to do next: for the page and for the act itself."""

from django.utils.translation import gettext as _

from gmp_portal.workflow import RuleRefusedError
from partners.models import Checklist, JoinRequest, LetterOfIntent, Partner, Representative

Status = LetterOfIntent.Status
Standing = Partner.Status

# Letters: the sender ---------------------------------------------------------------------


def why_not_editable(_letter: LetterOfIntent) -> str:
    return _(
        "This letter has been sent, so its text stays. Until UNEP has decided you can "
        "withdraw it and send another one."
    )


def why_not_discarded(_letter: LetterOfIntent) -> str:
    return _(
        "Only a draft can be deleted. A letter that was sent can be withdrawn until UNEP has "
        "decided."
    )


def why_not_submitted(_letter: LetterOfIntent) -> str:
    return _("This letter is on its way already: there is nothing left to send.")


def why_not_answered(_letter: LetterOfIntent) -> str:
    return _("No question is open on this letter. UNEP writes to you when it has one.")


def why_not_withdrawn(letter: LetterOfIntent) -> str:
    if letter.is_draft:
        return _("This letter has not been sent yet: delete the draft instead.")
    if letter.partner_id is not None:
        return _(
            "UNEP has confirmed your participation already. To leave the Partnership, use "
            "the page of the partner."
        )
    return _("This letter is closed already: you may begin a new one at any time.")


# Letters: the secretariat ------------------------------------------------------------------


def why_not_examined(letter: LetterOfIntent) -> str:
    if letter.is_draft:
        return _("This letter has not been sent yet: wait until its sender sends it.")
    if letter.status == Status.WITHDRAWN:
        return _("The sender took this letter back: there is nothing left to decide.")
    return _("This letter is decided already: its page says how.")


def why_no_request(letter: LetterOfIntent) -> str:
    if letter.status == Status.INFO_REQUESTED:
        return _("Questions to the sender are open already: wait for the answers.")
    return why_not_examined(letter)


def refusal_of_unfinished(letter: LetterOfIntent) -> RuleRefusedError | None:
    """What is still to be done before a letter can be confirmed (A1-2d, A1-2e)."""
    if letter.status == Status.INFO_REQUESTED:
        sentence = _(
            "This letter cannot be confirmed while questions to the sender are open: wait "
            "for the answers."
        )
        return RuleRefusedError(sentence, clause="A1-2d")
    if not letter.can_become(Status.CONFIRMED):
        return None
    if letter.decline_proposed_at is not None:
        sentence = _("Somebody proposed to decline this letter: settle that first.")
        return RuleRefusedError(sentence, clause="A1-2e")
    checklist = Checklist.objects.filter(letter=letter).first()
    if checklist is None or checklist.verdict != "ready":
        sentence = _(
            "Answer all five questions of the checklist with yes before you confirm."
        )
        return RuleRefusedError(sentence, clause="A1-2e")
    return None


def why_not_confirmed(letter: LetterOfIntent) -> str:
    refusal = refusal_of_unfinished(letter)
    return str(refusal.message) if refusal else why_not_examined(letter)


def why_no_proposal(letter: LetterOfIntent) -> str:
    if letter.can_become(Status.DECLINED):
        return _(
            "Somebody proposed to decline this letter already: a second person decides on "
            "it now."
        )
    return why_not_examined(letter)


def why_not_declined(letter: LetterOfIntent) -> str:
    if letter.can_become(Status.DECLINED):
        return _("Nobody proposed to decline this letter: propose it first.")
    return why_not_examined(letter)


def why_not_cleared(letter: LetterOfIntent) -> str:
    if letter.status == Status.PUBLISHED:
        return _("This letter is public already, as it was cleared.")
    if letter.status == Status.CONFIRMED:
        return _(
            "This letter is cleared already: reopen the clearance to change what the public "
            "will see."
        )
    return _(
        "A letter is cleared after the participation was confirmed, so confirm it first."
    )


def why_not_seconded(letter: LetterOfIntent) -> str:
    if letter.status == Status.CONFIRMED and letter.cleared_at is None:
        return _("A second person clears a letter after the first one: clear it first.")
    if letter.status == Status.CONFIRMED:
        return _("This letter does not wait for a second clearance: it can be published.")
    return why_not_cleared(letter)


def why_not_reopened(letter: LetterOfIntent) -> str:
    if letter.status == Status.CONFIRMED:
        return _("There is no clearance to reopen: clear the letter first.")
    return why_not_cleared(letter)


def why_not_published(letter: LetterOfIntent) -> str:
    if letter.status != Status.CONFIRMED:
        return why_not_cleared(letter)
    if letter.is_cleared:
        return _("The public file is still being made: try again in a minute.")
    return _("A letter is published after it was cleared for the public: clear it first.")


# Partners and those who speak for them -----------------------------------------------------


def why_not_deactivated(partner: Partner) -> str:
    if partner.status == Standing.APPLICANT:
        return why_not_taken_back(partner)
    return _("This partner takes no part now already: it can be made active again.")


def why_not_taken_back(partner: Partner) -> str:
    if partner.status == Standing.APPLICANT:
        return _(
            "Whoever applies is admitted by the confirmation of a letter only: decide on the "
            "letter."
        )
    return _("This partner is active: there is nothing to undo.")


def why_not_gone(partner: Partner) -> str:
    if partner.status == Standing.APPLICANT:
        return _("You are no partner yet: withdraw your letter of intent instead.")
    return _("This partner has left already: the secretariat can take it back.")


def why_no_speakers(_partner: Partner) -> str:
    return _(
        "Nobody speaks for an organization before UNEP has confirmed its participation: its "
        "letter of intent is decided first."
    )


def why_term_stays(term: Representative) -> str:
    return why_no_speakers(term.partner)


def why_not_asked(_partner: Partner) -> str:
    return _(
        "Nobody can be added to an organization that takes no part: send a letter of intent "
        "for it instead."
    )


def why_not_let_in(request: JoinRequest) -> str:
    if request.can_become(JoinRequest.Status.ACCEPTED):
        return why_no_speakers(request.partner)
    return _(
        "This request has been decided already: the page of the partner shows who speaks for "
        "it."
    )
