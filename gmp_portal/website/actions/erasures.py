"""Somebody has the own data removed: asked for, taken back, and done on its day (N42)."""

from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gmp_portal import dates, ledger, rulebook
from gmp_portal.accounts import data_map, erasing, rights
from gmp_portal.accounts.models import Erasure, ErasureStatus, User
from gmp_portal.website import emails, permissions
from gmp_portal.website.acts import Act
from gmp_portal.website.reading import erasures as reading
from gmp_portal.workflow import RuleRefusedError, unmet

RULE = "R-49"
ON_PAPER = "R-64"


@transaction.atomic
def ask(*, by: User) -> Erasure:
    """Let the own data be removed after the days in which it can be taken back (R-49)."""
    rights.require(by, permissions.can_erasure_ask)
    for obstacle in reading.obstacles(by):
        raise RuleRefusedError(obstacle, clause=RULE)
    erasure = _begin(by, _("You have asked for this already: it waits for its day."))
    ledger.record(Act.ERASURE_ASKED, erasure, by=by, to=erasure.status)
    emails.erasure_asked(erasure)
    return erasure


@transaction.atomic
def record(person: User, *, came_by: str, asked_on: date, reason: str, by: User) -> Erasure:
    """Record for somebody who asked on paper or by mail; the days and refusals stay (R-64)."""
    rights.require(by, permissions.can_erasure_record)
    refuse_day(asked_on)
    if person == by:
        raise unmet(_("Your own data: ask for it on the page of your data."), ON_PAPER)
    if not reason.strip():
        raise unmet(_("Say where it was asked, and why."), ON_PAPER)
    if person.erasures.filter(status=ErasureStatus.DONE).exists():
        raise RuleRefusedError(
            _("The data of this person are removed already."), clause=ON_PAPER
        )
    for obstacle in reading.obstacles(person):
        said = _("This is in the way, as the person would read it: “%(obstacle)s”")
        raise unmet(said, RULE, {"obstacle": obstacle})
    erasure = _begin(
        person,
        _("The person has asked for this already: it waits for its day."),
        recorded_by=by,
        came_by=came_by,
        asked_on=asked_on,
        reason=reason.strip(),
    )
    ledger.record(
        Act.ERASURE_RECORDED, erasure, by=by, to=erasure.status, reason=erasure.reason
    )
    emails.erasure_recorded(erasure)
    return erasure


def refuse_day(asked_on: date) -> None:
    """Nobody has asked on a day that is still to come (R-64)."""
    if asked_on > dates.today():
        raise unmet(_("Choose today or an earlier day."), ON_PAPER)


def _begin(person: User, waits: str, **recorded: Any) -> Erasure:
    """Let the days begin; two at a time never wait for one person."""
    now = timezone.now()
    due_at = now + timedelta(days=rulebook.value(RULE))
    try:
        with transaction.atomic():
            return Erasure.objects.create(
                person=person, asked_at=now, due_at=due_at, **recorded
            )
    except IntegrityError as error:
        raise RuleRefusedError(waits, clause=RULE) from error


@transaction.atomic
def take_back(erasure: Erasure, *, by: User) -> None:
    """Keep the own data after all (R-49)."""
    erasure.lock()
    rights.require_step(by, permissions.can_erasure_take_back, erasure)
    _end(erasure, Erasure.Status.TAKEN_BACK, Act.ERASURE_TAKEN_BACK, by=by)


@transaction.atomic
def carry_out(erasure: Erasure) -> None:
    """Remove what is about the person, once the day has come and nothing holds it up (R-49).

    Whoever took up an office meanwhile keeps the data for as long as it lasts, and is told once.
    """
    erasure.lock()
    if erasure.status != Erasure.Status.WAITING or erasure.due_at > timezone.now():
        return
    person = erasure.person
    if reading.obstacles(person):
        _tell_of_obstacles(erasure)
        return
    former = reading.former_name(person)
    # Accounts that were merged into this one are the same person's.
    accounts = (*person.merged_accounts.order_by("pk"), person)
    for account in accounts:
        for erase in data_map.ERASERS.values():
            erase(account)
    # The accounts come last: the others look for all of their addresses.
    for account in accounts:
        erasing.erase(account)
    if former:
        person.name = former
        person.save(update_fields=["name"])
    _end(erasure, Erasure.Status.DONE, Act.ERASURE_DONE, by=None)


def _tell_of_obstacles(erasure: Erasure) -> None:
    if erasure.held_up_at is None:
        erasure.held_up_at = timezone.now()
        erasure.save(update_fields=["held_up_at"])
        ledger.record(Act.ERASURE_HELD_UP, erasure, by=None)
        emails.erasure_held_up(erasure)


def _end(erasure: Erasure, status: ErasureStatus, act: Act, *, by: User | None) -> None:
    before = erasure.become(status)
    erasure.ended_at = timezone.now()
    erasure.save(update_fields=["status", "ended_at"])
    ledger.record(act, erasure, by=by, from_=before, to=status)
