"""Django's ``migrate``, which leaves the rights to new tables in order."""

from typing import Any

from django.conf import settings
from django.core.management.commands import migrate

from gmp_portal.ledger import grants


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate; who runs the portal then gets what it needs of the new tables (ADR 27)."""
        super().handle(*args, **options)
        for role in self._running_roles() - {"", grants.current_role()}:
            grants.apply(role)

    def _running_roles(self) -> set[str]:
        """Also the one that was secured once while DATABASE_URL still names the owner."""
        roles = {settings.RUNNING_ROLE} if grants.exists(settings.RUNNING_ROLE) else set()
        return roles | (
            {grants.DEFAULT_ROLE} if grants.is_given(grants.DEFAULT_ROLE) else set()
        )
