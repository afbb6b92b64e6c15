"""Take the tables out of the hands of the role that runs the portal."""

import secrets
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import ProgrammingError, connection
from psycopg2 import sql

from gmp_portal.ledger import grants

DEFAULT_ROLE = "portal_running"
NOT_ALLOWED = (
    "This role may not make others. Have an administrator of the database run\n"
    "  CREATE ROLE {role} LOGIN PASSWORD '…';\n"
    "and then this command again."
)
NEXT = """Now write into the environment of the portal, and start it again:
  DATABASE_URL={running}
  OWNER_DATABASE_URL={owner}
Only "migrate", "createcachetable" and "secure_database" use the second one."""


class Command(BaseCommand):
    help = (
        "Make a role that runs the portal and owns nothing, and give it what the portal "
        "needs. Safe to run again; run it after each migration."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--role", help="its name; else the user of DATABASE_URL")

    def handle(self, *args: Any, **options: Any) -> None:
        owner = grants.current_role()
        role = options["role"] or settings.RUNNING_ROLE
        if role == owner:
            role = DEFAULT_ROLE
        password = "" if grants.exists(role) else self._make(role)
        grants.apply(role)
        self.stdout.write(f"{role} runs the portal and owns nothing.")
        if role != settings.RUNNING_ROLE:
            self._tell_what_comes_next(role, password)

    def _make(self, role: str) -> str:
        """Make the role; its password is the one of DATABASE_URL, or a new one."""
        password = settings.RUNNING_PASSWORD or secrets.token_urlsafe(24)
        statement = sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}")
        try:
            with connection.cursor() as cursor:
                cursor.execute(
                    statement.format(sql.Identifier(role), sql.Literal(password))
                )
        except ProgrammingError as error:
            raise CommandError(NOT_ALLOWED.format(role=role)) from error
        return password

    def _tell_what_comes_next(self, role: str, password: str) -> None:
        database = connection.settings_dict
        port = f":{database['PORT']}" if database["PORT"] else ""
        where = f"@{database['HOST']}{port}/{database['NAME']}"
        self.stdout.write(
            NEXT.format(
                running=f"postgresql://{role}:{password or '…'}{where}",
                owner="what DATABASE_URL is now",
            )
        )
