"""One act on many letters: its list is frozen, looked at, released, and gone through by a job."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from gmp_portal import ledger, rulebook
from gmp_portal.accounts import rights
from gmp_portal.accounts.models import User
from gmp_portal.notifications import outbox
from gmp_portal.website import jobs, permissions
from gmp_portal.website.actions.bulk_steps import STEPS, BulkStep
from gmp_portal.website.acts import Act
from gmp_portal.website.models import Bulk, BulkRow
from gmp_portal.website.models.bulks import token_for
from gmp_portal.workflow import (
    GoneError,
    InvalidTransitionError,
    NotNowError,
    RuleRefusedError,
    unmet,
)
from partners.models import LetterOfIntent

RULE = "R-53"
State = BulkRow.State


@transaction.atomic
def freeze(act: str, letters: Sequence[LetterOfIntent], *, by: User) -> Bulk:
    """Keep which letters were chosen, and with which of them it is possible (R-53)."""
    rights.require(by, permissions.can_bulk_start)
    most = rulebook.value(RULE)["most"]
    if not letters:
        raise unmet(_("No letter is chosen, so nothing is done: tick some."), RULE)
    if len(letters) > most:
        said = _("These are %(number)d letters, more than %(most)d at once: choose fewer.")
        raise unmet(said, RULE, {"number": len(letters), "most": most})
    keys = [letter.pk for letter in letters]
    bulk = Bulk.objects.create(act=act, token=token_for(act, keys), created_by=by)
    obstacles = STEPS[act].obstacles(letters, by)
    rows = [_row(bulk, letter, obstacles.get(letter.pk)) for letter in letters]
    BulkRow.objects.bulk_create(rows)
    ledger.record(
        Act.BULK_FROZEN, bulk, by=by, to=bulk.status, done=act, letters=sorted(keys)
    )
    return bulk


def _row(bulk: Bulk, letter: LetterOfIntent, obstacle: RuleRefusedError | None) -> BulkRow:
    if obstacle is None:
        return BulkRow(bulk=bulk, letter=letter, state=State.OPEN)
    said = " ".join(obstacle.messages)
    return BulkRow(
        bulk=bulk, letter=letter, state=State.LEFT_OUT, said=said, clause=obstacle.clause
    )


@transaction.atomic
def release(bulk: Bulk, *, seen: str, number: int | None = None, by: User) -> None:
    """Have it done with those letters of the list with which it is possible (R-53)."""
    bulk.lock()
    rights.require_step(by, permissions.can_bulk_release, bulk)
    rows = bulk.rows.all()
    token = token_for(bulk.act, rows.values_list("letter", flat=True))
    if not seen == token == bulk.token:
        raise unmet(
            _("This is not the list that was frozen: choose the letters anew."), RULE
        )
    possible = rows.filter(state=State.OPEN).count()
    if not possible:
        raise unmet(_("It is possible with none of these letters: nothing is done."), RULE)
    if possible > rulebook.value(RULE)["typed"] and number != possible:
        said = _("Type the number of letters, as the page names it: %(number)d.")
        raise unmet(said, RULE, {"number": possible})
    before = bulk.become(Bulk.Status.RUNNING)
    bulk.released_at = timezone.now()
    bulk.save(update_fields=["status", "released_at"])
    ledger.record(
        Act.BULK_RELEASED, bulk, by=by, from_=before, to=bulk.status, number=possible
    )
    jobs.enqueue_bulk(bulk)


def go_through(bulk: Bulk, tell: Callable[[int, int], None]) -> None:
    """Do it with each letter by itself: what one of them refuses keeps no other one back."""
    waiting = list(bulk.rows.filter(state=State.OPEN).select_related("letter"))
    step = STEPS[bulk.act]
    gathered = step.gather() if waiting else None
    # Whoever released it reads why not, and no worker has a language of its own.
    with translation.override(outbox.spoken_to(bulk.created_by.language)):
        for done, row in enumerate(waiting):
            tell(done, len(waiting))
            _do(row, step, gathered, by=bulk.created_by)


def _do(row: BulkRow, step: BulkStep, gathered: Any, *, by: User) -> None:
    """The ordinary act and its result together, or only why not."""
    try:
        with transaction.atomic():
            step.run(row.letter, by, gathered)
            _keep(row, State.DONE)
    except RuleRefusedError as refusal:
        _keep(row, State.FAILED, " ".join(refusal.messages), refusal.clause)
    except NotNowError as refusal:
        _keep(row, State.FAILED, str(refusal.sentence), refusal.clause)
    except (InvalidTransitionError, GoneError):
        said = _("Somebody else has done something with it meanwhile.")
        _keep(row, State.FAILED, said, "R-16")


def _keep(row: BulkRow, state: str, said: str = "", rule: str = "") -> None:
    row.state, row.said, row.clause = state, said, rule
    row.save(update_fields=["state", "said", "clause"])


@transaction.atomic
def finish(bulk: Bulk) -> None:
    """Say that all letters of the list were gone through, and how it fared (R-53)."""
    bulk.lock()
    if bulk.status != Bulk.Status.RUNNING:
        return
    counted: Any = Counter(bulk.rows.values_list("state", flat=True))
    before = bulk.become(Bulk.Status.DONE)
    bulk.done_at = timezone.now()
    bulk.save(update_fields=["status", "done_at"])
    ledger.record(
        Act.BULK_DONE, bulk, by=None, from_=before, to=bulk.status, counted=dict(counted)
    )
