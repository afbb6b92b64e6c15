"""Letters of the past on the page of a partner, and whether it has one of the portal (R-44)."""

from partners.models import LetterOfIntent, Partner, PastLetter, PastLetterQuerySet
from partners.models.letter_states import ADMITTED
from partners.models.partners import followed


def of(partner: Partner) -> PastLetterQuerySet:
    """Those of the partner and of entries merged into it, also what was withdrawn."""
    return PastLetter.objects.filter(followed(partner)).select_related("file", "partner")


def has_letter(partner: Partner) -> bool:
    """Whether a letter in the portal says why it is a partner (A1-2e)."""
    letters = LetterOfIntent.objects.filter(followed(partner), status__in=ADMITTED)
    return letters.exists()
