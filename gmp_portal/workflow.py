"""The whole workflow engine: a status that moves only along its transitions, and refusals."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class InvalidTransitionError(Exception):
    """Somebody was faster: the record cannot take this step from where it stands now."""

    def __init__(self, record: "Stateful", target: str) -> None:
        super().__init__(f"{record._meta.label} {record.pk}: {record.status} -> {target}")
        self.record = record
        self.target = target


class RuleRefusedError(ValidationError):
    """A rule of the framework, or a working rule, says no; it names its clause."""

    def __init__(self, message: "StrOrPromise", *, clause: str, status: int = 409) -> None:
        super().__init__(message, code="rule")
        self.clause = clause
        self.status = status


class WrongStateError(Exception):
    """The right person comes at the wrong time; the record's page says how it stands."""

    def __init__(self, record: models.Model, message: "StrOrPromise") -> None:
        super().__init__(str(message))
        self.record = record
        self.message = message


def stands_at(record: Any) -> str:
    """Tell the right person that this is not possible now, by the state of the record."""
    values = {"status": record.get_status_display()}
    return _("This is not possible while it stands at “%(status)s”.") % values


Reason = Callable[[Any], "StrOrPromise"]
Refusal = Callable[[Any, Any], "StrOrPromise | RuleRefusedError"]


@dataclass(frozen=True)
class Permission:
    """May this person do it, and is it possible now: role and state, asked together.

    ``refusal`` says why not to the wrong person, ``otherwise`` why not now to the right one.
    """

    may: Callable[[Any, Any], bool]
    is_possible: Callable[[Any], bool]
    refusal: Refusal
    otherwise: Reason = stands_at

    def __call__(self, user: Any, record: Any) -> bool:
        return self.is_possible(record) and self.may(user, record)


class Stateful(models.Model):
    """A model whose ``status`` changes only along its ``TRANSITIONS``."""

    TRANSITIONS: ClassVar[Mapping[str, frozenset[str] | set[str]]]
    status: str

    class Meta:
        abstract = True

    def lock(self) -> None:
        """Re-read this row and hold it until the current transaction ends."""
        rows = type(self)._base_manager.select_for_update(of=("self",))
        self.refresh_from_db(from_queryset=rows)

    def can_become(self, target: str) -> bool:
        return target in self.TRANSITIONS[self.status]

    def become(self, target: str) -> str:
        """Take the step, or refuse; answers the status left behind, for the ledger."""
        if not self.can_become(target):
            raise InvalidTransitionError(self, target)
        before, self.status = self.status, target
        return before
