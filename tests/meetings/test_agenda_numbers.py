"""Numbers and titles of an agenda stay once others quote them (A1-4a-i, A1-4b-i)."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.urls import reverse

from gmp_portal.ledger.models import Entry
from gmp_portal.meetings.actions import agenda
from gmp_portal.meetings.models import AgendaItem
from gmp_portal.meetings.reading import agendas
from gmp_portal.workflow import RuleRefusedError
from tests.factories.meetings import (
    AgendaItemFactory,
    DecisionFactory,
    MeetingFactory,
    PaperFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def quoted():
    """A convened meeting with three items, and a paper that quotes the second."""
    meeting = MeetingFactory.create(convened=True)
    items = AgendaItemFactory.create_batch(3, meeting=meeting)
    PaperFactory.create(meeting=meeting, agenda_item=items[1])
    return meeting


def numbers_of(meeting):
    lines = agendas.flat(agendas.tree(meeting))
    return [f"{line.number} {line.item.title}" for line in lines]


def test_an_item_that_comes_later_stands_between_the_others(quoted, secretariat):
    titles = [item.title for item in quoted.agenda.all()]
    second = quoted.agenda.all()[1]

    for title in ("Late", "Later"):
        agenda.add(quoted, title=title, after=second, by=secretariat)
    agenda.add(quoted, title="Last", by=secretariat)
    below = quoted.agenda.get(title="Late")
    agenda.add(quoted, title="Part", parent=below, by=secretariat)

    assert numbers_of(quoted) == [
        f"1 {titles[0]}",
        f"2 {titles[1]}",
        "2 bis Late",
        "2 bis (a) Part",
        "2 ter Later",
        f"3 {titles[2]}",
        "4 Last",
    ]
    assert (
        Entry.objects.filter(kind="meeting.agenda_added", body__is_late=True).count() == 4
    )


def test_many_later_items_are_counted_on(quoted, secretariat):
    second = quoted.agenda.all()[1]

    for place in range(8):
        agenda.add(quoted, title=f"Late {place}", after=second, by=secretariat)

    assert [line.split(" Late")[0] for line in numbers_of(quoted)[2:10]] == [
        *(f"2 {word}" for word in agendas.LATER),
        "2 (9)",
    ]


def test_before_anything_quotes_it_an_item_goes_to_the_end(secretariat):
    meeting = MeetingFactory.create()
    first, _second = AgendaItemFactory.create_batch(2, meeting=meeting)

    item = agenda.add(meeting, title="New", after=first, by=secretariat)

    assert numbers_of(meeting)[-1] == "3 New"
    assert item.added_late_at is None


def test_what_was_inserted_is_moved_and_kept_among_its_like(secretariat):
    """A decision that quoted the agenda quotes another item no more."""
    meeting = MeetingFactory.create(convened=True)
    first = AgendaItemFactory.create(meeting=meeting)
    decision = DecisionFactory.create(body=meeting.body, meeting=meeting, agenda_item=first)
    late = [agenda.add(meeting, title=t, after=first, by=secretariat) for t in "AB"]
    decision.agenda_item = None
    decision.save(update_fields=["agenda_item"])

    agenda.move(late[1], up=True, by=secretariat)

    assert numbers_of(meeting)[1:] == ["1 bis B", "1 ter A"]
    with pytest.raises(RuleRefusedError):
        agenda.remove(first, by=secretariat)


@pytest.mark.parametrize(
    "change",
    [{"title": "Other"}, {"position": F("position") + 99}, {"inserted_after": F("pk")}],
)
def test_the_database_keeps_the_numbers_too(quoted, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        quoted.agenda.filter(pk=quoted.agenda.first().pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        quoted.agenda.last().delete()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor():
        AgendaItem.objects.create(meeting=quoted, position=0, title="First of all")


def test_the_page_says_why_and_offers_a_place_after(quoted, as_user, secretariat):
    client, second = as_user(secretariat), quoted.agenda.all()[1]
    page = client.get(quoted.get_absolute_url()).content.decode()
    add = reverse("meetings:agenda_add", args=[quoted.slug])
    edit = reverse("meetings:agenda_edit", args=[quoted.slug, second.pk])
    move = reverse("meetings:agenda_move", args=[quoted.slug, second.pk])

    form = client.get(add).content.decode()
    client.post(add, {"title": "Late", "notes": "", "parent": "", "after": second.pk})
    client.post(edit, {"title": "Renamed", "notes": "With a note"})
    moved = client.post(move, {"direction": "up"}, follow=True).content.decode()

    second.refresh_from_db()
    assert "its numbers and titles stay" in page
    assert "Move up" not in page
    assert "Insert it after" in form
    assert (second.title, second.notes) == (quoted.agenda.all()[1].title, "With a note")
    assert "Numbers and titles of this agenda stay" in moved
    assert "2 bis" in moved
    assert "the numbers before it stayed" in moved
