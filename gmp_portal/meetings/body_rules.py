"""Who belongs to a body, presides over it and observes it: one set of rules for each kind.

The app that knows a kind of body registers its rules in ``AppConfig.ready``::

    body_rules.register("area", hooks.AreaRules())

Models of meetings ask this module, so it imports none of them.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from django.contrib.auth.models import AnonymousUser

from gmp_portal.accounts.models import SecretariatTerm, Term, User
from gmp_portal.accounts.rights import asked_once, once
from gmp_portal.meetings.subjects import Subject
from gmp_portal.registry import Registry
from partners.models import Partner

SubjectCheck = Callable[..., bool]


class BodyRecord(Protocol):
    """What the rules need to know of a body."""

    @property
    def pk(self) -> int: ...

    @property
    def kind(self) -> str: ...


class DecisionRecord(Protocol):
    """What the rules need to know of a decision."""

    @property
    def pk(self) -> int: ...

    @property
    def body(self) -> BodyRecord: ...

    @property
    def about(self) -> Subject: ...

    @property
    def is_adopted(self) -> bool: ...


@dataclass(frozen=True)
class Candidate:
    """Somebody who belongs to a body now, and whose voice that is where partners agree."""

    person: User
    organisation: str
    partner: Partner | None = None


@dataclass(frozen=True)
class Line:
    """One voice in the electorate if a decision opened now, and who may raise it.

    Without ``people`` there is nobody to ask: a partner that nobody represents.
    """

    organisation: str
    people: tuple[User, ...]
    partner: Partner | None = None


class BodyRules:
    """What one kind of body answers about itself; a kind without rules knows nobody."""

    subjects: ClassVar[Mapping[str, SubjectCheck]] = {}
    """Who sees what is decided on, by the name of its address; gets what stands in it."""

    def members(self, body: BodyRecord) -> Iterable[Candidate]:
        """Answer the members now, each with the organization for which the person speaks."""
        return ()

    def partners(self, body: BodyRecord) -> Iterable[Partner] | None:
        """Name the partners where the consensus is theirs, rather than that of persons."""
        return None

    def standing_aside(self, decision: DecisionRecord) -> Iterable[Candidate]:
        """Name the members who have no voice in this decision."""
        return ()

    def presides(self, user: User, body: BodyRecord) -> bool:
        """Whether this person chairs or leads the body now."""
        return False

    def bodies_of(self, user: User) -> Iterable[int]:
        """Answer the ids of all bodies of this kind over which somebody presides now."""
        return ()

    def memberships_of(self, user: User) -> Iterable[int]:
        """Answer the ids of all bodies of this kind to which somebody belongs now."""
        return ()

    def name(self, body: BodyRecord) -> str:
        """Give the body's name in the reader's language; nothing where it has only one."""
        return ""

    def not_public(self) -> Iterable[int]:
        """Answer the ids of the bodies of this kind that no public page may name."""
        return ()

    def people(self, body: BodyRecord) -> Iterable[User]:
        """Name those who preside over the body, to write to them."""
        return ()

    def last_term(self, user: User, body: BodyRecord) -> Term | None:
        """The term that ended last of somebody whose voice counted as a person's."""
        return None

    def observing_organisations(self, user: User, body: BodyRecord) -> Iterable[str]:
        """Name the organizations for which somebody may observe; nothing refuses."""
        return ()

    def follow(self, decision: DecisionRecord, by: User | None) -> None:
        """Draw consequences when a decision has ended; what this raises undoes the ending.

        Nobody acts where the clock closed a no-objection period.
        """


class OpenToPartners(BodyRules):
    """Rules of a body whose meetings every confirmed partner may observe (A1-4a-iv)."""

    def observing_organisations(self, user: User, body: BodyRecord) -> Iterable[str]:
        partners = Partner.objects.confirmed().represented_by(user).order_by("name")
        return [partner.name_on_record for partner in partners]


RULES: Registry[str, BodyRules] = Registry("rules of bodies")
NO_RULES = BodyRules()


def register(kind: str, rules: BodyRules) -> None:
    """Called in ``AppConfig.ready`` of the app that knows this kind of body."""
    RULES.register(kind, rules)


def rules_of(body: BodyRecord) -> BodyRules:
    return RULES.get(body.kind) or NO_RULES


def members(body: BodyRecord) -> list[Candidate]:
    """Answer the members of a body now, each person once, without UNEP (A1-3e, A1-6c-vi)."""
    return list({candidate.person.pk: candidate for candidate in _voices(body)}.values())


def _voices(body: BodyRecord) -> list[Candidate]:
    """Answer who may speak now; a person may do so for several partners."""
    candidates = list(rules_of(body).members(body))
    staff = set(
        SecretariatTerm.objects.current()
        .filter(person__in=[candidate.person.pk for candidate in candidates])
        .values_list("person_id", flat=True)
    )
    return [
        candidate
        for candidate in candidates
        if candidate.person.pk not in staff and candidate.person.is_active
    ]


def electorate(body: BodyRecord) -> list[Line]:
    """Answer the voices of a body now: one for a person, or one for a partner (A1-4b-iii)."""
    partners = rules_of(body).partners(body)
    if partners is None:
        return [Line(member.organisation, (member.person,)) for member in members(body)]
    people: dict[int, list[User]] = {}
    for voice in _voices(body):
        if voice.partner is not None:
            people.setdefault(voice.partner.pk, []).append(voice.person)
    return [
        Line(partner.name_on_record, tuple(people.get(partner.pk, ())), partner)
        for partner in partners
    ]


def standing_aside(decision: DecisionRecord) -> list[Candidate]:
    """Name the members who have no voice in this decision (A1-3f-ii)."""
    return list(rules_of(decision.body).standing_aside(decision))


def member(user: User, body: BodyRecord) -> Candidate | None:
    """Answer somebody's place in the body, if there is one now."""
    return next(iter(places(user, body)), None)


def places(user: User, body: BodyRecord) -> list[Candidate]:
    """Answer for whom somebody belongs to the body now: in an area, for several partners."""
    return [voice for voice in _voices(body) if voice.person.pk == user.pk]


@asked_once
def presides(user: User | AnonymousUser, body: BodyRecord) -> bool:
    """Whether this person chairs or leads the body at this moment."""
    if isinstance(user, AnonymousUser) or not user.is_active:
        return False
    return rules_of(body).presides(user, body)


@asked_once
def bodies_of(user: User | AnonymousUser) -> list[int]:
    """Answer the ids of the bodies over which somebody presides at this moment."""
    if isinstance(user, AnonymousUser) or not user.is_active:
        return []
    return [key for rules in RULES.values() for key in rules.bodies_of(user)]


@asked_once
def memberships_of(user: User | AnonymousUser) -> list[int]:
    """Answer the ids of the bodies to which somebody belongs at this moment (A1-3e)."""
    if isinstance(user, AnonymousUser) or not user.is_active:
        return []
    return [key for rules in RULES.values() for key in rules.memberships_of(user)]


def name(body: BodyRecord) -> str:
    """The name of the body in the reader's language, if it has one."""
    return rules_of(body).name(body)


def people(body: BodyRecord) -> list[User]:
    """Those who preside over the body, to write to them."""
    return list(rules_of(body).people(body))


def observing_organisations(user: User | AnonymousUser, body: BodyRecord) -> list[str]:
    """Name the organizations for which somebody may observe by a click; nothing if none."""
    if isinstance(user, AnonymousUser) or not user.is_active:
        return []
    return list(rules_of(body).observing_organisations(user, body))


def last_term(user: User, body: BodyRecord) -> Term | None:
    """The term of somebody as a member that ended last, to say since when the voice is gone."""
    return rules_of(body).last_term(user, body)


def follow(decision: DecisionRecord, by: User | None) -> None:
    """Tell the app that knows the body that its decision has ended, adopted or not."""
    rules_of(decision.body).follow(decision, by)


def is_subject_visible(
    user: User | AnonymousUser, view_name: str, kwargs: Mapping[str, Any]
) -> bool:
    """Whether this reader may be led to an address; what nobody checks is for everybody."""
    checks = [
        rules.subjects[view_name] for rules in RULES.values() if view_name in rules.subjects
    ]
    return all(is_visible(user, **kwargs) for is_visible in checks)


def not_public() -> set[int]:
    """The ids of all bodies that no public page may name."""
    keys: set[int] = once(
        (not_public,), lambda: {pk for rules in RULES.values() for pk in rules.not_public()}
    )
    return keys
