"""A step belongs to a role and fits some states of a record; a permission weighs both."""

from collections.abc import Callable
from functools import update_wrapper
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


def stands_at(record: Any) -> str:
    """Tell the right person that this is not possible now, in public words where there are."""
    if hasattr(record, "public_status_label"):
        status = record.public_status_label
    else:
        status = getattr(record, "get_status_display", record.__str__)()
    return _("This is not possible while it stands at “%(status)s”.") % {"status": status}


class Permission(Generic[Record]):
    """A step that one role may take while the record is in the right state.

    To the wrong person the role says why not; ``otherwise`` tells the right one why not now: a
    sentence, or a refusal that names its clause too.
    """

    def __init__(
        self,
        role: Role,
        fits: Callable[[Any, Record], bool],
        otherwise: Sentence = stands_at,
    ) -> None:
        self.refusal_of_role = role
        self.is_right_person: Callable[[Any, Record], bool] = self._is_not_refused
        self.fits = fits
        self.otherwise = otherwise
        self.name = fits.__name__.removeprefix("can_")
        update_wrapper(self, fits)

    def __call__(self, user: Anybody, record: Record) -> bool:
        return self.is_right_person(user, record) and self.fits(user, record)

    def _is_not_refused(self, user: Any, record: Record) -> bool:
        return self.refusal_of_role(user, record) is None


def permission(
    may: Callable[[Any, Any], bool],
    is_possible: Callable[[Any], bool],
    refusal: Callable[[Any, Any], "StrOrPromise | RuleRefusedError"],
    otherwise: Sentence = stands_at,
) -> Permission[Any]:
    """Make a permission of two questions and two sentences, where a line says it all."""

    def role(user: Anybody, record: Any) -> Refusal:
        if may(user, record):
            return None
        said = refusal(user, record)
        return said if isinstance(said, RuleRefusedError) else PermissionDenied(said)

    made: Permission[Any] = Permission(
        role, lambda _user, record: is_possible(record), otherwise
    )
    # The sentence to the wrong person is put together only where it is said.
    made.is_right_person = may
    return made


class Steps(Generic[Record]):
    """The permissions on one kind of record; each is declared with its role."""

    def __init__(self) -> None:
        self.permissions: list[Permission[Record]] = []

    def of(
        self, role: Role, otherwise: Sentence = stands_at
    ) -> Callable[[Callable[[Anybody, Record], bool]], Permission[Record]]:
        """Add the role to a function that says in which states a step is possible."""

        def declare(fits: Callable[[Anybody, Record], bool]) -> Permission[Record]:
            permission = Permission(role, fits, otherwise)
            self.permissions.append(permission)
            return permission

        return declare

    def possible(self, user: Anybody, record: Record) -> set[str]:
        """The steps this reader can take now, for the page: ``{"confirm", "clear"}``."""
        roles = {permission.refusal_of_role for permission in self.permissions}
        own_roles = {role for role in roles if role(user, record) is None}
        return {
            permission.name
            for permission in self.permissions
            if permission.refusal_of_role in own_roles and permission.fits(user, record)
        }
