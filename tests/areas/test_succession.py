"""Who comes after the leads of an area, and when nobody leads it (A1-4b-vi, R-74)."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from areas import worklist
from areas.models.terms import designation
from areas.reading import successions
from gmp_portal.accounts.models.terms import days
from gmp_portal.meetings.actions import decisions
from tests.factories.accounts import UserFactory
from tests.factories.areas import (
    AreaFactory,
    LeadTermFactory,
    PlanFactory,
    adopted_decision,
    lead_of,
    member_of,
)

pytestmark = pytest.mark.django_db
TERM = days(date(2025, 3, 1), date(2027, 2, 28))
DAY = date(2026, 6, 15)


@pytest.fixture(autouse=True)
def summer():
    with time_machine.travel("2026-06-15 08:00", tick=False):
        yield


def address(area):
    return reverse("areas:area_succession", args=[area.slug])


def read(client, area):
    answer = client.get(address(area))
    assert answer.status_code == 200
    return answer


def words(answer):
    return " ".join(html.fromstring(answer.text).text_content().split())


def free(*periods):
    """The gaps between these terms, from the day of the test on."""
    near = DAY + timedelta(days=180)
    return [
        (gap.first_on, gap.last_on, gap.is_near)
        for gap in successions.gaps(periods, DAY, near)
    ]


# Days without a lead --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        ([], [(DAY, None, True)]),
        ([days(date(2025, 1, 1), None)], []),
        ([TERM], [(date(2027, 3, 1), None, False)]),
        ([days(date(2025, 1, 1), DAY)], [(date(2026, 6, 16), None, True)]),
        (
            [
                days(date(2026, 9, 1), date(2028, 8, 31)),
                days(date(2025, 1, 1), date(2026, 7, 31)),
            ],
            [(date(2026, 8, 1), date(2026, 8, 31), True), (date(2028, 9, 1), None, False)],
        ),
        (
            [
                days(date(2025, 1, 1), date(2026, 7, 31)),
                days(date(2026, 8, 1), date(2028, 7, 31)),
            ],
            [(date(2028, 8, 1), None, False)],
        ),
        # Of two co-leads the one who stays longer leads on.
        (
            [TERM, days(date(2025, 1, 1), date(2026, 7, 31))],
            [(date(2027, 3, 1), None, False)],
        ),
    ],
)
def test_days_on_which_nobody_leads_are_found(periods, expected):
    assert free(*periods) == expected


def test_the_page_warns_before_nobody_leads(as_user):
    area = AreaFactory.create()
    LeadTermFactory.create(area=area, period=days(date(2024, 9, 1), date(2026, 8, 31)))
    reader = as_user(member_of(area))

    page = words(read(reader, area))

    assert "Soon nobody leads the area" in page
    assert "From 1 September 2026 nobody leads the area" in page
    assert "77 days are left." in page


def test_long_before_the_end_there_is_no_warning(as_user):
    area = AreaFactory.create()
    LeadTermFactory.create(area=area, period=TERM)

    page = words(read(as_user(member_of(area)), area))

    assert "Soon nobody" not in page
    assert "The area is led until 28 February 2027." in page


def test_an_area_without_a_lead_says_so(as_user):
    area = AreaFactory.create()

    page = words(read(as_user(member_of(area)), area))

    assert "Nobody leads the area today" in page
    assert "No term runs today." in page


def test_the_days_on_which_people_are_still_reminded_stand_beside_the_term(as_user):
    """R-61."""
    area = AreaFactory.create()
    LeadTermFactory.create(area=area, period=TERM)

    [ending] = read(as_user(member_of(area)), area).context["endings"]

    last = date(2027, 2, 28)
    assert ending.reminded_on == [last - timedelta(days=each) for each in (180, 90, 30)]


def test_what_an_interim_lead_may_do_is_said(as_user):
    area = AreaFactory.create()
    term = LeadTermFactory.create(area=area, interim=True, period=TERM)

    page = words(read(as_user(term.person), area))

    assert f"{term.person} leads the area until a lead begins." in page
    assert "An interim lead does what a lead does" in page


# The next lead --------------------------------------------------------------------------


def test_who_is_proposed_and_who_is_agreed_on_stand_there(as_user):
    area = AreaFactory.create()
    lead, drafted, agreed = lead_of(area), member_of(area), member_of(area)
    proposed = decisions.draft_once(
        area.body,
        title="A sample lead",
        text="Agreed.",
        language="en",
        about=designation(area, drafted),
        by=lead,
    )
    adopted = adopted_decision(area.body, about=designation(area, agreed))
    adopted_decision(area.body)
    elsewhere = AreaFactory.create()
    adopted_decision(elsewhere.body, about=designation(elsewhere, agreed))

    page = read(as_user(lead), area)

    assert list(page.context["under_way"]) == [proposed]
    assert list(page.context["adopted"]) == [adopted]
    assert page.context["candidates"] == 3


def test_a_decision_that_carries_a_term_is_not_waiting(as_user):
    area, person = AreaFactory.create(), UserFactory.create()
    decision = adopted_decision(area.body, about=designation(area, person))
    LeadTermFactory.create(
        area=area, person=person, decision=decision, recorded_reason="", period=TERM
    )

    page = read(as_user(member_of(area)), area)

    assert list(page.context["adopted"]) == []


def test_each_is_offered_the_step_that_is_theirs(as_user, secretariat):
    area = AreaFactory.create()
    draft = reverse("areas:lead_draft_decision", args=[area.slug])
    designate = reverse("areas:lead_designate", args=[area.slug])
    readers = [as_user(lead_of(area)), as_user(member_of(area)), as_user(secretariat)]

    pages = [read(reader, area).text for reader in readers]

    assert [draft in page for page in pages] == [True, False, True]
    assert [designate in page for page in pages] == [True, True, True]
    assert "Tell the leads or the secretariat whom you propose" in pages[1]


# Who reads it, and who is led there -----------------------------------------------------


def test_strangers_and_visitors_do_not_read_it(client, as_user):
    """A1-6a-v."""
    area, other = AreaFactory.create(), AreaFactory.create()

    refused = as_user(lead_of(other)).get(address(area))
    visitor = client.get(address(area))

    assert refused.status_code == 403
    assert visitor.status_code == 302


def test_the_page_of_the_area_leads_there_whoever_may_read_it(client, as_user):
    area = AreaFactory.create()
    readers = [client, as_user(member_of(area)), as_user(lead_of(AreaFactory.create()))]

    pages = [reader.get(area.get_absolute_url()).text for reader in readers]

    assert [address(area) in page for page in pages] == [False, True, False]


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (date(2026, 6, 14), [("No lead", "")]),
        (
            date(2026, 12, 11),
            [("Soon no lead", "From 12 December 2026 nobody leads the area.")],
        ),
        (date(2026, 12, 12), []),
    ],
)
def test_the_desk_is_told_in_the_days_of_the_rule(last, expected):
    """R-74."""
    plan = PlanFactory.create(status="published")
    plan.area.lead_terms.update(period=days(date(2025, 1, 1), last))

    tasks, _donors = worklist.desk_queue().values()

    assert [(task.state, task.note) for task in tasks] == expected
    assert {task.url for task in tasks} <= {address(plan.area)}


def test_whoever_leads_is_led_there_from_the_own_work():
    area = AreaFactory.create()
    term = LeadTermFactory.create(
        area=area, period=days(date(2024, 9, 1), date(2026, 8, 31))
    )

    urls = [task.url for task in worklist.waiting_for(term.person)]

    assert address(area) in urls


def test_the_page_takes_the_same_queries_for_one_decision_and_for_three(as_user):
    area = AreaFactory.create()
    reader = as_user(lead_of(area))

    def propose():
        about = designation(area, member_of(area))
        return adopted_decision(area.body, about=about)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            read(reader, area)
        return len(captured)

    propose()
    queries()
    for_one = queries()
    propose()
    propose()

    assert queries() == for_one <= 15
