"""What can happen to the agenda of a meeting."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from gmp_portal import ledger
from gmp_portal.accounts.models import User
from gmp_portal.meetings.acts import Act
from gmp_portal.meetings.models import AgendaItem, Meeting
from gmp_portal.workflow import InvalidTransitionError, RuleRefusedError, changed_fields

DEPTH = 3


@transaction.atomic
def add(
    meeting: Meeting,
    *,
    title: str,
    by: User,
    notes: str = "",
    parent: AgendaItem | None = None,
) -> AgendaItem:
    """Put an item at the end of the agenda, or under another item."""
    _open(meeting)
    read_again(meeting, parent)
    _check_parent(meeting, parent)
    siblings = AgendaItem.objects.filter(meeting=meeting, parent=parent)
    last = siblings.aggregate(last=Max("position"))["last"] or 0
    item = AgendaItem.objects.create(
        meeting=meeting, parent=parent, position=last + 1, title=title, notes=notes
    )
    ledger.record(Act.MEETING_AGENDA_ADDED, meeting, by=by, item=item.pk)
    return item


@transaction.atomic
def edit(item: AgendaItem, *, title: str, notes: str = "", by: User) -> None:
    """Change the words of an item."""
    meeting = _hold(item)
    if not changed_fields(item, {"title": title, "notes": notes}):
        return
    item.title, item.notes = title, notes
    item.save(update_fields=["title", "notes"])
    ledger.record(Act.MEETING_AGENDA_EDITED, meeting, by=by, item=item.pk)


@transaction.atomic
def move(item: AgendaItem, *, up: bool, by: User) -> bool:
    """Change places with the item before or after it; false at the end of the list."""
    meeting = _hold(item)
    siblings = AgendaItem.objects.filter(meeting=meeting, parent=item.parent)
    if up:
        other = siblings.filter(position__lt=item.position).order_by("-position").first()
    else:
        other = siblings.filter(position__gt=item.position).order_by("position").first()
    if other is None:
        return False
    item.position, other.position = other.position, item.position
    AgendaItem.objects.bulk_update([item, other], ["position"])
    ledger.record(Act.MEETING_AGENDA_MOVED, meeting, by=by, item=item.pk)
    return True


@transaction.atomic
def remove(item: AgendaItem, *, by: User) -> None:
    """Take an item off the agenda, unless something stands under it."""
    meeting = _hold(item)
    if item.children.exists() or item.papers.exists() or item.decisions.exists():
        raise RuleRefusedError(
            _("Other items, papers or decisions stand under this item. Move them first."),
            clause="A1-4b-i" if meeting.body.is_area else "A1-4a-i",
        )
    number = item.pk
    item.delete()
    ledger.record(Act.MEETING_AGENDA_REMOVED, meeting, by=by, item=number)


def _open(meeting: Meeting) -> None:
    meeting.lock()
    if meeting.status in (Meeting.Status.CLOSED, Meeting.Status.CANCELLED):
        raise InvalidTransitionError(meeting, meeting.status)


def _hold(item: AgendaItem) -> Meeting:
    """Hold the meeting, whose lock keeps its agenda as it is."""
    meeting = item.meeting
    _open(meeting)
    read_again(meeting, item)
    return meeting


def read_again(meeting: Meeting, item: AgendaItem | None) -> None:
    """Read the item that is named again, while the meeting is held: it may be gone."""
    if item is None:
        return
    try:
        item.refresh_from_db()
    except AgendaItem.DoesNotExist:
        raise InvalidTransitionError(meeting, meeting.status) from None


def _check_parent(meeting: Meeting, parent: AgendaItem | None) -> None:
    depth, above = 1, parent
    while above is not None:
        if above.meeting_id != meeting.pk:
            message = "An agenda item stands under an item of its own meeting."
            raise ValueError(message)
        depth, above = depth + 1, above.parent
    if depth > DEPTH:
        message = f"An agenda has at most {DEPTH} levels."
        raise ValueError(message)
