"""What others changed in a draft since somebody was here, section by section (C4, R-67)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from areas import permissions
from areas.annex2 import SECTIONS, Section
from areas.models import PlanVersion
from areas.reading.change_facts import Change, Facts
from gmp_portal.accounts import offices
from gmp_portal.accounts.rights import Anybody
from gmp_portal.rounds import Reading
from gmp_portal.writing.visits import Look

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# So many stand on the page of a plan; all of them have a page of their own.
FIRST = 8
# Who is the contact of an effort, a draft tells its leads only (A1-6d-iii).
FOR_LEADS = frozenset({"contact"})


@dataclass(frozen=True)
class Group:
    """The changes of one section; ``since`` is said where that is longer ago than the visit."""

    title: "StrOrPromise"
    since: datetime | None
    changes: list[Change]


@dataclass(frozen=True)
class Changes:
    """What is news to one reader; ``since`` is missing where somebody is here the first time."""

    since: datetime | None = None
    now: datetime | None = None
    listed: tuple[Change, ...] = ()
    marked: frozenset[str] = frozenset()
    """The sections with changes that the reader did not look at yet."""

    @property
    def first(self) -> list[Group]:
        return self.grouped(self.listed[:FIRST])

    def grouped(self, changes: Iterable[Change]) -> list[Group]:
        """Changes that stand in the order of their sections, by section."""
        return [
            self._group(section, list(alike))
            for section, alike in groupby(changes, lambda change: change.section)
        ]

    def _group(self, section: Section | None, changes: list[Change]) -> Group:
        title = str(section) if section else _("Title, language and period")
        since = changes[0].since
        return Group(title, None if since == self.since else since, changes)

    @property
    def has_more(self) -> bool:
        return len(self.listed) > FIRST

    @property
    def until(self) -> str:
        """The moment of this page: what changes later is not seen with it."""
        return self.now.isoformat() if self.now else ""

    def of_section(self, key: str) -> "Changes":
        """The same of one section."""
        mine = (each for each in self.listed if each.section and each.section.key == key)
        return Changes(self.since, self.now, tuple(mine), self.marked)


NOTHING = Changes()


def scope_of(plan: PlanVersion) -> str:
    """What its pages have in common: writers are told of each other under the same name."""
    return f"areas.plan:{plan.pk}"


def hidden_from(reader: Anybody, plan: PlanVersion) -> frozenset[str]:
    """The fields of entries that this reader is not told."""
    return frozenset() if permissions.leads(reader, plan.area) else FOR_LEADS


def gather(plan: PlanVersion, reader: Anybody, look: Look | None) -> Reading[Changes]:
    """Read what changed in a draft that has its rows with it after the first round."""
    if look is None or plan.is_frozen:
        return NOTHING
    yield [look.rows]
    if look.since is None:
        return NOTHING
    facts = Facts(plan, look, hidden_from(reader, plan))
    yield from facts.gather()
    listed = sorted(facts.changes(), key=_place)
    names = yield from offices.people_named({each.by for each in listed if each.by}, reader)
    told = (replace(each, who=names.get(each.by or 0, "")) for each in listed)
    marked = {
        each.section.key
        for each in listed
        if each.section and each.at > look.read_at(each.section.key)
    }
    return Changes(look.since, look.now, tuple(told), frozenset(marked))


def _place(change: Change) -> tuple[int, float]:
    """By section, the newest first."""
    place = SECTIONS.index(change.section) if change.section else -1
    return place, -change.at.timestamp()
