"""Why a step is not possible now, and what to do next: for the page and for the act itself."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from gmp_portal.words import listed
from gmp_portal.workflow import RuleRefusedError, unmet
from partners.models import LetterOfIntent
from partners.reading import personal_data

Status = LetterOfIntent.Status


def _rule(sentence: str, clause: str) -> RuleRefusedError:
    return RuleRefusedError(sentence, clause=clause)


# Letters: the sender ---------------------------------------------------------------------


def why_not_editable(_letter: LetterOfIntent) -> RuleRefusedError:
    return _rule(
        _(
            "This letter has been sent, so its text stays. Until UNEP has decided you can "
            "withdraw it and send another one."
        ),
        "A1-2c-1",
    )


def why_no_note(_letter: LetterOfIntent) -> RuleRefusedError:
    return _rule(
        _("UNEP has not seen this draft: write about the letter once it is sent."), "A1-2d"
    )


def why_no_answer_by_mail() -> RuleRefusedError:
    return _rule(
        _("The writer of this mail may not write about the letter any more."), "A1-2d"
    )


def why_mail_settled() -> RuleRefusedError:
    return _rule(
        _("This mail has been sent on, or was dropped: it waits no more."), "A1-2d"
    )


def why_no_more_time(_letter: LetterOfIntent) -> RuleRefusedError:
    return _rule(
        _("No question waits for the sender now, so there is no day to move."), "A1-2d"
    )


def why_not_discarded(_letter: LetterOfIntent) -> RuleRefusedError:
    return _rule(
        _(
            "Only a draft can be deleted. A letter that was sent can be withdrawn until UNEP has "
            "decided."
        ),
        "A1-2c-1",
    )


def why_not_copied(letter: LetterOfIntent) -> RuleRefusedError:
    if letter.is_draft:
        return _rule(
            _("This letter has not been sent yet: change the draft itself."), "A1-2c-1"
        )
    return why_not_replaced(letter)


def why_not_replaced(letter: LetterOfIntent) -> RuleRefusedError:
    sentence = _(
        "UNEP has confirmed the letter %(reference)s already, so that no corrected version takes "
        "its place: write to the secretariat."
    )
    return _rule(sentence % {"reference": letter.reference}, "A1-2e")


def why_not_shared(_letter: LetterOfIntent) -> RuleRefusedError:
    return _rule(_("This letter has been sent: colleagues help with a draft only."), "R-32")


def why_not_submitted(_letter: LetterOfIntent) -> RuleRefusedError:
    return _rule(
        _("This letter is on its way already: there is nothing left to send."), "A1-2c-1"
    )


def why_not_answered(_letter: LetterOfIntent) -> RuleRefusedError:
    return _rule(
        _("No question is open on this letter. UNEP writes to you when it has one."),
        "A1-2d",
    )


def why_other_questions(_letter: LetterOfIntent) -> RuleRefusedError:
    return _rule(
        _(
            "The questions you answered are answered already, and UNEP asked others since: "
            "open the letter to see them."
        ),
        "A1-2d",
    )


def why_not_withdrawn(letter: LetterOfIntent) -> RuleRefusedError:
    if letter.is_draft:
        return _rule(
            _("This letter has not been sent yet: delete the draft instead."), "A1-2e"
        )
    if letter.partner_id is not None:
        return _rule(
            _(
                "UNEP has confirmed your participation already. To leave the Partnership, use "
                "the page of the partner."
            ),
            "A1-2e",
        )
    return _rule(
        _("This letter is closed already: you may begin a new one at any time."), "A1-2e"
    )


# Letters: the secretariat ------------------------------------------------------------------


def why_not_examined(letter: LetterOfIntent) -> RuleRefusedError:
    if letter.is_draft:
        return _rule(
            _("This letter has not been sent yet: wait until its sender sends it."), "A1-2e"
        )
    if letter.status == Status.WITHDRAWN:
        return _rule(
            _("The sender took this letter back: there is nothing left to decide."), "A1-2e"
        )
    return _rule(_("This letter is decided already: its page says how."), "A1-2e")


def why_not_checked(letter: LetterOfIntent) -> RuleRefusedError:
    if letter.can_become(Status.DECLINED):
        return _rule(
            _("Somebody proposed to decline this letter: settle that first."), "A1-2e"
        )
    return why_not_examined(letter)


def why_no_request(letter: LetterOfIntent) -> RuleRefusedError:
    if letter.status == Status.INFO_REQUESTED:
        return _rule(
            _("Questions to the sender are open already: wait for the answers."), "A1-2d"
        )
    return why_not_examined(letter)


def why_not_confirmed(letter: LetterOfIntent) -> RuleRefusedError:
    return letter.refusal_of_unfinished() or why_not_examined(letter)


def why_no_proposal(letter: LetterOfIntent) -> RuleRefusedError:
    if letter.can_become(Status.DECLINED):
        return _rule(
            _(
                "Somebody proposed to decline this letter already: a second person decides on "
                "it now."
            ),
            "A1-2e",
        )
    return why_not_examined(letter)


def why_not_declined(letter: LetterOfIntent) -> RuleRefusedError:
    if letter.can_become(Status.DECLINED):
        return _rule(
            _("Nobody proposed to decline this letter: propose it first."), "A1-2e"
        )
    return why_not_examined(letter)


def why_not_cleared(letter: LetterOfIntent) -> RuleRefusedError:
    if letter.was_published:
        return _rule(
            _(
                "This letter was published as it was cleared: propose a correction to change "
                "what the public reads."
            ),
            "A1-2c-6",
        )
    if letter.status == Status.CONFIRMED:
        return _rule(
            _(
                "This letter is cleared already: reopen the clearance to change what the public "
                "will see."
            ),
            "A1-2c-6",
        )
    return _rule(
        _(
            "A letter is cleared after the participation was confirmed, so confirm it first."
        ),
        "A1-2c-6",
    )


def why_not_seconded(letter: LetterOfIntent) -> RuleRefusedError:
    if letter.status != Status.CONFIRMED:
        sentence = _(
            "A second person clears a letter between confirmation and publication."
        )
    elif letter.cleared_at is None:
        sentence = _("A second person clears a letter after the first one: clear it first.")
    else:
        sentence = _(
            "This letter does not wait for a second clearance: it can be published."
        )
    return _rule(sentence, "R-15")


def why_not_reopened(letter: LetterOfIntent) -> RuleRefusedError:
    if letter.status == Status.CONFIRMED:
        return _rule(
            _("There is no clearance to reopen: clear the letter first."), "A1-2c-6"
        )
    return why_not_cleared(letter)


def why_not_published(letter: LetterOfIntent) -> RuleRefusedError:
    if letter.status != Status.CONFIRMED:
        return why_not_cleared(letter)
    if letter.is_cleared and letter.lacks_files:
        return _rule(
            _("The public file is still being made: try again in a minute."), "A1-2c-6"
        )
    if letter.is_cleared:
        left = listed(personal_data.unsettled_in(letter))
        refusal = _(
            "The public text still shows personal data: %(found)s. Reopen the clearance, then "
            "take it out or say why it is none."
        )
        return _rule(refusal % {"found": left}, "R-14")
    return _rule(
        _("A letter is published after it was cleared for the public: clear it first."),
        "A1-2c-6",
    )


def why_not_shown(left: Sequence[str]) -> RuleRefusedError:
    """What the public may not see stands in the text: it goes, or somebody says why not."""
    refusal = _(
        "The public text still shows personal data: %(found)s. Take it out, or say why it is none."
    )
    return unmet(refusal % {"found": listed(left)}, "R-14")


# Signatures that somebody else typed (R-21) -----------------------------------------------


def why_no_signature(_letter: LetterOfIntent) -> RuleRefusedError:
    sentence = _(
        "No signature of this letter waits to be confirmed: there is nobody to ask."
    )
    return RuleRefusedError(sentence, clause="R-21")


def why_signed_already() -> RuleRefusedError:
    return RuleRefusedError(
        _("This signature is confirmed already: there is nothing left to do."),
        clause="R-21",
    )


def why_links_were_sent() -> RuleRefusedError:
    return RuleRefusedError(
        _(
            "Several links went to the signatory within the last hour. Wait an hour before you "
            "ask for another one, and see meanwhile whether the address is right."
        ),
        clause="R-24",
    )


def why_link_expired() -> RuleRefusedError:
    return RuleRefusedError(
        _("This link works no more. Ask the sender of the letter for another one."),
        clause="R-21",
    )


def why_help_ended() -> RuleRefusedError:
    return RuleRefusedError(
        _("This link works no more. Ask the sender of the letter for another one."),
        clause="R-32",
    )


def why_enough_links() -> RuleRefusedError:
    return RuleRefusedError(
        _(
            "Several links went to this address within the last hour. Wait an hour before you "
            "send another one, and see meanwhile whether the address is right."
        ),
        clause="R-24",
    )
