"""What somebody holds today: terms of office, and the rights that were granted with them."""

from collections.abc import Sequence
from datetime import date
from functools import cache

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from guardian.models import GroupObjectPermission, UserObjectPermission

from gmp_portal import rounds
from gmp_portal.accounts.models import Term, User
from gmp_portal.accounts.models.terms import AnyTerm, today

# Stand in no statement for anything else: somebody, and a day.
NOBODY, NO_DAY = -7919, date(1, 1, 2)


def term_models() -> list[type[Term]]:
    """Every kind of office: the apps above define theirs."""
    return [model for model in apps.get_models() if issubclass(model, Term)]


class Standing:
    """What somebody may on account of an office: all of it is asked in one query."""

    def __init__(self, user: User) -> None:
        self.user = user
        self._terms = {
            model: statement.of(user.pk, today())
            for model, statement in _statements_of_terms().items()
        }
        self._grants = [each.of(user.pk) for each in _statements_of_grants()]
        self.questions: list[rounds.Question] = [*self._terms.values(), *self._grants]

    def terms(self, model: "type[AnyTerm]") -> "Sequence[AnyTerm]":
        """The terms of one kind that run today."""
        rounds.ask(*self.questions)
        return list(self._terms[model])

    def is_granted(self, permission: str, record: Model) -> bool:
        """Whether the right on this record was given to the person, or to a group of his."""
        rounds.ask(*self.questions)
        kind = ContentType.objects.get_for_model(record).pk
        wanted = (kind, permission.rpartition(".")[2], str(record.pk))
        return self.user.is_superuser or any(wanted in rows for rows in self._grants)


@cache
def _statements_of_terms() -> dict[type[Term], rounds.Statement]:
    def statement(model: type[Term]) -> rounds.Statement:
        named = model.objects.select_related(*model.NAMED_BY)
        return rounds.Statement(
            lambda person, day: named.current(day).filter(person_id=person), NOBODY, NO_DAY
        )

    return {model: statement(model) for model in term_models()}


@cache
def _statements_of_grants() -> list[rounds.Statement]:
    right = ("content_type", "permission__codename", "object_pk")
    own, shared = UserObjectPermission.objects, GroupObjectPermission.objects
    return [
        rounds.Statement(lambda user: own.filter(user_id=user).values_list(*right), NOBODY),
        rounds.Statement(
            lambda user: shared.filter(group__user=user).values_list(*right), NOBODY
        ),
    ]
