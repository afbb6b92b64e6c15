"""Who may change what the public reads of a letter, and when (A1-2c-6, R-14, R-40)."""

from typing import cast

from django.utils.translation import gettext_lazy

from gmp_portal.accounts import rights
from gmp_portal.accounts.rights import every, role
from partners import not_now
from partners.models import Correction, LetterOfIntent
from partners.permissions.letters import LETTER, refusal_to_decide

Status = LetterOfIntent.Status


def correction_of(letter: LetterOfIntent) -> Correction | None:
    """The version that is proposed for a public letter now; a page asks once."""
    if not letter.was_published:
        return None
    proposed = Correction.objects.filter(letter=letter.pk, outcome="")
    answer = rights.once(
        (Correction, letter.pk), proposed.select_related("proposed_by").first
    )
    return cast("Correction | None", answer)


def _has_correction(letter: LetterOfIntent) -> bool:
    return correction_of(letter) is not None


# The second person of a correction is another one.
second_on_correction = every(
    gettext_lazy("the secretariat, except for who proposed the correction"),
    role(
        lambda user, letter: (
            (proposed := correction_of(letter)) is None
            or proposed.proposed_by_id != user.pk
        ),
        gettext_lazy(
            "A second person puts a corrected letter on the website: ask another member of the "
            "secretariat."
        ),
        "R-40",
        who=gettext_lazy("anybody but whoever proposed the correction"),
    ),
    refusal_to_decide,
)


# Two people look at the boxes of a correction: one draws them, the other puts them there.
refusal_to_mark = every(
    gettext_lazy("the secretariat, of a correction who proposed it"),
    role(
        lambda user, letter: (
            (proposed := correction_of(letter)) is None
            or proposed.proposed_by_id == user.pk
        ),
        gettext_lazy(
            "Only whoever proposed the correction changes its black boxes: drop it and propose "
            "another one, or ask for the change."
        ),
        "R-40",
        who=gettext_lazy("whoever proposed the correction"),
    ),
    refusal_to_decide,
)


def _has_open_paper(letter: LetterOfIntent) -> bool:
    is_open = letter.status == Status.CONFIRMED and letter.cleared_at is None
    return letter.signed_file_id is not None and (is_open or letter.was_published)


def _is_complete(letter: LetterOfIntent) -> bool:
    """Whether all that the public shall read is there, also of what was signed on paper."""
    proposed = correction_of(letter)
    if proposed is None or proposed.lacks_files:
        return False
    return letter.signed_file_id is None or proposed.shows_paper is not None


can_black_out = LETTER.step(
    "black_out",
    refusal_to_mark,
    _has_open_paper,
    not_now.why_not_marked,
    also=lambda letter: not letter.was_published or _has_correction(letter),
)
can_postpone = LETTER.step(
    "postpone",
    refusal_to_decide,
    lambda letter: letter.status == Status.CONFIRMED,
    not_now.why_not_cleared,
)
can_correct = LETTER.step(
    "correct",
    refusal_to_decide,
    lambda letter: letter.was_published,
    not_now.why_not_corrected,
    also=lambda letter: not _has_correction(letter),
)
can_second_correction = LETTER.step(
    "second_correction",
    second_on_correction,
    lambda letter: letter.was_published,
    not_now.why_no_second,
    also=_is_complete,
)
can_drop_correction = LETTER.step(
    "drop_correction",
    refusal_to_decide,
    lambda letter: letter.was_published,
    not_now.why_no_correction,
    also=_has_correction,
)
can_take_down = LETTER.step(
    "take_down",
    refusal_to_decide,
    lambda letter: letter.status == Status.PUBLISHED,
    not_now.why_not_taken_down,
)
