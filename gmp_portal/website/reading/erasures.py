"""What holds up the removal of somebody's data, and what the person is called afterwards."""

from html import unescape
from typing import TYPE_CHECKING

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from gmp_portal.accounts import data_map
from gmp_portal.accounts.models import Term, TermQuerySet, User
from gmp_portal.accounts.models.terms import not_over, term_models, today
from partners.models import Representative

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LONGEST = User._meta.get_field("name").max_length


def obstacles(person: User) -> "list[StrOrPromise]":
    """Why the data cannot be removed yet, each with what to do, with merged accounts (R-49)."""
    accounts = [person, *person.merged_accounts.order_by("pk")]
    return [said for account in accounts for said in _obstacles_of(account)]


def _obstacles_of(person: User) -> "list[StrOrPromise]":
    held: list[StrOrPromise] = [
        _("You hold this office: %(office)s. Hand it over, or have it ended, before.")
        % {"office": _plain(term.as_role)}
        for model in term_models()
        for term in _not_over(person, model.objects.select_related(*model.NAMED_BY))
        if not _was_ended_at_once(term)
    ]
    return held + [said for ask in data_map.OBSTACLES.values() for said in ask(person)]


def _plain(office: str) -> str:
    """An office for a sentence: pages mark the direction of a name, refusals are mere text."""
    return unescape(strip_tags(office))


def _not_over(person: User, terms: "TermQuerySet[Term]") -> "TermQuerySet[Term]":
    """Those that run, and those that begin later."""
    return terms.filter(not_over(), person=person)


def _was_ended_at_once(term: Term) -> bool:
    """Whether somebody ended it on its first day, which it keeps: no period is empty."""
    return bool(term.ended_reason) and term.starts_on == term.ends_on == today()


def former_name(person: User) -> str:
    """What stands for a focal point from now on, in the language of the records."""
    terms = Representative.objects.of(person).speaking().select_related("partner")
    last = terms.order_by("-period").first()
    if last is None:
        return ""
    return f"Former focal point of {last.partner.name}"[:LONGEST]
