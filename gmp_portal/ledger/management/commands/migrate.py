"""Django's ``migrate``, which leaves the rights to new tables in order."""

from typing import Any

from django.conf import settings
from django.core.management.commands import migrate

from gmp_portal.ledger import grants


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate; who runs the portal then gets what it needs of the new tables (ADR 27)."""
        super().handle(*args, **options)
        role = settings.RUNNING_ROLE
        if role and role != grants.current_role() and grants.exists(role):
            grants.apply(role)
