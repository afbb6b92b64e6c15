"""What becomes of a version when amendments are taken into it, one after the other (A2-VIII-2).

Fields and paragraphs that only one of them changes are joined; where two change the same, or the
version says something else there by now, a person says which words stand.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast

from areas.models import AmendmentPlace, PlanAmendment
from areas.reading.entries_by_key import BELONGING, POINTING, Entries
from gmp_portal.ui.versions import Field, Values, token_of
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
    is_stranded: bool = False
    """Whether the entry is gone, and so is the one that it belongs to: it cannot come back."""
    choice: Choice | None = None

    @property
    def code(self) -> str:
        """By which a form names it; two questions may be about one field."""
        name = f"{self.name}-gone" if self.is_dangling else self.name
        return f"{self.place.pk}-{name}"

    @property
    def takes_proposed(self) -> bool:
        """Whether somebody chose what the amendment says of the entry as a whole."""
        return self.is_whole and self.choice is not None and self.choice.how == PROPOSED

    @property
    def is_whole(self) -> bool:
        """Whether an entry is gone on one side, and changed on the other."""
        return self.name == WHOLE

    @property
    def is_dangling(self) -> bool:
        """Whether the amendment points to an entry that is not there, or goes."""
        return not (self.is_whole or self.proposed or self.standing or self.is_prose)

    @property
    def is_belonging(self) -> bool:
        """Whether what is gone is what the entry belongs to."""
        return self.is_dangling and self.name == BELONGING.get(self.place.kind)

    @property
    def is_moved(self) -> bool:
        """Whether the entry should belong to what is gone; it stays with what it belongs to."""
        is_other = not self.place.is_new and self.name in self.place.changed
        return self.is_belonging and is_other

    @property
    def offers(self) -> tuple[str, ...]:
        if self.is_dangling or self.is_stranded:
            return (STANDING,)
        if self.is_whole:
            return (STANDING, PROPOSED)
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
    back: frozenset[str] = frozenset()
    """The codes of the entries that are there in the end, or may be, whatever is gone before."""

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
    def in_the_end(self) -> frozenset[str]:
        """The codes of the entries that are there, and of those of which somebody has to say it."""
        kept = {now.place.code for now in self.places.values() if now.values is not None}
        asked = {each.place.code for each in self.unsettled if PROPOSED in each.offers}
        return frozenset(kept | asked)

    @property
    def changed(self) -> list[Now]:
        return [now for now in self.places.values() if now.is_changed]


def identity(place: AmendmentPlace) -> Identity:
    """What tells a place from others: a new entry is a place of its own."""
    if place.is_text:
        return (place.kind, place.section)
    return (place.kind, f"{NEW}{place.pk}" if place.is_new else str(place.key_id))


def outcome(
    amendments: Iterable[PlanAmendment],
    entries: Entries,
    choices: Mapping[str, Choice] | None = None,
) -> Outcome:
    """Take these amendments into the version, in the order of their numbers."""
    chosen = choices or {}
    in_order = sorted(amendments, key=lambda each: each.number)
    result = _joined_into(entries, in_order, chosen, Outcome())
    if any(each.is_dangling or each.is_stranded for each in result.collisions):
        # What one of them points to may come back by one that is later in this order.
        again = Outcome(back=result.in_the_end)
        result = _joined_into(entries, in_order, chosen, again)
    result.token = token_of(
        {
            "version": [f"{entries.plan.pk}"],
            "amendments": [f"{each.pk}" for each in in_order],
            **{":".join(key): [str(now.was)] for key, now in result.places.items()},
        }
    )
    return result


def _joined_into(
    entries: Entries,
    in_order: Sequence[PlanAmendment],
    chosen: Mapping[str, Choice],
    result: Outcome,
) -> Outcome:
    for amendment in in_order:
        for place in amendment.places.all():
            now = result.places.get(identity(place))
            if now is None:
                was = None if place.is_new else entries.values_of(place)
                now = Now(place, was, was)
                result.places[identity(place)] = now
            _take(amendment, place, now, entries, result, chosen)
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
    if now.values is None and any(each.takes_proposed for each in collisions):
        # The entry comes back, with links of which some may lead nowhere.
        links = _dangling(amendment, place, place.proposed, entries, result)
        collisions += [_with_choice(each, chosen) for each in links]
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
    belongs = BELONGING.get(place.kind, "")
    if standing is None:
        lost = _gone({belongs: proposed.get(belongs, [])}, entries, result)
        yield replace(_whole(amendment, place, others), is_stranded=bool(lost))
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
    if belongs:
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
    for name, codes in _gone(values or {}, entries, result).items():
        others = tuple(each for code in codes for each in gone.get(code, ()))
        yield Collision(amendment, place, name, codes, [], [], others=others)


def _gone(values: Mapping[str, Any], entries: Entries, result: Outcome) -> dict[str, Field]:
    """The codes by which these values point to what is not there in the end."""
    missing = entries.missing(values, without=result.gone)
    gone = {
        name: [code for code in codes if code not in result.back]
        for name, codes in missing.items()
    }
    return {name: codes for name, codes in gone.items() if codes}


def _pointing(
    amendment: PlanAmendment, place: AmendmentPlace, result: Outcome
) -> list[PlanAmendment]:
    """The amendments before it whose words point to the entry, or belong to it."""
    pointing: list[PlanAmendment] = []
    for now in result.places.values():
        for name, value in (now.values or {}).items():
            if name not in POINTING or place.code not in value:
                continue
            belongs = name == BELONGING.get(now.place.kind)
            by = now.amendments if belongs else now.by.get(name, now.by.get(WHOLE, []))
            pointing += [each for each in by if each.pk != amendment.pk]
    return pointing


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
        if not whole.takes_proposed:
            return now.values
        return None if place.is_removal else _without(place.proposed, collisions)
    if place.proposed is None:
        return None
    if any(each.is_belonging and not each.is_moved for each in collisions):
        # It goes with the entry that it belongs to.
        return now.values
    if place.is_new:
        return _without(place.proposed, collisions)
    return _merged(place, now.values or {}, entries, collisions)


def _merged(
    place: AmendmentPlace,
    standing: Values,
    entries: Entries,
    collisions: Sequence[Collision],
) -> Values:
    """What stands there with what is proposed, and with what was chosen where they collide."""
    merged = merge.values(
        place.base or {}, place.proposed or {}, standing, entries.prose_of(place)
    )
    result = merged.values
    for collision in (each for each in collisions if not each.is_dangling):
        name, choice = collision.name, collision.choice
        if choice is None or choice.how == STANDING:
            result[name] = _standing(collision, standing)
        elif choice.how == OWN:
            result[name] = [choice.text] if choice.text else []
    return _without(result, collisions, standing)


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


def _without(
    values: Any, collisions: Sequence[Collision], standing: Values | None = None
) -> Values:
    """The same without the links to what is gone; where none is left, those that stand stay."""
    result: Values = dict(values)
    for each in collisions:
        if each.is_dangling:
            sides = (result[each.name], (standing or {}).get(each.name, []))
            left = ([code for code in side if code not in each.base] for side in sides)
            result[each.name] = cast("Field", next(filter(None, left), []))
    return result
