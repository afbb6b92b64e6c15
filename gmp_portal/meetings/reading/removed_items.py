"""The items that were taken off an agenda, as they were, so that they can come back (A1-4a-i)."""

from dataclasses import dataclass
from typing import cast

from django.core import serializers

from gmp_portal.meetings.models import AgendaItem, Meeting
from gmp_portal.writing.models import Revision

KIND = "meetings.removed_item"


@dataclass(frozen=True)
class RemovedItem:
    """An item as it was when it was taken off, by whom and when."""

    pk: int
    revision: Revision

    @property
    def item(self) -> AgendaItem:
        """The item as it was; nobody has saved it again."""
        stored = str(self.revision.values["item"][0])
        [made] = serializers.deserialize("json", stored)
        return cast("AgendaItem", made.object)


def key_of(meeting: Meeting, pk: object) -> str:
    return f"{meeting.pk}-{pk}"


def find(meeting: Meeting, pk: int) -> RemovedItem | None:
    """The newest removal of an item, whether or not it was brought back since."""
    revision = Revision.objects.of(KIND, key_of(meeting, pk)).first()
    return RemovedItem(pk, revision) if revision else None


def of_meeting(meeting: Meeting) -> list[RemovedItem]:
    """What was taken off the agenda and not brought back, the latest first."""
    start = key_of(meeting, "")
    revisions = Revision.objects.filter(kind=KIND, key__startswith=start)
    newest: dict[int, Revision] = {}
    for revision in revisions.select_related("saved_by").order_by("-saved_at", "-number"):
        newest.setdefault(int(revision.key.removeprefix(start)), revision)
    there = set(meeting.agenda.filter(pk__in=newest).values_list("pk", flat=True))
    return [RemovedItem(pk, row) for pk, row in newest.items() if pk not in there]
