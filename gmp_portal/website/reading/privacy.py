"""What the portal keeps of people, as every app declares it, with how long it is kept."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import CharField, IntegerField, Min, Sum, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from gmp_portal import rulebook
from gmp_portal.accounts import data_map
from gmp_portal.accounts.data_map import Clock, Kept
from gmp_portal.ledger.models import Entry

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LATELY = timedelta(days=30)


@dataclass(frozen=True)
class ToldClock:
    """How long data of one class are kept, in a sentence, with the rule behind it."""

    key: str
    what: "StrOrPromise"
    sentence: "StrOrPromise"
    rule: str
    runs_out_at: datetime | None = None
    gone: int = 0


@dataclass(frozen=True)
class Table:
    """What one app keeps, each with its clock."""

    app: str
    title: "StrOrPromise"
    rows: list[tuple[Kept, Clock]]


def tables() -> list[Table]:
    """What each app keeps of people, in the order of the apps."""
    return [
        Table(
            app,
            apps.get_app_config(app).verbose_name,
            [(each, data_map.CLOCKS[each.clock]) for each in kept],
        )
        for app, kept in data_map.KEPT.items()
    ]


def clocks() -> list[ToldClock]:
    """How long each class of data is kept, by the rules in force today."""
    with rulebook.read_once():
        return [_told(key, clock) for key, clock in data_map.CLOCKS.items()]


def running() -> list[ToldClock]:
    """The clocks that run by themselves: what goes next, and how much went lately."""
    with rulebook.read_once():
        ends, gone = _ends(), _gone()
        return [
            replace(
                _told(key, clock),
                runs_out_at=ends.get(key),
                gone=sum(gone.get(act, 0) for act in clock.acts),
            )
            for key, clock in data_map.CLOCKS.items()
            if clock.since is not None
        ]


def _ends() -> dict[str, datetime]:
    """When the oldest of each class goes, in one question for all."""
    first, *others = [
        clock.since()
        .order_by()
        .annotate(clock=Value(key, CharField()))
        .values("clock")
        .annotate(first=Min("since"))
        .values_list("clock", "first")
        for key, clock in data_map.CLOCKS.items()
        if clock.since is not None
    ]
    oldest = first.union(*others, all=True)
    return {key: since + data_map.CLOCKS[key].lasts() for key, since in oldest if since}


def _gone() -> dict[str, int]:
    """How much went in the last days; an entry about many says how many."""
    kinds = [act for clock in data_map.CLOCKS.values() for act in clock.acts]
    entries = Entry.objects.filter(kind__in=kinds, at__gt=timezone.now() - LATELY)
    number = Coalesce(
        Cast(KT("body__count"), IntegerField()), Cast(KT("body__files"), IntegerField()), 1
    )
    rows = entries.order_by().values("kind").annotate(number=Sum(number))
    return dict(rows.values_list("kind", "number"))


def _told(key: str, clock: Clock) -> ToldClock:
    sentence = clock.sentence
    if clock.rule:
        rule = rulebook.parameter(clock.rule)
        sentence = rule.describe(rulebook.value(clock.rule))
    return ToldClock(key, clock.what, sentence, clock.rule)
