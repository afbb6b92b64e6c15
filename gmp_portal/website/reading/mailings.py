"""The mails of the portal as the desk lists them: one text to many readers is one row."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.fields import ArrayField
from django.db.models import Count, Func, Max, QuerySet, UUIDField

from gmp_portal.notifications.models import MINUTE, Message

# So many readers of one text are named, more where each has to be written to again; of the others
# the list says how many they are.
NAMED, NAMED_REFUSED = 50, 500
WRITTEN_AGAIN = (Message.State.REFUSED, Message.State.BOUNCED)


@dataclass(frozen=True)
class Mailing:
    """One text and its readers, as far as it fared alike with all of them."""

    subject: str
    language: str
    state: str
    written_at: datetime
    number: int
    messages: list[Message]

    @property
    def first(self) -> Message:
        return self.messages[0]

    @property
    def unnamed(self) -> int:
        """How many readers are not named."""
        return self.number - len(self.messages)


def listed(state: str) -> "QuerySet[Message, Any]":
    """The mails of this state, or all: those of one text and one minute together, newest first."""
    rows = Message.objects.filter(state=state) if state else Message.objects.all()
    named = NAMED_REFUSED if state in WRITTEN_AGAIN else NAMED
    return (
        rows.order_by()
        .annotate(minute=MINUTE)
        .values("minute", "template", "subject", "language", "state")
        .annotate(newest=Max("created_at"), number=Count("pk"), keys=_first(named))
        # In the order of the index, so that no more is read than is shown.
        .order_by("-minute", "subject", "state", "template", "language")
    )


def _first(number: int) -> Func:
    """The keys of so many messages of a group."""
    return Func(
        ArrayAgg("pk", order_by="pk"),
        template=f"(%(expressions)s)[1:{number}]",
        output_field=ArrayField(UUIDField()),
    )


def rows_of(page: Iterable[dict[str, Any]]) -> list[Mailing]:
    """The mailings of a page with their readers; the database is asked once for all."""
    together = list(page)
    keys = [key for row in together for key in row["keys"]]
    messages = Message.objects.select_related("recipient").defer("body").in_bulk(keys)
    return [
        Mailing(
            row["subject"],
            row["language"],
            row["state"],
            row["newest"],
            row["number"],
            sorted((messages[key] for key in row["keys"]), key=_reader),
        )
        for row in together
    ]


def _reader(message: Message) -> tuple[str, str]:
    return str(message.recipient or message.address).casefold(), message.address
