"""The items that were taken off an agenda, as they were, so that they can come back (A1-4a-i)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from django.core import serializers

from gmp_portal.accounts.rights import Anybody
from gmp_portal.meetings.models import AgendaItem, Meeting
from gmp_portal.rounds import Reading
from gmp_portal.writing.models import Revision
from gmp_portal.writing.reading import authors

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


def home_of(pk: int) -> str:
    """The key of the meeting from whose agenda an item was taken off; nothing where none was."""
    revision = Revision.objects.filter(kind=KIND, key__endswith=f"-{pk}").first()
    return revision.key.partition("-")[0] if revision else ""


def of_meeting(
    meeting: Meeting, agenda: Iterable[AgendaItem], reader: Anybody
) -> Reading[list[RemovedItem]]:
    """What was taken off this agenda and not brought back, the latest first."""
    newest = yield from Revision.objects.newest_under(KIND, key_of(meeting, ""))
    kept = {int(pk): row for pk, row in newest.items()}
    there = {item.pk for item in agenda}
    removed = {pk: row for pk, row in kept.items() if pk not in there}
    authors.told(removed.values(), to=reader)
    return [RemovedItem(pk, row) for pk, row in removed.items()]
