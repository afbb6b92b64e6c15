"""One act on many records: its list is frozen, looked at, released, and gone through by a job."""

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
from gmp_portal.website.actions.bulk_words import WORDS
from gmp_portal.website.acts import Act
from gmp_portal.website.models import Bulk, BulkRow
from gmp_portal.website.models.bulks import key_of, token_for
from gmp_portal.workflow import (
    GoneError,
    InvalidTransitionError,
    NotNowError,
    RuleRefusedError,
    unmet,
)

RULE = "R-53"
State = BulkRow.State


@transaction.atomic
def freeze(act: str, records: Sequence[Any], *, by: User) -> Bulk:
    """Keep which letters or partners were chosen, and with which it is possible (R-53)."""
    rights.require(by, permissions.can_bulk_start)
    most = rulebook.value(RULE)["most"]
    words = WORDS[key_of(act)]
    if not records:
        raise unmet(words.nothing_chosen, RULE)
    if len(records) > most:
        raise unmet(words.too_many, RULE, {"number": len(records), "most": most})
    keys = [record.pk for record in records]
    bulk = Bulk.objects.create(act=act, token=token_for(act, keys), created_by=by)
    obstacles = STEPS[act].obstacles(records, by)
    rows = [_row(bulk, record, obstacles.get(record.pk)) for record in records]
    BulkRow.objects.bulk_create(rows)
    chosen: dict[str, Any] = {f"{bulk.key}s": sorted(keys)}
    ledger.record(Act.BULK_FROZEN, bulk, by=by, to=bulk.status, done=act, **chosen)
    return bulk


def _row(bulk: Bulk, record: Any, obstacle: RuleRefusedError | None) -> BulkRow:
    row = BulkRow(bulk=bulk, state=State.OPEN, **{bulk.key: record})
    if obstacle is not None:
        row.state, row.clause = State.LEFT_OUT, obstacle.clause
        row.said = " ".join(obstacle.messages)
    return row


@transaction.atomic
def release(bulk: Bulk, *, seen: str, number: int | None = None, by: User) -> None:
    """Have it done with those of the list with which it is possible (R-53)."""
    bulk.lock()
    rights.require_step(by, permissions.can_bulk_release, bulk)
    rows, words = bulk.rows.all(), WORDS[bulk.key]
    token = token_for(bulk.act, rows.values_list(bulk.key, flat=True))
    if not seen == token == bulk.token:
        raise unmet(words.another_list, RULE)
    possible = rows.filter(state=State.OPEN).count()
    if not possible:
        raise unmet(words.none_possible, RULE)
    if possible > rulebook.value(RULE)["typed"] and number != possible:
        raise unmet(words.number_missing, RULE, {"number": possible})
    before = bulk.become(Bulk.Status.RUNNING)
    bulk.released_at = timezone.now()
    bulk.save(update_fields=["status", "released_at"])
    ledger.record(
        Act.BULK_RELEASED, bulk, by=by, from_=before, to=bulk.status, number=possible
    )
    jobs.enqueue_bulk(bulk)


def go_through(bulk: Bulk, tell: Callable[[int, int], None]) -> None:
    """Do it with each by itself: what one of them refuses keeps no other one back."""
    waiting = list(bulk.rows.filter(state=State.OPEN).select_related(bulk.key))
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
            # Read anew, for an account remembers its roles: a term may end during the run.
            step.run(row.record, User.objects.get(pk=by.pk), gathered)
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
    """Say that all of the list was gone through, and how it fared (R-53)."""
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
