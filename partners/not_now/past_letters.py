"""Why no letter of the past is added or withdrawn now, and what to do next."""

from django.utils.translation import gettext as _

from gmp_portal.workflow import RuleRefusedError
from partners.models import Partner, PastLetter


def why_no_past_letter(partner: Partner) -> RuleRefusedError:
    if partner.status == Partner.Status.APPLICANT:
        sentence = _(
            "Whoever applies is no partner yet: its letter of intent is decided first."
        )
    else:
        sentence = _(
            "A letter of intent of this partner is in the portal: letters of the past are added "
            "only where there is none."
        )
    return RuleRefusedError(sentence, clause="R-44")


def why_no_file(letter: PastLetter) -> RuleRefusedError:
    if letter.withdrawn_at is not None:
        return why_past_letter_gone(letter)
    sentence = _("This letter of the past has its file, which stays as it was added.")
    return RuleRefusedError(sentence, clause="R-44")


def why_past_letter_gone(_letter: PastLetter) -> RuleRefusedError:
    return RuleRefusedError(
        _(
            "This letter of the past has been withdrawn already: add it anew if it is right."
        ),
        clause="R-44",
    )
