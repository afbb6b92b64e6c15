"""Rights come from terms with dates and are checked per object; guardian keeps the grants."""

from django.contrib.auth.models import AnonymousUser
from django.db import models
from guardian.shortcuts import assign_perm, remove_perm

from gmp_portal.accounts import answers
from gmp_portal.accounts.models import Term, TermQuerySet, User


def grant(permission: str, person: User, record: models.Model) -> None:
    """Give a right on one record; only the action that appoints somebody calls this."""
    assign_perm(permission, person, record)


def revoke(permission: str, person: User, record: models.Model) -> None:
    """Take a right on one record away; only the action that ends a term calls this."""
    remove_perm(permission, person, record)


def holds(
    user: User | AnonymousUser, permission: str, record: models.Model, terms: TermQuerySet
) -> bool:
    """Whether the right is granted *and* a term runs at this moment: it ends with the term."""
    if isinstance(user, AnonymousUser) or not user.is_active:
        return False

    def ask() -> bool:
        return terms.current().of(user).exists() and user.has_perm(permission, record)

    key = (holds, user.pk, permission, type(record), record.pk)
    return bool(answers.once(key, ask))


def last_ended(user: User, terms: TermQuerySet) -> Term | None:
    """The newest term of this person that is over, to say since when a right is gone."""
    ended = [term for term in terms.of(user) if term.has_ended]
    return max(ended, key=lambda term: term.period.upper, default=None)
