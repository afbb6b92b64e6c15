"""What an act on many letters does with one of them, by the ordinary act, or why it cannot."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from gmp_portal import ledger
from gmp_portal.accounts import rights
from gmp_portal.accounts.models import User
from gmp_portal.ui.worklist import Task, key_of
from gmp_portal.website.actions import holdings
from gmp_portal.website.models import Bulk, Holding
from gmp_portal.website.reading import worklists
from gmp_portal.workflow import STEP_BY_STEP, RuleRefusedError
from partners import permissions
from partners.actions import publications
from partners.models import LetterOfIntent

Obstacles = Mapping[int, RuleRefusedError]
# The kind of work that letters are at the desk.
LETTERS = "letters"


@dataclass(frozen=True)
class BulkStep:
    """Which letters an officer cannot do it with now, and the act on each of the others."""

    obstacles: Callable[[Sequence[LetterOfIntent], User], Obstacles]
    # With what was gathered once for all of them.
    run: Callable[[LetterOfIntent, User, Any], None]
    gather: Callable[[], Any] = lambda: None


def _unpublished(letters: Sequence[LetterOfIntent], by: User) -> Obstacles:
    step, refused = permissions.can_publish, {}
    with rights.remembered():
        permissions.know_own(by, letters)
        for letter in letters:
            if refusal := step.refusal_of_role(by, letter):
                refused[letter.pk] = refusal
            elif not step.fits(letter):
                refused[letter.pk] = step.otherwise(letter)
    return refused


def _not_free(letters: Sequence[LetterOfIntent], by: User) -> Obstacles:
    waiting = _waiting()
    holdings_ = Holding.objects.filter(kind=LETTERS).select_related("holder")
    held = {each.key: each for each in holdings_ if each.is_current}
    refused = {}
    for letter in letters:
        key = _key(letter)
        if key not in waiting:
            said = _("It does not wait at the desk: there is no work to take.")
            refused[letter.pk] = RuleRefusedError(said, clause=STEP_BY_STEP)
        elif key in held and held[key].holder_id != by.pk:
            said = _("%(name)s has this work.") % {"name": held[key].holder}
            refused[letter.pk] = RuleRefusedError(said, clause=STEP_BY_STEP)
    return refused


def _key(letter: LetterOfIntent) -> str:
    return key_of(LETTERS, ledger.subject_of(letter))


def _waiting() -> Mapping[str, Task]:
    return {task.key: task for task in worklists.desk_tasks()}


def _publish(letter: LetterOfIntent, by: User, _gathered: None) -> None:
    publications.publish(letter, by=by)


def _take(letter: LetterOfIntent, by: User, waiting: Mapping[str, Task]) -> None:
    key = _key(letter)
    holdings.take(key, task=waiting.get(key), by=by)


STEPS: Mapping[str, BulkStep] = {
    Bulk.Act.PUBLISH: BulkStep(_unpublished, _publish),
    Bulk.Act.TAKE: BulkStep(_not_free, _take, _waiting),
}
