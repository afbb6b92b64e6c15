"""What a decision is about: a kind and a key, so that no other decision can stand in for it.

The app that knows a kind of thing says in ``AppConfig.ready`` what it is called and where it is::

    subjects.register("plan_review", subjects.SubjectKind(label=…, address=…))

A row that a decision carries reckons the subject it needs in a column of its own
(``subject_column``); a foreign key over decision and subject together refuses any other.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import models
from django.db.models import Case, CharField, Q, TextField, Value, When
from django.db.models.functions import Cast, Concat

from gmp_portal.registry import Registry


@dataclass(frozen=True)
class Subject:
    """One thing that somebody decides on, such as the review with this key."""

    kind: str
    key: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"

    @property
    def rest(self) -> str:
        """What follows the number of the record, such as the hash of its text."""
        return self.key.partition(":")[2]

    @property
    def first(self) -> str:
        """The first part of the key, which is the number of the record."""
        return self.key.partition(":")[0]


# About nothing that the portal records; and drafted before decisions named their subject.
GENERAL, BEFORE_RULE = Subject("general"), Subject("before_rule")
OF_NOTHING = [GENERAL.kind, BEFORE_RULE.kind]


@dataclass(frozen=True)
class SubjectKind:
    """What people read of a subject, and the address of its page; both empty if it is gone."""

    label: Callable[[Subject], str]
    address: Callable[[Subject], str]
    # Whether its key ends with the hash of the text that is decided on.
    has_text: bool = False


KINDS: Registry[str, SubjectKind] = Registry("kinds of subjects")


def register(kind: str, what: SubjectKind) -> None:
    """Called in ``AppConfig.ready`` of the app that knows this kind of thing."""
    KINDS.register(kind, what)


def subject_column(kind: str, *columns: str) -> models.GeneratedField:
    """The subject of the decision that a row needs; none in a row from before the rule."""
    return models.GeneratedField(
        expression=Case(When(Q(before_rule=False), then=Concat(*_parts(kind, columns)))),
        output_field=TextField(),
        db_persist=True,
    )


def subject_of_rows(kind: str, *columns: str) -> Concat:
    """The same of rows that have no such column, for a question about their decisions."""
    return Concat(*_parts(kind, columns), output_field=TextField())


def _parts(kind: str, columns: Sequence[str]) -> list[Value | Cast]:
    parts: list[Value | Cast] = [Value(f"{kind}:")]
    for column in columns:
        parts += [Cast(column, CharField()), Value(":")]
    return parts[:-1]
