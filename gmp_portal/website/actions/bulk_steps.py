"""What an act on many records does with one of them, by the ordinary act, or why it cannot."""

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
from partners.actions import contacts, publications, silences
from partners.models import LetterOfIntent, Partner

Obstacles = Mapping[int, RuleRefusedError]
# The kind of work that letters are at the desk.
LETTERS = "letters"


@dataclass(frozen=True)
class BulkStep:
    """With which records an officer cannot do it now, and the act on each of the others."""

    obstacles: Callable[[Sequence[Any], User], Obstacles]
    # With what was gathered once for all of them.
    run: Callable[[Any, User, Any], None]
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


def _not_silent(partners: Sequence[Partner], by: User) -> Obstacles:
    return _of_role(partners, by) or silences.refusals(partners)


def _without_anybody(partners: Sequence[Partner], _by: User) -> Obstacles:
    return contacts.refusals(partners)


def _of_role(partners: Sequence[Partner], by: User) -> Obstacles:
    """The role is the same for all partners."""
    refusal = permissions.can_silence_ask.refusal_of_role
    asked = [(each.pk, refusal(by, each)) for each in partners]
    return {pk: refused for pk, refused in asked if refused}


def _ask_silent(partner: Partner, by: User, _gathered: None) -> None:
    rights.require_step(by, permissions.can_silence_ask, partner)
    silences.ask(partner, by=by)


def _ask_people(partner: Partner, by: User, _gathered: None) -> None:
    contacts.ask_now(partner, by=by)


STEPS: Mapping[str, BulkStep] = {
    Bulk.Act.PUBLISH: BulkStep(_unpublished, _publish),
    Bulk.Act.TAKE: BulkStep(_not_free, _take, _waiting),
    Bulk.Act.SILENT: BulkStep(_not_silent, _ask_silent),
    Bulk.Act.CONTACTS: BulkStep(_without_anybody, _ask_people),
}
