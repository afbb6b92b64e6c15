"""Migrates a database with today's code and looks at it through the portal; prints JSON.

A program of its own, ``python -m tests.upgrade.take_over`` on ``DATABASE_URL``: the
connection of the tests belongs to another database. One program for all of it, because
starting Django takes longer than what it does here.
"""

import io
import json
import os
import sys
from collections.abc import Iterator
from typing import Any

import django
from django.apps import apps
from django.core.management import call_command
from django.db import transaction
from django.test import Client

ROLES = {
    "visitor": ("/", "/partners/", "/partners/partners.csv", "/areas/", "/meetings/"),
    "focal.point": ("/", "/my/", "/partners/", "/my/mails/"),
    "secretariat": ("/", "/my/", "/desk/", "/desk/letters/", "/desk/ledger/", "/partners/"),
}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gmp_portal.settings")
    django.setup()
    call_command("migrate", verbosity=0)
    seen = {"changes": _changes(), "ledger": _ledger(), "pages": {}}
    for role in ROLES:
        with transaction.atomic():
            seen["pages"][role] = dict(_statuses(role))
            # Signing in and reading leave the data as the migrations made them.
            transaction.set_rollback(True)
    json.dump(seen, sys.stdout)


def _changes() -> str:
    """What models have that no migration brings; empty if there is nothing."""
    said = io.StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=said)
    except SystemExit:
        return said.getvalue()
    return ""


def _ledger() -> str:
    said = io.StringIO()
    call_command("verify_ledger", stdout=said)
    return said.getvalue()


def _statuses(role: str) -> Iterator[tuple[str, int]]:
    client, user = _browser(role)
    for url in (*ROLES[role], *_records(user)):
        with transaction.atomic():
            yield url, client.get(url, HTTP_HOST="127.0.0.1").status_code
            # A page that broke a statement must not break the pages after it.
            transaction.set_rollback(True)


def _browser(role: str) -> tuple[Client, Any]:
    from django.contrib.auth.models import AnonymousUser  # noqa: PLC0415 apps are loaded now

    client = Client(raise_request_exception=False)
    if role == "visitor":
        return client, AnonymousUser()
    user = apps.get_model("accounts.User").objects.get(email=f"{role}@example.org")
    client.force_login(user)
    return client, user


def _records(user: Any) -> Iterator[str]:
    """Addresses of one record of each kind and state that this person may know of."""
    for model in apps.get_models():
        queryset = model._default_manager.all()
        if hasattr(queryset, "visible_to") and hasattr(model, "get_absolute_url"):
            yield from _addresses(list(queryset.visible_to(user).order_by("pk")))


def _addresses(records: list[Any]) -> Iterator[str]:
    first_of_states = {
        getattr(record, "status", ""): record for record in reversed(records)
    }
    for record in first_of_states.values():
        yield record.get_absolute_url().partition("#")[0]


if __name__ == "__main__":
    main()
