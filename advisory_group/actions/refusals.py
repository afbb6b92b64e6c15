"""What the database refuses, in words for people and with the clause behind it."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from gmp_portal.workflow import RuleRefusedError

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

RULES: "dict[str, tuple[StrPromise, str]]" = {
    "seat_at_most_25": (
        _("All ordinary seats of the Advisory Group are taken in this period."),
        "A1-3a",
    ),
    "seat_one_per_person_at_a_time": (
        _("This person holds a seat in this period already."),
        "A1-3a",
    ),
    "seat_transitional_has_an_end": (
        _("A transitional member needs a last day of the term."),
        "A1-3c-T",
    ),
    "chair_or_two_co_chairs": (
        _(
            "The group has one chair or two co-chairs, and never both titles on the same day."
        ),
        "A1-3d-1",
    ),
    "chair_once_at_a_time": (
        _("This person holds a term as chair in this period already."),
        "A1-3d-1",
    ),
    "chair_two_years_at_most": (_("A term as chair lasts two years."), "A1-3d-2"),
    "chair_two_terms_in_all": (
        _("This person has held as many terms as chair as the rules allow."),
        "A1-3d-3",
    ),
    "chair_once_by_a_decision": (
        _("A term rests on this decision already. The group elects anew for another term."),
        "A1-3d-1",
    ),
    "review_once_per_version": (
        _("This version of the plan has a review already."),
        "A1-3f-ii",
    ),
    "invitation_one_open_per_person": (
        _("This person has an open invitation already."),
        "A1-3a",
    ),
    "nomination_made_once": (
        _("The area has nominated this person of this partner already."),
        "A1-3c-ii",
    ),
}


def of(name: str) -> RuleRefusedError:
    """The rule behind a constraint, for whoever asks before the database does."""
    sentence, clause = RULES[name]
    return RuleRefusedError(sentence, clause=clause)


@contextmanager
def in_words() -> Generator[None, None, None]:
    """Turn a refusal of the database into the rule that stands behind it."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "")
        if name not in RULES:
            raise
        raise of(name) from error
