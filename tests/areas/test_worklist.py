"""What waits for leads and partners of areas, for whom exactly, and until when."""

from datetime import date, timedelta

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from areas import worklist
from areas.actions import plans
from areas.models import PlanVersion
from gmp_portal.accounts.models.terms import days, today
from gmp_portal.meetings.actions import positions
from gmp_portal.website.reading import worklists
from tests.factories.areas import (
    AreaFactory,
    LeadTermFactory,
    MembershipFactory,
    PlanFactory,
    member_of,
)
from tests.factories.partners import RepresentativeFactory

pytestmark = pytest.mark.django_db


def urls(person):
    return [task.url for task in worklist.waiting_for(person)]


def asked(plan):
    """The plan put before its area, and where one takes a position on it."""
    decision = plans.send(plan, by=plan.area.lead_terms.get().person)
    return reverse("meetings:decision_position", args=[decision.slug])


def test_partners_of_today_are_told_once_what_the_area_asks_and_may_say_it():
    """A1-4b-iii."""
    plan = PlanFactory.create(complete=True)
    voice, stranger = member_of(plan.area), member_of(AreaFactory.create())
    left = MembershipFactory.create(area=plan.area, until=date(2025, 1, 1))
    former = RepresentativeFactory.create(partner=left.partner).person
    url = asked(plan)

    [task] = worklists.waiting_for(voice)

    assert task.url == url
    assert plan.area.name in task.title
    assert worklists.waiting_for(stranger) == worklists.waiting_for(former) == []


def test_who_has_taken_a_position_on_the_plan_is_asked_no_more():
    plan = PlanFactory.create(complete=True)
    voice = member_of(plan.area)
    asked(plan)

    positions.take_position(plan.consensus_decision, by=voice)

    assert worklists.waiting_for(voice) == []


def test_the_page_of_the_plan_leads_those_who_have_a_voice_to_it(as_user, secretariat):
    plan = PlanFactory.create(complete=True)
    voice = member_of(plan.area)
    url = asked(plan)
    late = member_of(plan.area)

    shown = [
        url in as_user(reader).get(plan.get_absolute_url()).content.decode()
        for reader in (voice, late, secretariat)
    ]

    assert shown == [True, False, False]


def test_a_decision_that_ended_waits_for_nobody():
    plan = PlanFactory.create(status="agreed")

    assert worklists.waiting_for(member_of(plan.area)) == []


@pytest.mark.parametrize(("left", "told"), [(179, True), (180, False)])
def test_a_lead_is_told_half_a_year_before_the_term_ends(left, told):
    """A1-4b-vi."""
    period = days(today() - timedelta(days=100), today() + timedelta(days=left))
    term = LeadTermFactory.create(period=period)

    succession = reverse("areas:area_succession", args=[term.area.slug])
    assert (succession in urls(term.person)) is told


def test_a_lead_is_told_of_the_own_area_only():
    term = LeadTermFactory.create()
    own = PlanFactory.create(area=term.area)
    PlanFactory.create()

    assert urls(term.person) == [own.get_absolute_url()]


@pytest.mark.parametrize(
    ("status", "note"),
    [
        ("agreed", "Submit the plan to the Advisory Group"),
        ("in_consensus", "asked for its agreement"),
        ("draft", "Put the plan before the area"),
    ],
)
def test_a_lead_is_told_the_next_step(status, note):
    plan = PlanFactory.create(status=status, complete=True)
    lead = plan.area.lead_terms.get().person

    [task] = [
        task for task in worklist.waiting_for(lead) if task.url == plan.get_absolute_url()
    ][:1]

    assert note in str(task.note)


@pytest.mark.parametrize(("late", "told"), [(1, True), (0, False)])
def test_a_review_is_overdue_from_the_day_after(late, told):
    """B4-3."""
    plan = PlanFactory.create(status="published")

    with time_machine.travel(plan.next_review_on + timedelta(days=late), tick=False):
        assert PlanVersion.objects.review_overdue().exists() is told


def test_an_earlier_version_is_reviewed_no_more():
    PlanFactory.create(status="superseded")

    with time_machine.travel("2040-01-01", tick=False):
        assert not PlanVersion.objects.review_overdue().exists()


# Who sees which versions -----------------------------------------------------------------


def test_drafts_are_seen_by_the_area_of_today_and_the_secretariat(person, secretariat):
    area = AreaFactory.create()
    public = PlanFactory.create(area=area, status="published")
    draft = PlanFactory.create(area=area, number=2)
    lead = LeadTermFactory.create(area=area, interim=True).person
    former = LeadTermFactory.create(
        area=area, period=days(date(2020, 1, 1), date(2020, 12, 31))
    ).person
    left = MembershipFactory.create(area=area, until=date(2025, 1, 1))
    former_member = RepresentativeFactory.create(partner=left.partner).person

    def seen(reader):
        return set(PlanVersion.objects.visible_to(reader).filter(area=area))

    for reader in (lead, member_of(area), secretariat):
        assert seen(reader) == {public, draft}
    for reader in (person, former, former_member, AnonymousUser()):
        assert seen(reader) == {public}


def test_what_lies_before_the_advisory_group_is_seen_by_whoever_signed_in(person):
    plan = PlanFactory.create(status="under_review")

    assert PlanVersion.objects.visible_to(person).get() == plan
    assert not PlanVersion.objects.visible_to(AnonymousUser()).exists()
