"""Who may read a file: the app that owns the record says so, for each request."""

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser

from gmp_portal.accounts.models import User
from gmp_portal.documents.models import Document

Policy = Callable[[User | AnonymousUser, Document], bool]
_POLICIES: dict[str, Policy] = {}


def register(name: str, policy: Policy) -> None:
    """Called in ``AppConfig.ready`` of the app whose records own such files."""
    _POLICIES[name] = policy


def may_read(user: User | AnonymousUser, document: Document) -> bool:
    """Closed by default: a policy that nobody registered lets nobody in."""
    policy = _POLICIES.get(document.policy)
    return policy is not None and policy(user, document)
