"""A step belongs to a role and fits some states of a record; a permission weighs both."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.utils.translation import gettext as _

from gmp_portal.accounts.models import User
from gmp_portal.workflow import RuleRefusedError

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Anybody = User | AnonymousUser
Record = TypeVar("Record", bound=Model)
Refusal = PermissionDenied | RuleRefusedError | None
Role = Callable[[Any, Any], Refusal]
Sentence = Callable[[Any], "StrOrPromise | RuleRefusedError"]

# Roles ---------------------------------------------------------------------------------


def is_officer(user: Anybody) -> bool:
    """Acts for the secretariat now."""
    return user.is_authenticated and user.is_secretariat


def refuse(sentence: "StrOrPromise", clause: str) -> RuleRefusedError:
    """What the wrong person is told, with the clause that says so."""
    return RuleRefusedError(sentence, clause=clause, status=403)


def _refusal(sentence: "StrOrPromise", clause: str) -> PermissionDenied | RuleRefusedError:
    return refuse(sentence, clause) if clause else PermissionDenied(sentence)


def role(
    question: Callable[[Any, Any], bool], sentence: "StrOrPromise", clause: str = ""
) -> Role:
    """Those to whom a question about person and record applies; others read the sentence."""
    return lambda user, record: (
        None if question(user, record) else _refusal(sentence, clause)
    )


def officers(sentence: "StrOrPromise", clause: str = "") -> Role:
    """The secretariat; others are told so in this sentence."""
    return role(lambda user, _record: is_officer(user), sentence, clause)


# Rights about no record ----------------------------------------------------------------


class Right:
    """What somebody may do that concerns no record yet, such as to begin something."""

    def __init__(
        self, question: Callable[[Any], bool], sentence: "StrOrPromise", clause: str = ""
    ) -> None:
        self.question = question
        self.sentence = sentence
        self.clause = clause

    def __call__(self, user: Anybody) -> bool:
        return self.question(user)


def require(user: Anybody, right: Right) -> None:
    """Refuse whoever does not have the right, in its own sentence."""
    if not right(user):
        raise _refusal(right.sentence, right.clause)


# Steps on a record -----------------------------------------------------------------------


def stands_at(record: Any) -> str:
    """Tell the right person that this is not possible now, in public words where there are."""
    if hasattr(record, "public_status_label"):
        status = record.public_status_label
    else:
        status = getattr(record, "get_status_display", record.__str__)()
    return _("This is not possible while it stands at “%(status)s”.") % {"status": status}


def always(_record: object) -> bool:
    return True


def if_it_becomes(status: str) -> Callable[[Any], bool]:
    """A step that takes the record to this status fits wherever its transitions allow it."""
    return lambda record: record.can_become(status)


class Permission(Generic[Record]):
    """A step that one role may take while the record is in the right state.

    To the wrong person the role says why not; ``otherwise`` tells the right one why not now: a
    sentence, or a refusal that names its clause too. The state comes first, because the record
    knows it; the role is looked up, and so is ``also``, the part of the state that other
    records know.
    """

    def __init__(
        self,
        name: str,
        role: Role,
        state_fits: Callable[[Record], bool],
        otherwise: Sentence = stands_at,
        *,
        also: Callable[[Record], bool] = always,
    ) -> None:
        self.name = name
        self.refusal_of_role = role
        self.state_fits = state_fits
        self.also = also
        self.otherwise = otherwise

    def __call__(self, user: Anybody, record: Record) -> bool:
        return (
            self.state_fits(record)
            and self.refusal_of_role(user, record) is None
            and self.also(record)
        )

    def fits(self, record: Record) -> bool:
        """Whether the record is in the right state, whoever asks."""
        return self.state_fits(record) and self.also(record)


class Steps(Generic[Record]):
    """The permissions on one kind of record; each is declared with its role."""

    def __init__(self) -> None:
        self.permissions: list[Permission[Record]] = []

    def step(
        self,
        name: str,
        role: Role,
        state_fits: Callable[[Record], bool],
        otherwise: Sentence = stands_at,
        *,
        also: Callable[[Record], bool] = always,
    ) -> Permission[Record]:
        """A permission in one line; its name is that of ``can_<name>``."""
        permission = Permission(name, role, state_fits, otherwise, also=also)
        self.permissions.append(permission)
        return permission

    def possible(self, user: Anybody, record: Record) -> set[str]:
        """The steps this reader can take now, for the page: ``{"confirm", "clear"}``."""
        fitting = [step for step in self.permissions if step.state_fits(record)]
        roles = {step.refusal_of_role for step in fitting}
        own_roles = {role for role in roles if role(user, record) is None}
        return {
            step.name
            for step in fitting
            if step.refusal_of_role in own_roles and step.also(record)
        }
