"""What the portal keeps of people, as every app declares it, with how long it is kept."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.apps import apps

from gmp_portal import rulebook
from gmp_portal.accounts import data_map
from gmp_portal.accounts.data_map import Clock, Kept

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class ToldClock:
    """How long data of one class are kept, in a sentence, with the rule behind it."""

    key: str
    what: "StrOrPromise"
    sentence: "StrOrPromise"
    rule: str


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


def _told(key: str, clock: Clock) -> ToldClock:
    sentence = clock.sentence
    if clock.rule:
        rule = rulebook.parameter(clock.rule)
        sentence = rule.describe(rulebook.value(clock.rule))
    return ToldClock(key, clock.what, sentence, clock.rule)
