"""Where a letter stands for the secretariat: one word and one colour, the same on each page."""

from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext_lazy as _

from gmp_portal.ui.components import tone_of
from partners.models import LetterOfIntent
from partners.models.letter_states import LetterStatus

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Standing(NamedTuple):
    """The word of a state, and the colour of its tag."""

    label: "StrOrPromise"
    tone: str


# Made once: thousands of letters may stand in a list.
OWN_STATES = {status: Standing(status.label, tone_of(status)) for status in LetterStatus}
SECOND_PERSON = Standing(_("Second person"), "violet")
CLEARED, TO_CLEAR = Standing(_("Cleared"), "ok"), Standing(_("To clear"), "ok")


def of(letter: LetterOfIntent) -> Standing:
    """What the letter waits for at UNEP (A1-2e, R-05, R-15); else its own state."""
    if letter.decline_waits:
        return SECOND_PERSON
    if letter.status == LetterStatus.WITHDRAWN:
        return Standing(letter.public_status_label, tone_of(letter.status))
    if letter.status != LetterStatus.CONFIRMED:
        return OWN_STATES[LetterStatus(letter.status)]
    if letter.is_cleared:
        return CLEARED
    return SECOND_PERSON if letter.awaits_second_clearance else TO_CLEAR
