"""An item of an agenda is removed after a question, and others hear who did it (C4, P-1)."""

import json

import pytest
from django.urls import reverse

from gmp_portal.meetings.actions import agenda
from gmp_portal.meetings.models import AgendaItem
from gmp_portal.meetings.reading import removed_items
from gmp_portal.writing.models import Revision
from tests.before_rule import never_kept
from tests.factories.accounts import UserFactory
from tests.factories.meetings import AgendaItemFactory, MeetingFactory
from tests.not_now import told_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(pag):
    meeting = MeetingFactory.create(body=pag, convened=True)
    return AgendaItemFactory.create(meeting=meeting, notes="Notes of many lines.")


@pytest.fixture
def gone(item, second_officer):
    """The address of an item that another officer took off."""
    pk = item.pk
    agenda.remove(item, by=second_officer)
    item.pk = pk
    return item


def url_of(item, name="agenda_edit"):
    return reverse(f"meetings:{name}", args=[item.meeting.slug, item.pk])


def test_a_question_shows_what_goes_with_the_item(as_user, item, secretariat):
    under = AgendaItemFactory.create(meeting=item.meeting, parent=item)
    url = url_of(item, "agenda_remove")

    page = as_user(secretariat).get(url).content.decode()
    unanswered = as_user(secretariat).post(url)

    assert "Notes of many lines." in page
    assert under.title in page
    assert unanswered.status_code == 422
    assert AgendaItem.objects.filter(pk=item.pk).exists()


def test_the_item_goes_once_the_question_is_answered(as_user, item, secretariat):
    url = url_of(item, "agenda_remove")

    as_user(secretariat).post(url, {"confirmed": "on"})

    assert not AgendaItem.objects.filter(pk=item.pk).exists()


def test_whoever_typed_in_it_reads_who_took_it_off(
    as_user, gone, secretariat, second_officer
):
    typed = {"title": "Other title", "notes": "Typed for long."}

    answer = as_user(secretariat).post(url_of(gone), typed)

    status, address, [said], clause = told_by(answer)
    assert (status, clause) == (409, "R-16")
    assert address == f"{gone.meeting.get_absolute_url()}#agenda"
    assert said.startswith(f"{second_officer.name} took this item off the agenda")
    assert "Typed for long." in answer.content.decode()


@pytest.mark.parametrize("name", ["agenda_edit", "agenda_remove"])
def test_whoever_comes_later_is_led_to_the_agenda(as_user, gone, secretariat, name):
    answer = as_user(secretariat).get(url_of(gone, name), follow=True)

    status, _address, [said], _clause = told_by(answer)
    assert status == 302
    assert "took this item off the agenda" in said


def test_a_page_that_saves_itself_hears_the_same(as_user, gone, secretariat):
    url = reverse("writing:revision_list", args=["meetings.agenda_item", str(gone.pk)])

    answer = as_user(secretariat).get(url, headers={"Accept": "application/json"})

    assert answer.status_code == 409
    assert "took this item off" in json.loads(answer.content)["refusals"][0]


def test_others_hear_nothing_of_it(as_user, gone):
    client = as_user(UserFactory.create())

    assert client.get(url_of(gone)).status_code == 403
    history = reverse("writing:revision_list", args=["meetings.agenda_item", str(gone.pk)])
    assert client.get(history).status_code == 403


def test_what_never_was_there_is_not_found(as_user, gone, secretariat):
    other = MeetingFactory.create(convened=True, body=gone.meeting.body)
    client = as_user(secretariat)
    elsewhere = reverse("meetings:agenda_edit", args=[other.slug, gone.pk])
    never = reverse("writing:revision_list", args=["meetings.agenda_item", "987654321"])

    assert client.get(elsewhere).status_code == 404
    assert client.get(never).status_code == 404


def test_who_is_no_staff_reads_that_the_secretariat_took_it_off(as_user, gone, chair):
    answer = as_user(chair).post(url_of(gone), {"title": "Other title"})

    _status, _address, [said], _clause = told_by(answer)
    assert said.startswith("The secretariat took this item off the agenda meanwhile, on ")
    assert " UTC. It can be brought back" in said


def test_whom_it_is_named_after_on_the_page_depends_on_the_reader(
    as_user, gone, chair, secretariat, second_officer
):
    url = gone.meeting.get_absolute_url()

    for_the_chair = as_user(chair).get(url).content.decode()
    for_staff = as_user(secretariat).get(url).content.decode()

    assert "Taken off by the secretariat on" in for_the_chair
    assert f"Taken off by {second_officer.name} on" in for_staff


def test_what_nothing_was_kept_of_is_not_said_to_come_back(as_user, gone, secretariat):
    never_kept(Revision.objects.filter(kind=removed_items.KIND))
    client = as_user(secretariat)
    history = reverse("writing:revision_list", args=["meetings.agenda_item", str(gone.pk)])

    assert client.get(url_of(gone)).status_code == 404
    assert client.get(history).status_code == 404
