"""Why what the public reads of a letter stays as it is, and what to do next."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from gmp_portal.words import listed
from gmp_portal.workflow import RuleRefusedError, unmet
from partners.models import LetterOfIntent
from partners.not_now.letters import why_not_cleared

Status = LetterOfIntent.Status


def _not_public(letter: LetterOfIntent) -> RuleRefusedError:
    """It is not on the website, and never was."""
    if letter.status == Status.CONFIRMED:
        sentence = _("This letter is not public yet: clear it, and publish it.")
        return RuleRefusedError(sentence, clause="A1-2c-6")
    return why_not_cleared(letter)


def why_not_marked(letter: LetterOfIntent) -> RuleRefusedError:
    """Why no black boxes are drawn now."""
    if letter.signed_file_id is None:
        sentence = _(
            "This letter was signed by typing a name: there is no paper to black out."
        )
    elif letter.status == Status.CONFIRMED:
        sentence = _(
            "This letter is cleared: reopen the clearance to change what is blacked out."
        )
    elif letter.was_published:
        sentence = _(
            "This letter was published: propose a correction, and change the black boxes in it."
        )
    else:
        return why_not_cleared(letter)
    return RuleRefusedError(sentence, clause="R-14")


def why_paper_is_open() -> RuleRefusedError:
    """The signed letter is neither blacked out nor kept back."""
    sentence = _(
        "Settle first what the public sees of the signed letter: black out its signature, or "
        "say why it is not public."
    )
    return RuleRefusedError(sentence, clause="R-14", status=422)


def why_other_boxes() -> RuleRefusedError:
    """Somebody else marked the paper since the form was opened."""
    sentence = _(
        "Somebody else marked other places meanwhile. Theirs and yours are both below: look "
        "through them, and save once more."
    )
    return RuleRefusedError(sentence, clause="R-14", status=409)


def why_not_corrected(letter: LetterOfIntent) -> RuleRefusedError:
    if not letter.was_published:
        return _not_public(letter)
    sentence = _("A correction is proposed already: decide on it, or drop it, first.")
    return RuleRefusedError(sentence, clause="R-40")


def why_no_correction(letter: LetterOfIntent) -> RuleRefusedError:
    if not letter.was_published:
        return _not_public(letter)
    sentence = _("No correction of this letter is proposed: propose one first.")
    return RuleRefusedError(sentence, clause="R-40")


def why_no_second(letter: LetterOfIntent) -> RuleRefusedError:
    """Why the proposed version does not take the place of the public one."""
    proposed = letter.corrections.filter(outcome="").first()
    if proposed is None:
        return why_no_correction(letter)
    if proposed.shows_paper is None and letter.signed_file_id is not None:
        return why_paper_is_open()
    sentence = _("The public file is still being made: try again in a minute.")
    return RuleRefusedError(sentence, clause="A1-2c-6")


def why_not_put_back(_letter: LetterOfIntent) -> RuleRefusedError:
    sentence = _(
        "A letter that was taken down comes back by a correction that a second person puts on "
        "the website."
    )
    return RuleRefusedError(sentence, clause="R-40")


def why_not_taken_down(letter: LetterOfIntent) -> RuleRefusedError:
    if letter.status != Status.TAKEN_DOWN:
        return _not_public(letter)
    sentence = _("This letter is taken down already.")
    return RuleRefusedError(sentence, clause="A1-2c-6")


def why_not_said(left: Sequence[str]) -> RuleRefusedError:
    """The reason that everybody will read holds personal data."""
    refusal = _("Everybody reads the reason, so take personal data out of it: %(found)s.")
    return unmet(refusal % {"found": listed(left)}, "R-14")
