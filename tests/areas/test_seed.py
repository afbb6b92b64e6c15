"""The eight areas are data, loaded as often as one likes (P-2)."""

import pytest

from areas import seed, worklist
from areas.models import PartnershipArea
from gmp_portal import rulebook
from gmp_portal.meetings import worklist as meetings
from gmp_portal.meetings.models import Body
from tests.factories.areas import (
    AreaFactory,
    LeadTermFactory,
    PlanFactory,
    lead_of,
)

pytestmark = pytest.mark.django_db


def test_eight_areas_with_their_bodies():
    created, again = seed.load(), seed.load()

    assert (created, again) == (8, 0)
    assert Body.objects.filter(kind="area").count() == 8
    assert PartnershipArea.objects.get(slug="asgm").names["zh"] == "手工和小规模采金"


def test_leads_on_record_become_no_terms():
    seed.load()

    area = PartnershipArea.objects.get(slug="cement")
    assert "2011" in area.leads_on_record
    assert area.leads_source
    assert not area.lead_terms.exists()


def test_a_later_change_survives_the_next_load():
    seed.load()
    PartnershipArea.objects.filter(slug="asgm").update(objective="Changed")

    seed.load()

    assert PartnershipArea.objects.get(slug="asgm").objective == "Changed"


# Worklists -----------------------------------------------------------------------------


def test_a_lead_is_told_which_sections_are_not_ready():
    area = AreaFactory.create()
    person = lead_of(area)
    PlanFactory.create(area=area)

    notes = [str(task.note) for task in worklist.waiting_for(person)]

    assert "6 sections are not ready: I, II, III, IV, VI, VIII." in notes


def test_the_desk_lists_areas_that_lack_something():
    area = AreaFactory.create()
    PlanFactory.create(area=area, status="published")
    empty = AreaFactory.create()

    led = AreaFactory.create()
    lead_of(led)

    lacking, _donors = worklist.desk_queue().values()

    assert {task.url: (str(task.title), task.state) for task in lacking} == {
        f"{empty.get_absolute_url()}succession/": (empty.name, "No lead, no plan"),
        f"{led.get_absolute_url()}#plans": (led.name, "No plan in force"),
    }


def test_an_area_that_has_not_met_stands_on_the_desk_once():
    area = AreaFactory.create()

    waiting = [
        str(task.title)
        for tasks in (*worklist.desk_queue().values(), *meetings.desk_queue().values())
        for task in tasks
        if task.state == "No meeting this year"
    ]

    assert waiting.count(f"Meeting to plan: {area.name}") == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_worklist_takes_the_same_queries(django_assert_num_queries, count):
    person = lead_of(AreaFactory.create())
    partner = person.representatives.get().partner
    for _ in range(count):
        term = LeadTermFactory.create(person=person, partner=partner)
        PlanFactory.create(area=term.area, complete=True)

    with rulebook.read_once(), django_assert_num_queries(3):
        worklist.waiting_for(person)


@pytest.mark.parametrize("count", [1, 3])
def test_the_desk_takes_one_query(django_assert_num_queries, count):
    AreaFactory.create_batch(count)

    with rulebook.read_once(), django_assert_num_queries(1):
        worklist.desk_queue()
