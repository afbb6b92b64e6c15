"""What becomes of a version when amendments are taken into it, one after the other (A2-VIII-2).

Fields and paragraphs that only one of them changes are joined; where two change the same, or the
version says something else there by now, a person says which words stand.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast

from django.utils.text import Truncator

from areas.annex2 import BY_KEY
from areas.forms.row_kinds import KINDS
from areas.models import AmendmentPlace, PlanAmendment
from areas.reading import spots
from areas.reading.entries_by_key import BELONGING, POINTING, Entries
from gmp_portal.ui.versions import Field, Values, token_of
from gmp_portal.words import beside, labelled
from gmp_portal.writing import merge

# What somebody chooses where two collide: what stands there, what is proposed, words of their own.
STANDING, PROPOSED, OWN = "standing", "proposed", "own"
WHOLE = "entry"
# How the name of an entry begins that has no key, since it is only proposed.
NEW = "new-"
Identity = tuple[str, str]


@dataclass(frozen=True)
class Choice:
    """Which words stand at a place where two collide."""

    how: str
    text: str = ""


@dataclass(frozen=True)
class Collision:
    """A field, or a whole entry, that an amendment and something else change in the same place."""

    amendment: PlanAmendment
    place: AmendmentPlace
    name: str
    base: Field
    standing: Field
    proposed: Field
    joined: Field = field(default_factory=list)
    others: tuple[PlanAmendment, ...] = ()
    """The amendments that changed it before; none where the version itself differs."""
    is_prose: bool = False
    choice: Choice | None = None

    @property
    def code(self) -> str:
        """By which a form names it."""
        return f"{self.place.pk}-{self.name}"

    @property
    def is_whole(self) -> bool:
        """Whether an entry is gone on one side, and changed on the other."""
        return self.name == WHOLE

    @property
    def is_dangling(self) -> bool:
        """Whether the amendment points to an entry that is not there, or goes."""
        return not (self.is_whole or self.proposed or self.standing or self.is_prose)

    @property
    def offers(self) -> tuple[str, ...]:
        if self.is_whole:
            return (STANDING, PROPOSED)
        if self.is_dangling:
            return (STANDING,)
        return (STANDING, PROPOSED, OWN) if self.is_prose else (STANDING, PROPOSED)


@dataclass
class Now:
    """A place with what it holds after the amendments so far."""

    place: AmendmentPlace
    was: Values | None
    values: Values | None
    by: dict[str, list[PlanAmendment]] = field(default_factory=dict)
    """Which amendments changed each of its fields, or the whole entry."""
    authors: set[int] = field(default_factory=set)
    """Who wrote what came; nobody alone where somebody settled a collision."""

    @property
    def is_changed(self) -> bool:
        return self.values != self.was

    @property
    def amendments(self) -> list[PlanAmendment]:
        """All that changed something of it, each once."""
        return list({each.pk: each for some in self.by.values() for each in some}.values())


@dataclass
class Outcome:
    """Every place that these amendments change, and what a person has to settle."""

    places: dict[Identity, Now] = field(default_factory=dict)
    collisions: list[Collision] = field(default_factory=list)
    joined: list[AmendmentPlace] = field(default_factory=list)
    """Places into which an amendment came beside other changes, without a question."""
    token: str = ""

    @property
    def unsettled(self) -> list[Collision]:
        return [each for each in self.collisions if each.choice is None]

    @property
    def gone(self) -> dict[str, list[PlanAmendment]]:
        """The entries that go, by the codes of their keys, with the amendments by which."""
        return {
            now.place.code: now.by[WHOLE]
            for now in self.places.values()
            if now.values is None and now.was is not None
        }

    @property
    def changed(self) -> list[Now]:
        return [now for now in self.places.values() if now.is_changed]


def identity(place: AmendmentPlace) -> Identity:
    """What tells a place from others: a new entry is a place of its own."""
    if place.is_text:
        return (place.kind, place.section)
    return (place.kind, f"{NEW}{place.pk}" if place.is_new else str(place.key_id))


def in_order(places: Iterable[AmendmentPlace], entries: Entries) -> list[AmendmentPlace]:
    """Places as they follow each other in the plan; what is new comes last in its section."""
    sections, kinds, keys = (
        list(BY_KEY),
        [AmendmentPlace.TEXT, *KINDS],
        list(entries.by_key),
    )
    stands = {key: at for at, key in enumerate(keys)}

    def at(place: AmendmentPlace) -> tuple[int, int, int, int]:
        last = stands.get(place.key_id or 0, len(stands))
        return sections.index(place.section), kinds.index(place.kind), last, place.pk or 0

    return sorted(places, key=at)


def title_of(place: AmendmentPlace, entries: Entries) -> str:
    """A place as people call it, beside its section: “Summary of the issue”, “Effort, …”."""
    if place.is_text:
        return str(BY_KEY[place.section].title)
    row = entries.row_of(place)
    values = place.proposed or place.base or {}
    names = [name for name in KINDS[place.kind].form._meta.fields or () if name in NAMING]
    said = str(row) if row is not None else "".join(values.get(next(iter(names), ""), []))
    return beside(KINDS[place.kind].singular, said)


# The fields that say what an entry is.
NAMING = {"statement", "title", "description", "text", "name"}


def outcome(
    amendments: Iterable[PlanAmendment],
    entries: Entries,
    choices: Mapping[str, Choice] | None = None,
) -> Outcome:
    """Take these amendments into the version, in the order of their numbers."""
    result = Outcome()
    chosen = choices or {}
    in_order = sorted(amendments, key=lambda each: each.number)
    for amendment in in_order:
        for place in amendment.places.all():
            now = result.places.get(identity(place))
            if now is None:
                was = None if place.is_new else entries.values_of(place)
                now = Now(place, was, was)
                result.places[identity(place)] = now
            _take(amendment, place, now, entries, result, chosen)
    result.token = token_of(
        {
            "version": [f"{entries.plan.pk}"],
            "amendments": [f"{each.pk}" for each in in_order],
            **{":".join(key): [str(now.was)] for key, now in result.places.items()},
        }
    )
    return result


def _take(
    amendment: PlanAmendment,
    place: AmendmentPlace,
    now: Now,
    entries: Entries,
    result: Outcome,
    chosen: Mapping[str, Choice],
) -> None:
    """Bring one place of an amendment into what stands there so far."""
    collisions = list(_collisions(amendment, place, now, entries, result))
    collisions = [_with_choice(each, chosen) for each in collisions]
    result.collisions += collisions
    before = now.values
    now.values = _result(place, now, entries, collisions)
    if now.values != before:
        for name in _differing(before, now.values):
            now.by.setdefault(name, []).append(amendment)
        now.authors.add(0 if collisions else amendment.author_id)
        others = before is not None and before != place.base and not place.is_new
        if others and not collisions:
            result.joined.append(place)


def _differing(before: Values | None, after: Values | None) -> list[str]:
    """The fields that became other ones; of an entry that came or went, all of it."""
    if before is None or after is None:
        return [WHOLE]
    names = [*after, *(name for name in before if name not in after)]
    return [name for name in names if before.get(name, []) != after.get(name, [])]


def _with_choice(collision: Collision, chosen: Mapping[str, Choice]) -> Collision:
    choice = chosen.get(collision.code)
    if choice is None or choice.how not in collision.offers:
        return collision
    return replace(collision, choice=choice)


def _collisions(
    amendment: PlanAmendment,
    place: AmendmentPlace,
    now: Now,
    entries: Entries,
    result: Outcome,
) -> Iterator[Collision]:
    others = tuple(now.amendments)
    if place.is_new:
        yield from _dangling(amendment, place, place.proposed, entries, result)
        return
    base, proposed, standing = place.base or {}, place.proposed, now.values
    if proposed is None:
        pointing = _pointing(amendment, place, result)
        if standing is not None and (standing != base or pointing):
            yield _whole(amendment, place, tuple(dict.fromkeys((*others, *pointing))))
        return
    if standing is None:
        yield _whole(amendment, place, others)
        return
    prose = entries.prose_of(place)
    for clash in merge.values(base, proposed, standing, prose).clashes:
        name = clash.name
        sides = (cast("Field", each or []) for each in (clash.base, standing[name]))
        was, stands = sides
        yield Collision(
            amendment,
            place,
            name,
            was,
            stands,
            cast("Field", proposed[name]),
            _joined(name, base, proposed, standing, prose),
            tuple(now.by.get(name, ())),
            name in prose,
        )
    changed = {name: proposed[name] for name in place.changed if name in proposed}
    if belongs := BELONGING.get(place.kind):
        changed = {belongs: standing.get(belongs, [])} | changed
    yield from _dangling(amendment, place, changed, entries, result)


def _dangling(
    amendment: PlanAmendment,
    place: AmendmentPlace,
    values: Any,
    entries: Entries,
    result: Outcome,
) -> Iterator[Collision]:
    """Fields that point to an entry which is not in the version, or goes: they stay."""
    gone = result.gone
    for name, codes in entries.missing(values or {}, without=gone).items():
        others = tuple(each for code in codes for each in gone.get(code, ()))
        yield Collision(amendment, place, name, codes, [], [], others=others)


def _pointing(
    amendment: PlanAmendment, place: AmendmentPlace, result: Outcome
) -> list[PlanAmendment]:
    """The amendments before it whose words point to the entry, or belong to it."""
    found: list[PlanAmendment] = []
    for now in result.places.values():
        for name, value in (now.values or {}).items():
            if name not in POINTING or place.code not in value:
                continue
            belongs = name == BELONGING.get(now.place.kind)
            by = now.amendments if belongs else now.by.get(name, now.by.get(WHOLE, []))
            found += [each for each in by if each.pk != amendment.pk]
    return found


def _whole(
    amendment: PlanAmendment, place: AmendmentPlace, others: tuple[PlanAmendment, ...]
) -> Collision:
    return Collision(amendment, place, WHOLE, [], [], [], others=others)


def _joined(name: str, base: Any, proposed: Any, standing: Any, prose: set[str]) -> Field:
    """Both texts in one, with the proposed words where they collide."""
    merged = merge.values(
        {name: base.get(name, [])}, {name: proposed[name]}, {name: standing[name]}, prose
    )
    return cast("Field", merged.values[name])


def _result(
    place: AmendmentPlace, now: Now, entries: Entries, collisions: Sequence[Collision]
) -> Values | None:
    """What the place holds afterwards; what nobody settled yet stays as it stands."""
    whole = next((each for each in collisions if each.is_whole), None)
    if whole is not None:
        takes = whole.choice is not None and whole.choice.how == PROPOSED
        return cast("Values | None", place.proposed) if takes else now.values
    if place.proposed is None:
        return None
    if BELONGING.get(place.kind) in {each.name for each in collisions if each.is_dangling}:
        # It goes with the entry that it belongs to.
        return now.values
    if place.is_new:
        return _without(place.proposed, collisions)
    standing = now.values or {}
    merged = merge.values(
        place.base or {}, place.proposed, standing, entries.prose_of(place)
    )
    result = merged.values
    for collision in collisions:
        name, choice = collision.name, collision.choice
        if choice is None or choice.how == STANDING:
            result[name] = _standing(collision, standing)
        elif choice.how == OWN:
            result[name] = [choice.text] if choice.text else []
    return result


def _standing(collision: Collision, standing: Values) -> Any:
    """What stands there, with what the amendment says in other paragraphs of the same text."""
    name = collision.name
    if not collision.is_prose:
        return standing.get(name, [])
    text, _is_clear = merge.paragraphs(
        *(
            "".join(each)
            for each in (collision.base, collision.standing, collision.proposed)
        )
    )
    return [text] if text else []


def _without(values: Any, collisions: Sequence[Collision]) -> Values:
    """A new entry without the links to what is gone."""
    gone: set[str] = {each.name for each in collisions}
    return {name: [] if name in gone else value for name, value in values.items()}


def label_of(place: AmendmentPlace, name: str, entries: Entries) -> str:
    """What people call a field of the place."""
    if place.is_text:
        return str(entries.text_form(BY_KEY[place.section]).fields[name].label)
    return spots.label_of(KINDS[place.kind], name)


def name_of(collision: Collision, entries: Entries) -> str:
    """The place and the field of a collision, so that a sentence can name them."""
    title = Truncator(title_of(collision.place, entries)).chars(100)
    if collision.is_whole:
        return title
    return labelled(title, label_of(collision.place, collision.name, entries))
