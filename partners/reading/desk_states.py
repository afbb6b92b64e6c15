"""Where a letter stands for the secretariat: one word and one colour, the same on each page."""

from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext_lazy as _

from gmp_portal.ui.components import tone_of
from partners.models import LetterOfIntent

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Standing(NamedTuple):
    """The word of a state, and the colour of its tag."""

    label: "StrOrPromise"
    tone: str


def of(letter: LetterOfIntent) -> Standing:
    """What the letter waits for at UNEP (A1-2e, R-05, R-15); else its own state."""
    if letter.decline_waits:
        return Standing(_("Second person"), "violet")
    if letter.status == LetterOfIntent.Status.WITHDRAWN:
        return Standing(letter.public_status_label, tone_of(letter.status))
    if letter.status != LetterOfIntent.Status.CONFIRMED:
        return Standing(letter.get_status_display(), tone_of(letter.status))
    if letter.is_cleared:
        return Standing(_("Cleared"), "ok")
    if letter.awaits_second_clearance:
        return Standing(_("Second person"), "violet")
    return Standing(_("To clear"), "ok")
