"""Take the tables out of the hands of the role that runs the portal."""

import secrets
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import ProgrammingError, connection, transaction
from psycopg2 import sql

from gmp_portal.ledger import grants

NOT_ALLOWED = (
    "This role may not make others. Have an administrator of the database run\n"
    "  CREATE ROLE {role} LOGIN PASSWORD '…';\n"
    "and then this command again."
)
NOT_GIVEN = "The rights of {role} could not be set: {error}"
NOT_SECURED = (
    "{role} could still rewrite what is on record: it {left}. Have an administrator of the"
    " database take that away, and then run this command again."
)
PASSWORD_STAYS = "The password of {role} stays as it is: this role may not set it."  # noqa: S105
NEXT = """Now write into the environment of the portal, and start it again:
  DATABASE_URL={running}
  OWNER_DATABASE_URL={owner}
Only "migrate", "createcachetable" and "secure_database" use the second one."""
MAKE = sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}")
SET_PASSWORD = sql.SQL("ALTER ROLE {} PASSWORD {}")


class Command(BaseCommand):
    help = (
        "Make a role that runs the portal and owns nothing, and give it what the portal "
        "needs. Safe to run again; run it after each migration."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--role", help="its name; else the user of DATABASE_URL")
        parser.add_argument(
            "--if-possible",
            action="store_true",
            help="where the database does not let this role do so, say it and go on",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._secure(options["role"] or settings.RUNNING_ROLE)
        except CommandError as error:
            if not options["if_possible"]:
                raise
            self.stderr.write(f"The database is not secured. {error}")

    def _secure(self, role: str) -> None:
        if role == grants.current_role():
            role = grants.DEFAULT_ROLE
        password = self._provide(role)
        try:
            grants.apply(role)
        except ProgrammingError as error:
            raise CommandError(NOT_GIVEN.format(role=role, error=error)) from error
        if left := grants.left_to(role):
            raise CommandError(NOT_SECURED.format(role=role, left=", ".join(left)))
        self.stdout.write(f"{role} runs the portal and owns nothing.")
        if role != settings.RUNNING_ROLE:
            self._tell_what_comes_next(role, password)

    def _provide(self, role: str) -> str:
        """Make the role where there is none; answers a password that nobody knows yet.

        The password of the environment belongs to the role that DATABASE_URL names.
        """
        is_named = role == settings.RUNNING_ROLE
        if not grants.exists(role):
            password = settings.RUNNING_PASSWORD if is_named else secrets.token_urlsafe(24)
            if not self._run(MAKE, role, password):
                raise CommandError(NOT_ALLOWED.format(role=role))
            return str(password)
        if is_named and settings.RUNNING_PASSWORD:
            self._set_password(role)
        return ""

    def _set_password(self, role: str) -> None:
        """That of the environment may have changed since the role was made."""
        if not self._run(SET_PASSWORD, role, settings.RUNNING_PASSWORD):
            self.stderr.write(PASSWORD_STAYS.format(role=role))

    def _run(self, statement: sql.SQL, role: str, password: str) -> bool:
        """Whether the database let this role do so."""
        filled = statement.format(sql.Identifier(role), sql.Literal(password or None))
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(filled)
        except ProgrammingError:
            return False
        return True

    def _tell_what_comes_next(self, role: str, password: str) -> None:
        database = connection.settings_dict
        port = f":{database['PORT']}" if database["PORT"] else ""
        where = f"@{database['HOST']}{port}/{quote(database['NAME'], safe='')}"
        who = f"{quote(role, safe='')}:{quote(password, safe='') or '…'}"
        self.stdout.write(
            NEXT.format(
                running=f"postgresql://{who}{where}",
                owner="what DATABASE_URL is now",
            )
        )
