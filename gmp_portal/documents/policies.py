"""Who may read a file: the app that owns the record says so, for each request."""

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser

from gmp_portal.accounts.models import User
from gmp_portal.documents.models import Document
from gmp_portal.registry import Registry

Policy = Callable[[User | AnonymousUser, Document], bool]
POLICIES: Registry[str, Policy] = Registry("file policies")


def register(name: str, policy: Policy) -> None:
    """Called in ``AppConfig.ready`` of the app whose records own such files."""
    POLICIES.register(name, policy)


def may_read(user: User | AnonymousUser, document: Document) -> bool:
    """Closed by default: a policy that nobody registered lets nobody in."""
    policy = POLICIES.get(document.policy)
    return policy is not None and policy(user, document)
