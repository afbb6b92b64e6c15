"""The whole workflow engine: a status that moves only along its transitions, and refusals."""

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


# The working rule behind every refusal that only the state of a record gives.
STEP_BY_STEP = "R-16"


class InvalidTransitionError(Exception):
    """Somebody was faster: the record cannot take this step from where it stands now."""

    clause = STEP_BY_STEP

    def __init__(self, record: "Stateful", target: str) -> None:
        super().__init__(f"{record._meta.label} {record.pk}: {record.status} -> {target}")
        self.record = record
        self.target = target


class GoneError(Exception):
    """Somebody was faster: the record does not exist any more."""


class RuleRefusedError(ValidationError):
    """A rule of the framework, or a working rule, says no; it names its clause."""

    def __init__(
        self,
        message: "StrOrPromise",
        *,
        clause: str,
        status: int = 409,
        code: str = "rule",
        params: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(message, code=code, params=params)
        self.clause = clause
        self.status = status


def unmet(
    message: "StrOrPromise", clause: str, params: dict[str, Any] | None = None
) -> RuleRefusedError:
    """A rule that what was typed does not keep: a form shows it at its field, with the clause."""
    return RuleRefusedError(message, clause=clause, status=422, params=params)


class NotNowError(Exception):
    """The right person came in the wrong state: a sentence, its clause, the way to the record."""

    def __init__(
        self, record: models.Model, refusal: RuleRefusedError, *, back_to: str = ""
    ) -> None:
        self.record = record
        self.back_to = back_to
        self.sentence: StrOrPromise = refusal.message
        self.clause = refusal.clause
        super().__init__(f"{record._meta.label} {record.pk}: {self.sentence}")


def token_of(text: str) -> str:
    """The name of exactly these words, by which somebody says which text was read."""
    words = "\n".join(text.splitlines()).strip()
    return hashlib.sha256(words.encode()).hexdigest()


def changed_fields(record: models.Model, values: Mapping[str, Any]) -> list[str]:
    """The fields in which these values differ from the record; none means nothing to write."""
    return [name for name, value in values.items() if getattr(record, name) != value]


class Lockable(models.Model):
    """A model whose rows an act holds before it decides on them."""

    class Meta:
        abstract = True

    def lock(self) -> None:
        """Re-read this row and hold it until the current transaction ends."""
        rows = type(self)._base_manager.select_for_update(of=("self",))
        try:
            self.refresh_from_db(from_queryset=rows)
        except type(self).DoesNotExist:
            raise GoneError from None


class Stateful(Lockable):
    """A model whose ``status`` changes only along its ``TRANSITIONS``."""

    TRANSITIONS: ClassVar[Mapping[str, frozenset[str] | set[str]]]
    status: str

    class Meta:
        abstract = True

    def can_become(self, target: str) -> bool:
        return target in self.TRANSITIONS[self.status]

    def refuse_unless_it_becomes(self, target: str) -> None:
        """Refuse a step that is not possible from here, before anything else is looked at."""
        if not self.can_become(target):
            raise InvalidTransitionError(self, target)

    def become(self, target: str) -> str:
        """Take the step, or refuse; answers the status left behind, for the ledger."""
        self.refuse_unless_it_becomes(target)
        before, self.status = self.status, target
        return before
