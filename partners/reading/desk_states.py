"""Where a letter stands for the secretariat: one word and one colour, the same on each page."""

from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Case, Exists, F, OuterRef, Q, When
from django.db.models.expressions import Combinable
from django.utils.translation import gettext_lazy as _

from gmp_portal.ui.components import tone_of
from partners.models import (
    Checklist,
    InformationRequest,
    LetterOfIntent,
    LetterQuerySet,
    SignatureRequest,
)
from partners.models.letter_states import LetterStatus

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Standing(NamedTuple):
    """The word of a state, and the colour of its tag."""

    label: "StrOrPromise"
    tone: str


# UNEP can decide on it now.
OPEN = (LetterStatus.SUBMITTED, LetterStatus.ANSWERED)
# Made once: thousands of letters may stand in a list.
OWN_STATES = {status: Standing(status.label, tone_of(status)) for status in LetterStatus}
SECOND_PERSON = Standing(_("Second person"), "violet")
TO_CONFIRM = Standing(_("To be confirmed"), "violet")
CLEARED, TO_CLEAR = Standing(_("Cleared"), "ok"), Standing(_("To clear"), "ok")


def of(letter: LetterOfIntent, *, is_ready: bool | None = None) -> Standing:
    """What the letter waits for at UNEP (A1-2e, R-05, R-15); else its own state.

    Lists know already which letters are ready to be confirmed (``with_readiness``).
    """
    if letter.decline_waits:
        return SECOND_PERSON
    if letter.status in OPEN:
        ready = letter.is_ready_to_confirm() if is_ready is None else is_ready
        return TO_CONFIRM if ready else OWN_STATES[LetterStatus(letter.status)]
    if letter.status == LetterStatus.WITHDRAWN:
        return Standing(letter.public_status_label, tone_of(letter.status))
    if letter.status != LetterStatus.CONFIRMED:
        return OWN_STATES[LetterStatus(letter.status)]
    if letter.is_cleared:
        return CLEARED
    return SECOND_PERSON if letter.awaits_second_clearance else TO_CLEAR


def with_readiness(letters: LetterQuerySet) -> LetterQuerySet:
    """The letters, each with whether nothing but the word of who may confirms it (R-34)."""
    return letters.annotate(is_ready=Case(When(_is_ready(), then=True), default=False))


def ready_to_confirm(letters: LetterQuerySet) -> LetterQuerySet:
    """Those of them that wait for nothing but that word."""
    return letters.filter(_is_ready())


def _is_ready() -> Combinable | Q:
    """The same as ``is_ready_to_confirm`` of one letter, asked of many at once."""
    own = Checklist.objects.filter(letter=OuterRef("pk"))
    yes = own.filter(**dict.fromkeys(Checklist.QUESTIONS, True))
    on_paper = own.filter(**dict.fromkeys(Checklist.ON_PAPER, True))
    asked = InformationRequest.objects.filter(letter=OuterRef("pk"))
    newer = asked.filter(
        letter__status=LetterStatus.ANSWERED,
        answered_at__gt=F("letter__checklist__checked_at"),
    )
    unsigned = SignatureRequest.objects.filter(letter=OuterRef("pk"), confirmed_at=None)
    return (
        Q(status__in=OPEN, decline_proposed_at=None)
        & Exists(yes)
        & ~Exists(unsigned)
        & ~Exists(newer)
        & (~Q(signing=LetterOfIntent.Signing.UPLOAD) | Exists(on_paper))
    )
