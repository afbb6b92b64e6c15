"""Which notices a reader is shown, asked beside what every page asks anyway."""

import json
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from gmp_portal import rounds
from gmp_portal.accounts import asked_beside, rights
from gmp_portal.ui import notices, shared_pages
from gmp_portal.website.models import Notice
from gmp_portal.website.models.notices import MOST_READ, SHOWN_TO_VISITORS, rows_of

KEY = "notices"
EVERYBODY, SIGNED_IN, OFFICERS = Notice.Audience
# Whose notices visitors, whoever is signed in, and the secretariat read.
READ_BY = ({EVERYBODY}, {EVERYBODY, SIGNED_IN}, {EVERYBODY, SIGNED_IN, OFFICERS})
# Stands in the statement for the moment at which a page is read, and for nothing else.
NO_MOMENT = datetime(1, 1, 2, tzinfo=UTC)
STATEMENT = rounds.Statement(
    lambda moment: Notice.objects.shown_at(moment)[:MOST_READ], NO_MOMENT
)


def for_reader(request: HttpRequest) -> list[Any]:
    """What visitors see is part of the name of public pages; others ask it with their terms."""
    user: Any = getattr(request, "user", None)
    if user is None or user.is_anonymous:
        known = getattr(request, "records_of_change", {}).get(KEY)
        if known is not None:
            rows: list[Any] = json.loads(known)
            return rows
        everybody = Notice.objects.shown_at(timezone.now())
        return rows_of(everybody.filter(audience=EVERYBODY)[: notices.MOST])
    standing = rights.standing_of(user)
    rounds.ask(*standing.questions)
    shown = list(standing.beside[KEY])
    if not user.is_secretariat:
        shown = [row for row in shown if row.audience != OFFICERS]
    return rows_of(shown)


def seen_now() -> set[int]:
    """Those that stand on the pages of some readers; others come before the rest of them."""
    live = list(Notice.objects.shown_at(timezone.now())[:MOST_READ])
    read = [[row.pk for row in live if row.audience in group] for group in READ_BY]
    return {key for keys in read for key in keys[: notices.MOST]}


def register() -> None:
    """Let every page show them, whoever reads it."""
    shared_pages.RECORDS_OF_CHANGE.register(KEY, SHOWN_TO_VISITORS)
    asked_beside.ASKED.register(KEY, _now)
    notices.SOURCES.register(KEY, for_reader)


def _now() -> rounds.FilledStatement:
    return STATEMENT.of(timezone.now())
