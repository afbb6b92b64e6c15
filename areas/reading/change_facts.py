"""What is on record of a draft and its entries since a moment, and what that comes to (R-67)."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db.models import Case, F, Q, QuerySet, When
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from areas.acts import Act
from areas.annex2 import BY_KEY, SECTIONS, Section
from areas.forms.row_kinds import KINDS, RowKind
from areas.models import PlanKey, PlanVersion
from areas.reading import removed
from areas.reading.wordings import ROW, SECTION
from gmp_portal import ledger
from gmp_portal.ledger.models import Entry
from gmp_portal.rounds import Reading
from gmp_portal.ui.versions import Values
from gmp_portal.writing.models import Revision
from gmp_portal.writing.visits import Look

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FRAME = "areas.frame"
NAME_LENGTH = 100
ADDING = (
    Act.PLAN_ROW_ADDED,
    Act.PLAN_ROW_BROUGHT_BACK,
    Act.PLAN_ROWS_TAKEN_IN,
    Act.PLAN_IMPORT_PUT_IN,
)


class How(StrEnum):
    """What became of a text or an entry."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"

    @property
    def label(self) -> "StrOrPromise":
        return {
            How.ADDED: _("Added"),
            How.CHANGED: _("Changed"),
            How.REMOVED: _("Removed"),
        }[self]

    @property
    def tone(self) -> str:
        return {How.ADDED: "ok", How.CHANGED: "info", How.REMOVED: "neutral"}[self]


@dataclass(frozen=True)
class Change:
    """A text or an entry that is not as it was, and who changed it last."""

    key: str
    """What tells the text or entry from others of its plan."""
    how: How
    section: Section | None
    what: "StrOrPromise"
    name: str
    at: datetime
    by: int | None
    url: str
    since: datetime
    """Against what stood at this moment it is compared."""
    who: "StrOrPromise" = ""


@dataclass
class Facts:
    """What is on record of a draft since the earliest moment that counts for a reader."""

    plan: PlanVersion
    look: Look
    hidden: Collection[str]
    saved: dict[tuple[str, str], Revision] = field(default_factory=dict)
    """The newest revision by somebody else of each text and entry, by its kind and key."""
    before: dict[tuple[str, str], Revision] = field(default_factory=dict)
    """What these were when the reader was here."""
    gone: dict[tuple[str, int], Revision] = field(default_factory=dict)
    born: dict[int, datetime | None] = field(default_factory=dict)
    """Since when entries that are gone were part of the plan, by their keys."""
    entries: list[Entry] = field(default_factory=list)
    rows: dict[tuple[str, int], Any] = field(default_factory=dict)

    def gather(self) -> Reading[None]:
        """Ask for all of it in two rounds."""
        self.rows = {(kind, row.pk): row for kind, row in _rows(self.plan)}
        revisions, entries = self._revisions(), self._entries()
        yield [revisions, entries]
        self.entries = list(entries)
        for revision in revisions:
            if revision.kind == removed.KIND:
                _plan, kind, pk = revision.key.split("-")
                self.gone[kind, int(pk)] = revision
            else:
                self.saved[revision.kind, revision.key] = revision
        before, keys = self._before(), self._keys_of_what_is_gone()
        yield [before, keys]
        self.before = {(each.kind, each.key): each for each in before}
        self.born = {each.pk: each.made_at for each in keys}

    def _revisions(self) -> QuerySet[Revision]:
        keys = [f"{kind}-{pk}" for kind, pk in self.rows]
        start = f"{self.plan.pk}-"
        texts = Q(kind=SECTION, key__startswith=start) | Q(kind=FRAME, key=self.plan.pk)
        by_others = (texts | Q(kind=ROW, key__in=keys)) & ~Q(saved_by=self.look.person)
        rows = Revision.objects.filter(
            by_others | Q(kind=removed.KIND, key__startswith=start),
            saved_at__gt=self.look.earliest,
            saved_by__isnull=False,
            is_aside=False,
        )
        return rows.order_by("kind", "key", "-number").distinct("kind", "key")

    def _entries(self) -> QuerySet[Entry]:
        rows = Entry.objects.filter(subject=ledger.subject_of(self.plan))
        return rows.filter(at__gt=self.look.earliest, kind__in=ADDING).order_by("seq")

    def _before(self) -> QuerySet[Revision]:
        """What each of these was when the reader had seen it."""
        until: defaultdict[datetime, Q] = defaultdict(lambda: Q(pk__in=[]))
        for kind, key in self.saved:
            until[self._moment(self._section_of(kind, key))] |= Q(kind=kind, key=key)
        return before(until)

    def _keys_of_what_is_gone(self) -> QuerySet[PlanKey]:
        gone = (_stored(each)["key"] for each in self.gone.values())
        return PlanKey.objects.filter(pk__in=list(gone))

    # What became of texts and entries ----------------------------------------------------

    def changes(self) -> Iterator[Change]:
        """What others changed, without what is again as it was."""
        yield from self._texts()
        yield from self._frame()
        efforts: set[int] = set()
        # Milestones last: what became of an effort tells of its milestones, too.
        for kind in sorted(KINDS.values(), key=lambda kind: kind.key == "milestones"):
            for pk, change in self._of_kind(kind):
                if kind.key == "efforts":
                    efforts.add(pk)
                if kind.key == "milestones" and self._effort_of(pk) in efforts:
                    continue
                yield change

    def _moment(self, section: Section | None) -> datetime:
        """Since when a section is told: since the visit before, or since it was looked at."""
        since = self.look.since or self.look.now
        return since if section is None else min(since, self.look.read_at(section.key))

    def _section_of(self, kind: str, key: str) -> Section | None:
        if kind == FRAME:
            return None
        first, _hyphen, last = key.partition("-")
        return BY_KEY[last if kind == SECTION else KINDS[first].section]

    def _texts(self) -> Iterator[Change]:
        for section in SECTIONS:
            since = self._moment(section)
            key = f"{self.plan.pk}-{section.key}"
            revision = self._changed(SECTION, key, since)
            if revision:
                url = self._url("change_of_section", section.key)
                at, by = revision.saved_at, revision.saved_by_id
                what = _("Text")
                yield Change(key, How.CHANGED, section, what, "", at, by, url, since)

    def _frame(self) -> Iterator[Change]:
        since = self._moment(None)
        key = str(self.plan.pk)
        revision = self._changed(FRAME, key, since)
        if revision:
            at, by = revision.saved_at, revision.saved_by_id
            what, url = _("Title, language and period"), self._url("change_of_frame")
            yield Change(key, How.CHANGED, None, what, "", at, by, url, since)

    def _of_kind(self, kind: RowKind) -> Iterator[tuple[int, Change]]:
        section = BY_KEY[kind.section]
        since = self._moment(section)

        def change(how: How, pk: int, name: object, at: datetime, by: int | None) -> Change:
            key, url = f"{kind.key}-{pk}", self._url("change_of_row", kind.key, pk)
            said = Truncator(" ".join(str(name).split())).chars(NAME_LENGTH)
            return Change(key, how, section, kind.singular, said, at, by, url, since)

        for (of_kind, pk), row in self.rows.items():
            if of_kind != kind.key:
                continue
            revision = self._changed(ROW, f"{kind.key}-{pk}", since)
            if added := self._added(kind.key, row, since):
                yield pk, change(How.ADDED, pk, row, *added)
            elif revision:
                at, by = revision.saved_at, revision.saved_by_id
                yield pk, change(How.CHANGED, pk, row, at, by)
        for (of_kind, pk), revision in self.gone.items():
            if of_kind == kind.key and self._is_removed(of_kind, pk, since):
                name, at = revision.values["name"][0], revision.saved_at
                yield pk, change(How.REMOVED, pk, name, at, revision.saved_by_id)

    def _changed(self, kind: str, key: str, since: datetime) -> Revision | None:
        newest = self.saved.get((kind, key))
        if newest is None or newest.saved_at <= since:
            return None
        was = self.before.get((kind, key))
        is_same = was is not None and self._shown(was) == self._shown(newest)
        return None if is_same else newest

    def _shown(self, revision: Revision) -> Values:
        return without(revision.values, self.hidden)

    def _added(
        self, kind: str, row: Any, since: datetime
    ) -> tuple[datetime, int | None] | None:
        """When an entry came, or came back, and by whom, if it was somebody else."""
        named = f"{row._meta.model_name}:{row.pk}"
        own = [each for each in self.entries if each.body.get("row") == named]
        if self._is_new(row, since):
            # What came without an act of its own came with many others, or with its effort.
            many = (each for each in self.entries if "row" not in each.body)
            later = (each for each in many if each.at >= row.key.made_at)
            act = next(iter(own), None) or next(later, None)
            if act is None and kind == "milestones":
                return None
            at = row.key.made_at
        else:
            back = (each for each in own if each.kind == Act.PLAN_ROW_BROUGHT_BACK)
            act = next((each for each in back if each.at > since), None)
            gone = self.gone.get((kind, row.pk))
            if act is None or (gone is not None and gone.saved_at > since):
                return None
            at = act.at
        by = act.actor_id if act else None
        return None if by == self.look.person.pk else (at, by)

    def _is_new(self, row: Any, since: datetime) -> bool:
        return row.key.made_at is not None and row.key.made_at > since

    def _is_removed(self, kind: str, pk: int, since: datetime) -> bool:
        """Whether the reader had seen it, and somebody else took it out."""
        revision = self.gone[kind, pk]
        born = self.born.get(_stored(revision)["key"])
        return (
            (kind, pk) not in self.rows
            and revision.saved_at > since
            and revision.saved_by_id != self.look.person.pk
            and (born is None or born <= since)
        )

    def _effort_of(self, pk: int) -> int:
        row = self.rows.get(("milestones", pk))
        if row is not None:
            return int(row.effort_id)
        return int(_stored(self.gone["milestones", pk])["effort"])

    def _url(self, name: str, *args: object) -> str:
        place = [self.plan.area.slug, self.plan.number, *args]
        return reverse(f"areas:{name}", args=place)


def before(until: Mapping[datetime, Q]) -> QuerySet[Revision]:
    """What texts were at these moments: the newest until then, else the oldest that is kept.

    Before the first save of a text, what stood there until then is kept.
    """
    wanted, then = Q(pk__in=[]), Q(pk__in=[])
    for moment, texts in until.items():
        wanted |= texts
        then |= texts & Q(saved_at__lte=moment)
    order = Case(When(then, then=F("number")), default=-F("number"))
    rows = Revision.objects.filter(wanted).taken_in().alias(order=order)
    ordered: QuerySet[Revision] = rows.order_by("kind", "key", "-order")
    return ordered.distinct("kind", "key")


def without(values: Values, hidden: Collection[str]) -> Values:
    """These values without the fields that a reader is not told."""
    return {name: value for name, value in values.items() if name not in hidden}


def _rows(plan: PlanVersion) -> Iterator[tuple[str, Any]]:
    for kind in KINDS.values():
        if kind.key == "milestones":
            for effort in plan.efforts.all():
                yield from ((kind.key, step) for step in effort.milestones.all())
        else:
            yield from ((kind.key, row) for row in getattr(plan, kind.key).all())


def _stored(revision: Revision) -> dict[str, Any]:
    """The fields of an entry that was removed."""
    stored: Sequence[Mapping[str, Any]] = json.loads(str(revision.values["rows"][0]))
    return dict(stored[0]["fields"])
