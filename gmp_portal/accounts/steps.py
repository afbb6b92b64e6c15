"""A step belongs to a role and fits some states of a record; a permission weighs both."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Any, Generic, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Model

from gmp_portal.accounts.models import User
from gmp_portal.workflow import RuleRefusedError

Anybody = User | AnonymousUser
Record = TypeVar("Record", bound=Model)
Refusal = PermissionDenied | RuleRefusedError | None
Role = Callable[[Anybody, Any], Refusal]


class Permission(Generic[Record]):
    """A step that one role may take while the record is in the right state."""

    def __init__(self, role: Role, fits: Callable[[Anybody, Record], bool]) -> None:
        self.refusal_of_role = role
        self.fits = fits
        self.name = fits.__name__.removeprefix("can_")
        update_wrapper(self, fits)

    def __call__(self, user: Anybody, record: Record) -> bool:
        return self.refusal_of_role(user, record) is None and self.fits(user, record)


class Steps(Generic[Record]):
    """The permissions on one kind of record; each is declared with its role."""

    def __init__(self) -> None:
        self.permissions: list[Permission[Record]] = []

    def of(
        self, role: Role
    ) -> Callable[[Callable[[Anybody, Record], bool]], Permission[Record]]:
        """Add the role to a function that says in which states a step is possible."""

        def declare(fits: Callable[[Anybody, Record], bool]) -> Permission[Record]:
            permission = Permission(role, fits)
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
