"""The amendments of a plan for its readers: their places, and where they collide (A2-VIII-2)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from areas import permissions
from areas.annex2 import BY_KEY, Section
from areas.forms.amendments import said_of_standing
from areas.models import AmendmentPlace, PartnershipArea, PlanAmendment, PlanVersion
from areas.reading import (
    amendment_clashes,
    amendment_joining,
    amendment_names,
    amendment_texts,
    entries_by_key,
)
from areas.reading.amendment_joining import WHOLE, Collision, Now, Outcome
from areas.reading.amendment_texts import FieldLines, Words
from areas.reading.entries_by_key import Entries
from gmp_portal import ledger, rounds
from gmp_portal.accounts import offices
from gmp_portal.accounts.rights import Anybody
from gmp_portal.ledger import histories
from gmp_portal.rounds import Number, Reading
from gmp_portal.ui.paging import reading_page
from gmp_portal.words import beside, listed
from gmp_portal.writing.compare import Line

# So many open amendments stand on a page, and are compared with each other.
MOST = 40


@dataclass(frozen=True)
class Clash:
    """Another amendment that changes the same place, and what both make of it."""

    other: PlanAmendment
    label: str
    lines: tuple[Line, ...] = ()


@dataclass
class PlaceRead:
    """A place of an amendment as it is shown."""

    place: AmendmentPlace
    section: Section
    title: str
    fields: list[FieldLines] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)
    since: list[FieldLines] = field(default_factory=list)
    """What the version in force says otherwise since it was proposed."""
    is_gone: bool = False
    in_draft: list[str] = field(default_factory=list)
    """The fields that the open draft says otherwise, too."""

    @property
    def said_in_draft(self) -> str:
        return listed(each for each in self.in_draft if each)

    @property
    def code(self) -> str:
        """By which an address names a new entry."""
        return f"{amendment_joining.NEW}{self.place.pk}"


@dataclass
class Listed:
    """An amendment in the list, with its places and who proposes it."""

    amendment: PlanAmendment
    voice: str
    places: list[PlaceRead] = field(default_factory=list)

    @property
    def others(self) -> list[PlanAmendment]:
        """The amendments with which it collides, each once."""
        others = {
            each.other.pk: each.other for read in self.places for each in read.clashes
        }
        return list(others.values())

    @property
    def has_moved_on(self) -> bool:
        """Whether the plan in force has changed at one of its places since."""
        return any(read.since or read.is_gone for read in self.places)

    @property
    def meets_draft(self) -> bool:
        return any(read.in_draft for read in self.places)


def in_force(area: PartnershipArea) -> PlanVersion | None:
    return _with(area, _in_force(area))


def open_draft(area: PartnershipArea) -> PlanVersion | None:
    """The version that is being written, in whatever state before it is submitted."""
    return _with(area, _drafts(area))


def _in_force(area: PartnershipArea) -> "QuerySet[PlanVersion]":
    return area.plans.current().defer("snapshot")[:1]


def _drafts(area: PartnershipArea) -> "QuerySet[PlanVersion]":
    return area.plans.being_written().defer("snapshot")[:1]


def _with(area: PartnershipArea, plans: "QuerySet[PlanVersion]") -> PlanVersion | None:
    """The first of these versions, which knows its area."""
    plan = next(iter(plans), None)
    if plan is not None:
        plan.area = area
    return plan


def _open(area: PartnershipArea) -> "QuerySet[PlanAmendment]":
    return area.amendments.open().for_page().prefetch_related("places__key")


def _known(amendment: PlanAmendment, area: PartnershipArea) -> PlanAmendment:
    amendment.area = area
    for place in amendment.places.all():
        place.amendment = amendment
    return amendment


def gather_list(area: PartnershipArea, request: HttpRequest) -> dict[str, Any]:
    """The page of all amendments of an area."""
    user, status = request.user, PlanAmendment.Status
    visible = PlanAmendment.objects.visible_to(user).filter(area=area).for_page()
    drafted = visible.filter(status=status.DRAFT)
    settled = visible.exclude(status__in=[*PlanAmendment.OPEN, status.DRAFT])
    current, drafts = _in_force(area), _drafts(area)
    agreed = Number(area.amendments.filter(status=status.AGREED), most=1)
    rounds.ask(current, drafts, agreed)
    plan, draft = _with(area, current), _with(area, drafts)
    own, page, shown = rounds.run(
        reading_page(request, drafted, parameter="own"),
        reading_page(request, settled),
        reading_page(request, _open(area), MOST, parameter="open"),
    )
    rows = [_known(each, area) for each in shown]
    names = _voices([*rows, *page], user)
    lines: list[Listed] = []
    if plan is not None:
        entries, drafted_too = rounds.read(_both(plan, draft))
        lines = _listed(rows, entries, drafted_too, names)
    probe = PlanAmendment(area=area, status=status.AGREED)
    return {
        "area": area,
        "plan": plan,
        "draft": draft,
        "own": own,
        "listed": lines,
        "shown": shown,
        "page": page,
        "settled": [Listed(each, names[each.pk]) for each in page],
        "may_start": permissions.can_amendment_start(user, area),
        "can_take_in": int(agreed) and permissions.can_amendment_take_in(user, probe),
    }


def _voices(rows: Iterable[PlanAmendment], reader: Anybody) -> dict[int, str]:
    """Who proposes each of them, for which partner."""
    amendments = list(rows)
    names = offices.names_of([each.author for each in amendments], reader)
    return {each.pk: voice(each, str(names[each.author_id])) for each in amendments}


def voice(amendment: PlanAmendment, name: str) -> str:
    partner = amendment.partner
    return beside(name, partner.name_on_record) if partner else name


def _listed(
    rows: Sequence[PlanAmendment],
    entries: Entries,
    draft: Entries | None,
    names: dict[int, str],
) -> list[Listed]:
    lines = []
    for amendment in rows:
        line = Listed(amendment, names[amendment.pk])
        for place in amendment_names.in_order(amendment.places.all(), entries):
            read = _read(place, entries)
            read.clashes = [
                Clash(other, "")
                for other, _place, _names in _clashing(place, rows, entries)
            ]
            since = amendment_clashes.since(place, entries)
            read.is_gone = WHOLE in since
            read.since = [FieldLines(name, "", ()) for name in since if name != WHOLE]
            read.in_draft = _in_draft(place, draft)
            line.places.append(read)
        lines.append(line)
    return lines


def _read(place: AmendmentPlace, entries: Entries) -> PlaceRead:
    section = BY_KEY[place.section]
    return PlaceRead(place, section, amendment_names.title_of(place, entries))


def _clashing(
    place: AmendmentPlace, rows: Iterable[PlanAmendment], entries: Entries
) -> list[tuple[PlanAmendment, AmendmentPlace, list[str]]]:
    """Other open amendments that change the same of this place, and the fields in which."""
    others = [each for each in rows if each.pk != place.amendment_id]
    return [
        (other, each, names)
        for other in others
        for each in other.places.all()
        if (names := amendment_clashes.clash(place, each, entries))
    ]


def _in_draft(place: AmendmentPlace, draft: Entries | None) -> list[str]:
    """The fields of the place that the open draft changed in its own way."""
    return [] if draft is None else amendment_clashes.since(place, draft)


# One amendment ------------------------------------------------------------------------------


def gather(amendment: PlanAmendment, request: HttpRequest) -> dict[str, Any]:
    """The page of an amendment: its places side by side with what else is proposed there."""
    user, area = request.user, amendment.area
    _known(amendment, area)
    context: dict[str, Any] = {
        "amendment": amendment,
        "since": amendment.proposed_at or amendment.begun_at,
        "area": area,
        "plan": in_force(area) or amendment.plan,
        "possible": permissions.AMENDMENT.possible(user, amendment),
        "voice": _voices([amendment], user)[amendment.pk],
        "places": [],
    }
    # Who left the area reads the own amendment, and nothing else that is said there.
    is_inside = amendment.is_open and permissions.hears(user, area)
    others = amendment_clashes.beside(amendment) if is_inside else []
    rows = [_known(each, area) for each in others]
    plan = context["plan"]
    draft = open_draft(area) if is_inside else None
    plan.area = area
    trail, both = rounds.run(
        histories.told(ledger.trail(amendment), to=user).beside(),
        _both(plan, draft),
    )
    entries, drafted = both
    places = list(amendment.places.all())
    theirs = [each for row in rows for each in row.places.all()]
    words = rounds.read(amendment_texts.words_of([*places, *theirs], entries, user))
    for place in amendment_names.in_order(places, entries):
        read = _read(place, entries)
        read.fields = amendment_texts.fields_of(place, words)
        if amendment.is_open or amendment.is_editable:
            _compare(read, rows, words, drafted)
        context["places"].append(read)
    return context | {"trail": trail, "draft": draft}


def _both(plan: PlanVersion, draft: PlanVersion | None) -> Reading[Any]:
    plans = [plan] if draft is None else [plan, draft]
    both = yield from rounds.side_by_side(*(entries_by_key.of(each) for each in plans))
    return both[0], both[1] if draft is not None else None


def _compare(
    read: PlaceRead, rows: list[PlanAmendment], words: Words, draft: Entries | None
) -> None:
    """Say what else is proposed for the place, and what became of it in the plan."""
    place, entries = read.place, words.entries
    for other, its, names in _clashing(place, rows, entries):
        for name in names:
            read.clashes.append(_side(other, its, name, words))
    since = amendment_clashes.since(place, entries)
    read.is_gone = WHOLE in since
    now = entries.values_of(place) or {}
    base = place.base or {}
    read.since = [
        FieldLines(
            name,
            amendment_names.label_of(place, name, entries),
            words.marked(place, name, base.get(name, []), list(now.get(name, []))),  # type: ignore[arg-type]
        )
        for name in since
        if name != WHOLE
    ]
    read.in_draft = [
        "" if name == WHOLE else amendment_names.label_of(place, name, entries)
        for name in _in_draft(place, draft)
    ]


def _side(other: PlanAmendment, place: AmendmentPlace, name: str, words: Words) -> Clash:
    """What another amendment makes of the same field; of an entry that goes, nothing."""
    if name == WHOLE:
        return Clash(other, "")
    base, proposed = place.base or {}, place.proposed or {}
    lines = words.marked(place, name, base.get(name, []), proposed.get(name, []))
    label = amendment_names.label_of(place, name, words.entries)
    return Clash(other, label, tuple(line for line in lines if line.is_changed))


# Taking in ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Question:
    """A collision as it is asked: what it was, what stands there, what is proposed."""

    collision: Collision
    title: str
    label: str
    before: str
    standing_said: str
    standing: tuple[Line, ...]
    proposed: tuple[Line, ...]
    how: Any
    own: Any = None


def outcome(
    chosen: Sequence[PlanAmendment], source: PlanVersion, reader: Anybody
) -> tuple[Outcome, Words]:
    """What comes of these amendments in the draft, or in the plan in force."""
    entries = rounds.read(entries_by_key.of(source))
    places = [each for amendment in chosen for each in amendment.places.all()]
    words = rounds.read(amendment_texts.words_of(places, entries, reader))
    return amendment_joining.outcome(chosen, entries), words


@dataclass(frozen=True)
class Coming:
    """A place of the version that changes, and the amendments that change it."""

    now: Now
    title: str

    @property
    def section(self) -> Section:
        return BY_KEY[self.now.place.section]


def coming(result: Outcome, words: Words) -> list[Coming]:
    """All that changes without a question, in the order of the plan."""
    changed = {now.place.pk: now for now in result.changed}
    places = [now.place for now in changed.values()]
    in_order = amendment_names.in_order(places, words.entries)
    titles = {each.pk: amendment_names.title_of(each, words.entries) for each in in_order}
    return [Coming(changed[pk], title) for pk, title in titles.items()]


def questions(words: Words, form: Any) -> list[Question]:
    """The collisions with the fields by which they are settled."""
    return [_question(each, words, form) for each in form.collisions.values()]


def _question(each: Collision, words: Words, form: Any) -> Question:
    place, name = each.place, each.name
    own = form[f"own-{each.code}"] if f"own-{each.code}" in form.fields else None
    title = amendment_names.title_of(place, words.entries)
    if each.is_whole:
        return Question(each, title, "", "", "", (), (), form[f"how-{each.code}"])
    standing = words.marked(place, name, each.base, each.standing)
    proposed = words.marked(place, name, each.base, each.proposed)
    return Question(
        each,
        title,
        amendment_names.label_of(place, name, words.entries),
        words.of(place, name, each.base),
        said_of_standing(each),
        tuple(line for line in standing if line.is_changed),
        tuple(line for line in proposed if line.is_changed),
        form[f"how-{each.code}"],
        own,
    )


def list_of(area: PartnershipArea) -> str:
    return reverse("areas:amendment_list", args=[area.slug])
