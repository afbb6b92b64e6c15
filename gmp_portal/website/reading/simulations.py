"""What one person can do with one record now, and why not: the permissions are asked (N44)."""

import re
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from django.conf import settings
from django.db.models import Model, Q, QuerySet
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import translation
from guardian.shortcuts import get_user_perms

from gmp_portal import characters
from gmp_portal.accounts import rights_table
from gmp_portal.accounts.models import Term, User
from gmp_portal.accounts.models.terms import term_models
from gmp_portal.accounts.rights_table import Finder
from gmp_portal.website.reading.rights import RightRow, Said, rights_without_record, said

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LONGEST_LIST = 20
# Titles are made by the records themselves, so that many are compared one by one.
MOST_TITLES = 500


@dataclass(frozen=True)
class Found:
    """A record that the search offers, under the name of its kind."""

    kind: str
    kind_label: "StrOrPromise"
    record: Any

    @property
    def value(self) -> str:
        """How the record stands in an address."""
        return f"{self.kind}:{self.record.pk}"


@dataclass(frozen=True)
class Office:
    """A term that gives rights, or gave them once."""

    label: "StrOrPromise"
    organization: str
    first: date
    last: date | None
    is_current: bool


@dataclass(frozen=True)
class StepAnswer:
    """One step: what the role says about the person, and what the state says about now."""

    verb: "StrOrPromise"
    who: "StrOrPromise"
    of_role: Said | None
    of_state: Said | None

    @property
    def is_open(self) -> bool:
        return self.of_role is None and self.of_state is None


@dataclass(frozen=True)
class Simulation:
    """Everything the portal knows about one person and one record at this moment."""

    is_known: bool
    steps: list[StepAnswer]
    granted: list[str]


# Finding people and records ----------------------------------------------------------------


def people(words: str) -> list[User]:
    """People by a part of their name or address, and one more than a page shows.

    Who types a whole address means whom it belongs to, though it is a part of others, too.
    """
    if owner := User.objects.with_address(words).first():
        return [owner]
    matching = Q(name__icontains=words) | Q(email__icontains=words)
    return list(User.objects.filter(matching)[: LONGEST_LIST + 1])


def by_address(address: str, *, reader: User) -> list[Found]:
    """The record whose page has this address, if the reader may know of it."""
    page = page_at(address)
    if page is None:
        return []
    for name, model in rights_table.models_with_steps().items():
        finder = rights_table.finder_of(model)
        if _is_page_of(finder, page.view_name, page.kwargs):
            fields = {field: page.kwargs[part] for part, field in finder.lookups.items()}
            return _offered(name, model, finder.visible(reader).filter(**fields))
    return []


def page_at(address: str) -> ResolverMatch | None:
    """The page that somebody means by an address, copied whole or typed in part.

    Host, language, first and last slash and what follows a question mark may be there or not.
    """
    path = re.split(r"[?#]", address, maxsplit=1)[0].partition("://")
    parts = [unquote(part) for part in (path[2] or path[0]).split("/") if part]
    for meant in (parts, parts[1:]):
        if page := _resolved(meant):
            return page
    return None


def _resolved(parts: list[str]) -> ResolverMatch | None:
    languages = {code.lower() for code, _name in settings.OFFICIAL_LANGUAGES}
    own = parts[1:] if parts and parts[0].lower() in languages else parts
    # Addresses of the default language have no prefix, whatever the reader reads.
    with translation.override(settings.LANGUAGE_CODE):
        for path in ("/".join(["", *own, ""]), "/".join(["", *own])):
            try:
                return resolve(path)
            except Resolver404:
                continue
    return None


def _is_page_of(finder: Finder, view: str, parts: dict[str, Any]) -> bool:
    is_theirs = bool(finder.pages) and view.startswith(finder.pages)
    return is_theirs and finder.lookups.keys() <= parts.keys()


def by_words(name: str, words: str, *, reader: User) -> list[Found]:
    """Records of one kind by words, only those that the reader may know of (two queries).

    Each word stands in what is searched, or all of them in the title that the list shows.
    """
    model = rights_table.models_with_steps()[name]
    finder = rights_table.finder_of(model)
    known = finder.visible(reader)
    matching = reduce(and_, (_said_somewhere(finder, word) for word in words.split()))
    titled = [
        record.pk
        for record in known.select_related().order_by("-pk")[:MOST_TITLES]
        if words.casefold() in str(record).casefold()
    ]
    spoken_of = model._default_manager.filter(matching).values("pk")
    return _offered(name, model, known.filter(Q(pk__in=spoken_of) | Q(pk__in=titled)))


def _said_somewhere(finder: Finder, word: str) -> Q:
    return reduce(or_, (_said_in(field, word) for field in finder.search))


def _said_in(field: str, word: str) -> Q:
    """Where names are compared by their form, so is the word."""
    if not field.endswith("skeleton"):
        return Q(**{f"{field}__icontains": word})
    form = characters.skeleton(word)
    return Q(**{f"{field}__contains": form}) if form else Q(pk__in=[])


def by_value(value: str, *, reader: User) -> Found | None:
    """The record that an address of the simulator names, if the reader may know of it."""
    name, _colon, key = value.partition(":")
    model = rights_table.models_with_steps().get(name)
    if model is None or not key.isascii() or not key.isdecimal():
        return None
    known = rights_table.finder_of(model).visible(reader)
    records = _offered(name, model, known.filter(pk=key))
    return records[0] if records else None


def _offered(name: str, model: type[Model], records: "QuerySet[Any]") -> list[Found]:
    label = model._meta.verbose_name or ""
    newest = records.order_by("-pk")[: LONGEST_LIST + 1]
    return [Found(name, label, record) for record in newest]


# Asking ------------------------------------------------------------------------------------


def simulate(person: User, chosen: Found) -> Simulation:
    """Ask every permission about this person and this record; nothing is changed."""
    record = chosen.record
    model = type(record)
    finder = rights_table.finder_of(model)
    return Simulation(
        is_known=rights_table.known_to(person, finder, record),
        steps=[
            _answer(person, record, permission, kind.words[permission.name].verb)
            for kind in rights_table.kinds_of(model)
            for permission in kind.permissions
        ],
        granted=_granted(person, record),
    )


def _answer(person: User, record: Any, permission: Any, verb: "StrOrPromise") -> StepAnswer:
    of_role = permission.refusal_of_role(person, record)
    of_state = None if permission.fits(record) else permission.otherwise(record)
    return StepAnswer(
        verb,
        permission.refusal_of_role.who,
        said(of_role) if of_role else None,
        said(of_state) if of_state else None,
    )


def _granted(person: User, record: Model) -> list[str]:
    """The rights on this very record that the person was given, in words."""
    codes = get_user_perms(person, record).values_list("name", flat=True)
    return [str(name) for name in codes]


def offices_of(person: User) -> list[Office]:
    """Every term of this person, running ones first: rights come with them."""
    terms = [term for model in term_models() for term in model.objects.of(person)]
    in_order = sorted(terms, key=lambda term: (not term.is_current, term.starts_on))
    return [_office(term) for term in in_order]


def _office(term: Term) -> Office:
    return Office(
        term._meta.verbose_name or "",
        term.organization,
        term.starts_on,
        term.ends_on,
        term.is_current,
    )


def rights_of(person: User) -> list[tuple[RightRow, bool]]:
    """The rights that concern no record, and whether the person has each of them."""
    held = [named.right(person) for named in rights_table.RIGHTS.values()]
    return list(zip(rights_without_record(), held, strict=True))
