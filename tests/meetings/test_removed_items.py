"""An item taken off an agenda comes back to its place, with its words (A1-4a-i, A1-4b-i)."""

import pytest
from django.urls import reverse

from gmp_portal.meetings.actions import agenda
from gmp_portal.meetings.models import AgendaItem
from gmp_portal.meetings.reading import agendas, removed_items
from gmp_portal.workflow import RuleRefusedError
from tests.factories.accounts import UserFactory
from tests.factories.meetings import AgendaItemFactory, MeetingFactory, PaperFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return MeetingFactory.create(convened=True)


@pytest.fixture
def items(meeting):
    titles = ("First matter", "Second matter", "Third matter")
    return [
        AgendaItemFactory.create(meeting=meeting, title=title, notes=f"About {title}.")
        for title in titles
    ]


@pytest.fixture
def browser(secretariat, as_user):
    return as_user(secretariat)


def back_url(meeting, pk):
    return reverse("meetings:agenda_bring_back", args=[meeting.slug, pk])


def order(meeting):
    lines = agendas.flat(agendas.tree(meeting))
    return [f"{line.number} {line.item.title}" for line in lines]


def take_off(item, by):
    """Take an item off, and answer what is kept of it."""
    meeting, pk = item.meeting, item.pk
    agenda.remove(item, by=by)
    return removed_items.find(meeting, pk)


def test_an_item_that_was_taken_off_is_listed_and_comes_back(
    meeting, items, browser, secretariat
):
    before, pk = order(meeting), items[1].pk
    url = reverse("meetings:agenda_remove", args=[meeting.slug, pk])
    browser.post(url, {"confirmed": "on"})
    page = browser.get(meeting.get_absolute_url()).content.decode()

    response = browser.post(back_url(meeting, pk), follow=True)

    assert "About Second matter." in page
    assert f"Taken off by {secretariat.name} on" in page
    assert order(meeting) == before
    assert AgendaItem.objects.get(pk=pk).notes == "About Second matter."
    assert "Items that were taken off" not in response.content.decode()


def test_where_another_item_stands_there_now_it_comes_before(meeting, items, secretariat):
    kept = take_off(items[2], secretariat)
    agenda.add(meeting, title="New matter", by=secretariat)

    agenda.bring_back(meeting, kept, by=secretariat)

    assert order(meeting) == [
        "1 First matter",
        "2 Second matter",
        "3 Third matter",
        "4 New matter",
    ]


def test_an_item_stands_under_its_parent_again_once_that_is_back(
    meeting, items, secretariat
):
    child = AgendaItemFactory.create(meeting=meeting, parent=items[0], title="Part")
    part, first = take_off(child, secretariat), take_off(items[0], secretariat)

    with pytest.raises(RuleRefusedError, match="Bring back first the item"):
        agenda.bring_back(meeting, part, by=secretariat)
    agenda.bring_back(meeting, first, by=secretariat)
    agenda.bring_back(meeting, part, by=secretariat)

    assert order(meeting)[:2] == ["1 First matter", "1 (a) Part"]


def test_an_item_is_brought_back_once(meeting, items, secretariat):
    kept = take_off(items[0], secretariat)
    agenda.bring_back(meeting, kept, by=secretariat)

    with pytest.raises(RuleRefusedError, match="back already"):
        agenda.bring_back(meeting, kept, by=secretariat)


def test_once_the_numbers_are_quoted_its_words_can_still_be_read(
    meeting, items, browser, secretariat
):
    kept = take_off(items[0], secretariat)
    PaperFactory.create(meeting=meeting, agenda_item=items[1])

    page = browser.get(meeting.get_absolute_url()).content.decode()

    assert "About First matter." in page
    assert back_url(meeting, kept.pk) not in page
    with pytest.raises(RuleRefusedError):
        agenda.bring_back(meeting, kept, by=secretariat)


def test_what_was_never_taken_off_is_not_found(meeting, items, browser):
    assert browser.post(back_url(meeting, items[0].pk)).status_code == 404


def test_others_neither_read_nor_bring_back(meeting, items, secretariat, as_user):
    kept = take_off(items[0], secretariat)
    stranger = as_user(UserFactory.create())

    page = stranger.get(meeting.get_absolute_url()).content.decode()

    assert "About First matter." not in page
    assert stranger.post(back_url(meeting, kept.pk)).status_code == 403
