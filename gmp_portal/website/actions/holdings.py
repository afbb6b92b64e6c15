"""Work of the desk is taken, put back and handed on: everybody sees who is at it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gmp_portal import ledger
from gmp_portal.accounts import offices, rights
from gmp_portal.accounts.models import User
from gmp_portal.ui.worklist import Task
from gmp_portal.website import emails, permissions
from gmp_portal.website.acts import Act
from gmp_portal.website.models import Holding
from gmp_portal.website.reading import worklists
from gmp_portal.workflow import STEP_BY_STEP, RuleRefusedError


@transaction.atomic
def take(key: str, *, task: Task | None = None, by: User) -> Holding:
    """Let an officer have a piece of work that is nobody's now (A1-6c-i).

    Who had it before and acts for UNEP no more has lost it. Whoever has read the desk already
    hands the ``task`` on.
    """
    rights.require(by, permissions.can_take)
    task = task or worklists.on_the_desk(key)
    if task is None:
        raise RuleRefusedError(
            _("This work is not on the desk any more: somebody has done it."),
            clause=STEP_BY_STEP,
        )
    about, kind = task.about, task.kind
    # The second of two who take it in one moment waits here, and finds who was first.
    rows = Holding.objects.select_for_update(of=("self",)).select_related("holder")
    holding, is_new = rows.get_or_create(about=about, kind=kind, defaults={"holder": by})
    if holding.holder == by and not is_new:
        return holding
    if not holding.is_current:
        _give(holding, by)
    elif holding.holder != by:
        raise _taken(holding)
    ledger.record(Act.WORK_TAKEN, holding, by=by, work=holding.key)
    return holding


def _taken(holding: Holding) -> RuleRefusedError:
    return RuleRefusedError(
        _("%(name)s has taken this work meanwhile.") % {"name": holding.holder},
        clause=STEP_BY_STEP,
    )


def _give(holding: Holding, person: User) -> None:
    holding.holder, holding.since = person, timezone.now()
    holding.save(update_fields=["holder", "since"])


@transaction.atomic
def put_back(holding: Holding, *, by: User) -> None:
    """Let a piece of work be nobody's again (A1-6c-i)."""
    holding.lock()
    rights.require_step(by, permissions.can_put_back, holding)
    ledger.record(
        Act.WORK_PUT_BACK, holding, by=by, work=holding.key, holder=holding.holder_id
    )
    holding.delete()


@transaction.atomic
def hand_over(holding: Holding, *, to: User, by: User) -> None:
    """Let another officer have a piece of work, and tell him or her (A1-6c-i)."""
    holding.lock()
    if to == holding.holder:
        return
    rights.require_step(by, permissions.can_hand_over, holding)
    if not offices.secretariat().filter(pk=to.pk).exists():
        raise RuleRefusedError(
            _("%(name)s does not act for the secretariat today: choose another officer.")
            % {"name": to},
            clause="A1-6c-i",
        )
    before = holding.holder_id
    _give(holding, to)
    ledger.record(
        Act.WORK_HANDED_OVER, holding, by=by, work=holding.key, holder=before, heir=to.pk
    )
    emails.work_handed_over(holding, by=by)
