"""Which offices somebody holds now, over every kind of term that the apps above define."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from gmp_portal.accounts.models import SecretariatTerm, Term, TermQuerySet, User
from gmp_portal.accounts.models.terms import AnyTerm, term_models
from gmp_portal.accounts.rights import Anybody, is_officer, once, standing_of
from gmp_portal.rounds import Reading

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def current_terms(user: User) -> list[Term]:
    """Every term of office this person holds today."""
    standing = standing_of(user)
    return [term for model in term_models() for term in standing.terms(model)]


def last_ended(user: User, terms: TermQuerySet) -> Term | None:
    """The newest term of this person that is over, to say since when a right is gone."""
    ended = [term for term in terms.of(user) if term.has_ended]
    return max(ended, key=lambda term: term.period.upper, default=None)


def ends_told_to(
    user: Anybody, terms: TermQuerySet[AnyTerm], first: date, last: date
) -> TermQuerySet[AnyTerm]:
    """Those whose last day lies between these two: one's own; the secretariat's are all."""
    if not user.is_authenticated:
        return terms.none()
    after = timedelta(days=1)
    ending = terms.filter(period__endswith__range=(first + after, last + after))
    return ending if is_officer(user) else ending.of(user)


def secretariat() -> QuerySet[User]:
    """Everybody who acts for the secretariat today."""
    roles = (SecretariatTerm.Role.OFFICER, SecretariatTerm.Role.HEAD)
    terms = SecretariatTerm.objects.current().filter(role__in=roles)
    return User.objects.filter(is_active=True, pk__in=terms.values("person"))


def heads() -> QuerySet[User]:
    """Whoever is the head of the branch today, or is it in his or her place."""
    terms = SecretariatTerm.objects.current().filter(role=SecretariatTerm.Role.HEAD)
    return User.objects.filter(is_active=True, pk__in=terms.values("person"))


def staff() -> "QuerySet[SecretariatTerm, int]":
    """The ids of all who act or acted for UNEP; a page asks once, perhaps beside other things."""

    def ask() -> "QuerySet[SecretariatTerm, int]":
        people = SecretariatTerm.objects.order_by("person_id").distinct("person_id")
        return people.values_list("person_id", flat=True)

    staff: QuerySet[SecretariatTerm, int] = once((SecretariatTerm, "staff"), ask)
    return staff


def staff_among(people: Iterable[User]) -> set[int]:
    """The ids of those of them who act or acted for UNEP."""
    ids = {person.pk for person in people}
    return ids.intersection(staff()) if ids else ids


def name_of(person: User | None, reader: Anybody | None = None) -> "StrOrPromise":
    """What somebody is called at the head of a sentence: staff by name for staff only."""
    if person is None:
        return _("Somebody")
    return capfirst(names_of([person], reader)[person.pk])


def names_of(
    people: Iterable[User], reader: Anybody | None = None
) -> "dict[int, StrOrPromise]":
    """What people are called on a page, by their ids: staff by name for staff only."""
    known = list(people)
    staff = set() if reader and is_officer(reader) else staff_among(known)
    return {
        person.pk: _("the secretariat") if person.pk in staff else person.name
        for person in known
    }


def people_named(
    keys: Collection[int], reader: Anybody
) -> "Reading[Mapping[int, StrOrPromise]]":
    """The same of people with these ids, to be read beside other things."""
    people = User.objects.filter(pk__in=keys)
    yield [people, *staff_for(reader)]
    return names_of(people, reader)


def staff_for(reader: Anybody | None) -> "list[QuerySet[SecretariatTerm, int]]":
    """The question for staff, where this reader is not told its names."""
    return [] if reader and is_officer(reader) else [staff()]
