"""Say which sample logins the demonstration has."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from gmp_portal.website.demo.people import LOGINS


class Command(BaseCommand):
    help = "List the sample logins of the demonstration."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        rows = [
            {key: value for key, value in asdict(login).items() if key in ("role", "start")}
            | {"email": login.email}
            for login in LOGINS
        ]
        if options["json"]:
            self.stdout.write(json.dumps(rows))
            return
        for row in rows:
            self.stdout.write(f"{row['email']:40} {row['role']:45} {row['start']}")
