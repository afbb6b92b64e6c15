"""What can happen to the agenda of a meeting."""

from django.core import serializers
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from gmp_portal import ledger
from gmp_portal.accounts.models import User
from gmp_portal.meetings import not_now
from gmp_portal.meetings.acts import Act
from gmp_portal.meetings.models import AgendaItem, Meeting
from gmp_portal.meetings.reading import removed_items
from gmp_portal.meetings.reading.removed_items import RemovedItem
from gmp_portal.ui.versions import Values
from gmp_portal.workflow import InvalidTransitionError, RuleRefusedError, changed_fields
from gmp_portal.writing import actions as revisions

DEPTH = 3


@transaction.atomic
def add(
    meeting: Meeting,
    *,
    title: str,
    by: User,
    notes: str = "",
    parent: AgendaItem | None = None,
    after: AgendaItem | None = None,
) -> AgendaItem:
    """Put an item at the end of the agenda, or under another item.

    Once others quote the numbers, it may stand ``after`` an item: as 2 bis, then 2 ter.
    """
    _open(meeting)
    is_late = meeting.has_fixed_agenda
    after = after if is_late else None
    if after is not None:
        parent = after.parent
    read_again(meeting, parent)
    _check_parent(meeting, parent)
    siblings = AgendaItem.objects.filter(meeting=meeting, parent=parent)
    last = siblings.aggregate(last=Max("position"))["last"] or 0
    item = AgendaItem.objects.create(
        meeting=meeting,
        parent=parent,
        position=last + 1,
        title=title,
        notes=notes,
        inserted_after=after,
        added_late_at=timezone.now() if is_late else None,
    )
    ledger.record(Act.MEETING_AGENDA_ADDED, meeting, by=by, item=item.pk, is_late=is_late)
    return item


@transaction.atomic
def edit(item: AgendaItem, *, title: str, notes: str = "", by: User) -> None:
    """Change the words of an item; once others quote it, its annotation only."""
    meeting = _hold(item)
    if title != item.title and meeting.has_fixed_agenda:
        raise not_now.why_agenda_stays(meeting)
    if not changed_fields(item, {"title": title, "notes": notes}):
        return
    item.title, item.notes = title, notes
    item.save(update_fields=["title", "notes"])
    ledger.record(Act.MEETING_AGENDA_EDITED, meeting, by=by, item=item.pk)


@transaction.atomic
def move(item: AgendaItem, *, up: bool, by: User) -> bool:
    """Change places with the item before or after it; false at the end of the list."""
    meeting = _hold(item)
    _refuse_fixed(meeting)
    siblings = AgendaItem.objects.filter(
        meeting=meeting, parent=item.parent, inserted_after=item.inserted_after
    )
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
    _refuse_fixed(meeting)
    if item.children.exists() or item.inserted.exists():
        raise RuleRefusedError(
            _("Other items stand under this item. Take them off first."),
            clause=meeting.body.agenda_clause,
        )
    number = item.pk
    _keep(meeting, item, by)
    item.delete()
    ledger.record(Act.MEETING_AGENDA_REMOVED, meeting, by=by, item=number)


@transaction.atomic
def bring_back(meeting: Meeting, kept: RemovedItem, *, by: User) -> AgendaItem:
    """Put an item back where it stood, until others quote the numbers (A1-4a-i, A1-4b-i)."""
    _open(meeting)
    _refuse_fixed(meeting)
    clause = meeting.body.agenda_clause
    if meeting.agenda.filter(pk=kept.pk).exists():
        raise RuleRefusedError(_("This item is back already."), clause=clause)
    item, agenda = kept.item, meeting.agenda.all()
    if item.parent_id is not None and not agenda.filter(pk=item.parent_id).exists():
        refusal = _("Bring back first the item under which this one stood.")
        raise RuleRefusedError(refusal, clause=clause)
    alike = agenda.filter(parent=item.parent_id)
    if alike.filter(position=item.position).exists():
        later = alike.filter(position__gte=item.position)
        later.update(position=F("position") + 1)
    # The item that it was inserted after may be gone.
    item.inserted_after = agenda.filter(pk__in=[item.inserted_after_id or 0]).first()
    item.save(force_insert=True)
    ledger.record(Act.MEETING_AGENDA_BROUGHT_BACK, meeting, by=by, item=item.pk)
    return item


def _keep(meeting: Meeting, item: AgendaItem, by: User) -> None:
    """Write an item down as it is."""
    values: Values = {"item": [serializers.serialize("json", [item])]}
    key = removed_items.key_of(meeting, item.pk)
    revisions.keep_removed(removed_items.KIND, key, values, by=by)


def _refuse_fixed(meeting: Meeting) -> None:
    """Papers, decisions and whoever was there quote the numbers: they stay."""
    if meeting.has_fixed_agenda:
        raise not_now.why_agenda_stays(meeting)


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
