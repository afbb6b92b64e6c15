"""The page of an area: where its plan stands, who works in it, and what happened when."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from areas.reading import gauges, plan_board
from gmp_portal import rounds
from gmp_portal.accounts.models.terms import today
from reporting.models import IndicatorValue
from tests.factories.areas import (
    AreaFactory,
    EffortFactory,
    IndicatorFactory,
    LeadTermFactory,
    MembershipFactory,
    ObjectiveFactory,
    PlanFactory,
    adopted_decision,
    advance,
    member_of,
)
from tests.factories.meetings import MeetingFactory
from tests.factories.reference import CountryFactory
from tests.factories.reporting import AreaReportFactory, move

pytestmark = pytest.mark.django_db


def read(client, area, query=""):
    """The words of the page, on one line."""
    page = client.get(area.get_absolute_url() + query).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def measured(*, baseline="22", target="60", unit="per cent", actual="", state="accepted"):
    """A published plan with one indicator of its own, and perhaps what it reached."""
    plan = PlanFactory.create()
    indicator = IndicatorFactory.create(
        plan=plan,
        objective=ObjectiveFactory.create(plan=plan),
        name="Example mines",
        unit=unit,
        baseline=baseline,
        target=target,
    )
    advance(plan, "published")
    if actual:
        report = AreaReportFactory.create(area=plan.area, plan=plan)
        IndicatorValue.objects.create(report=report, indicator=indicator, actual=actual)
        move(report, state)
    return plan


# The plan -------------------------------------------------------------------------------


def test_the_band_says_five_facts(client):
    area = AreaFactory.create(convention_articles=[3, 10])
    LeadTermFactory.create(area=area, person__name="Leading Sample")
    PlanFactory.create(area=area, status="published")

    words = read(client, area)

    for fact in ("Since 2005", "Articles 3, 10", "Leading Sample", "Partners 1"):
        assert fact in words
    assert "Plan 2026–2027 in force" in words


def test_an_indicator_stands_between_baseline_and_target(client):
    plan = measured(actual="31")

    words = read(client, plan.area)

    assert "31 of 60 per cent" in words
    assert "24 per cent of the way from 22 to 60." in words


def test_an_indicator_of_which_nothing_is_reported_says_so(client):
    plan = measured()

    words = read(client, plan.area)

    assert "Baseline 22, target 60. Nothing is reported yet." in words


@pytest.mark.parametrize("state", ["draft", "submitted", "returned"])
def test_what_is_not_accepted_moves_no_bar(client, state):
    """B7-9."""
    plan = measured(actual="31", state=state)

    words = read(client, plan.area)

    assert "31 of 60" not in words
    assert "Nothing is reported yet." in words


@pytest.mark.parametrize(
    ("actual", "sentence"),
    [
        ("60", "The target of 60 is reached; the baseline was 22."),
        ("59.9", "99 per cent of the way from 22 to 60."),
        ("21.9", "Further from the target of 60 than the baseline of 22."),
        ("2", "Further from the target of 60 than the baseline of 22."),
        ("a third of them", "Baseline 22, now a third of them, target 60."),
    ],
)
def test_the_sentence_fits_what_was_reached(client, actual, sentence):
    plan = measured(actual=actual)

    assert sentence in read(client, plan.area)


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [
        ("60", "", 60),
        ("60 per cent", "per cent", 60),
        ("45 %", "", 45),
        ("1,000,000", "", 1000000),
        ("1,000", "", None),
        ("a third", "", None),
        ("-3", "", None),
        ("", "", None),
    ],
)
def test_a_value_is_a_number_where_it_has_one_reading(text, unit, number):
    assert gauges.number(text, unit) == number


def test_totals_never_mix_currencies(client):
    """A2-IV-3."""
    plan = PlanFactory.create()
    for cost, currency in ((1000, "USD"), (500, "USD"), (700, "EUR"), (None, "")):
        EffortFactory.create(plan=plan, cost=cost, currency=currency)
    advance(plan, "published")

    board = rounds.read(plan_board.of(plan))
    words = read(client, plan.area)

    assert board.totals == [("USD", Decimal(1500)), ("EUR", Decimal(700))]
    assert "USD 1,500 · EUR 700" in words
    assert "2,200" not in words


@pytest.mark.parametrize(
    ("first", "last", "begins", "width"),
    [
        (date(2026, 1, 1), date(2027, 12, 31), 0, 100),
        (date(2026, 4, 1), date(2026, 9, 30), 12.5, 25),
        (date(2025, 1, 1), date(2026, 2, 1), 0, 12.5),
        (date(2027, 10, 1), date(2031, 1, 1), 87.5, 12.5),
        (date(2030, 1, 1), date(2031, 1, 1), None, None),
        (date(2024, 1, 1), date(2025, 12, 31), None, None),
        (None, None, None, None),
    ],
)
def test_an_effort_takes_its_quarters_of_the_plan(first, last, begins, width):
    plan = PlanFactory.create()
    EffortFactory.create(plan=plan, starts_on=first, ends_on=last)

    (span,) = rounds.read(plan_board.of(plan)).spans

    assert (span.begins, span.width) == (begins, width)


def test_what_does_not_fit_stands_in_the_plan(client):
    plan = PlanFactory.create()
    EffortFactory.create_batch(plan_board.SHOWN + 2, plan=plan)
    advance(plan, "published")

    words = read(client, plan.area)

    assert words.count("40 laboratories") == plan_board.SHOWN
    assert f"All {plan_board.SHOWN + 2} efforts" in words


def test_an_area_without_a_plan_says_so_in_a_sentence(client):
    page = client.get(AreaFactory.create().get_absolute_url()).content.decode()

    assert "No plan is in force." in page
    assert 'id="plans-heading"' not in page
    assert 'href="#plans"' not in page
    assert 'id="documents"' not in page


def test_a_draft_is_no_plan_for_visitors(client, as_user):
    plan = PlanFactory.create(complete=True)

    public = client.get(plan.area.get_absolute_url()).content.decode()
    partner = as_user(member_of(plan.area)).get(plan.area.get_absolute_url())

    assert plan.title not in public
    assert plan.title in partner.content.decode()


# Partners -------------------------------------------------------------------------------


def test_partners_are_dots_on_the_map_but_those_without_a_country(client):
    area = AreaFactory.create()
    ghana = CountryFactory.create(iso2="GH")
    for country in (ghana, ghana, None):
        MembershipFactory.create(area=area, partner__country=country)

    page = client.get(area.get_absolute_url()).content.decode()

    assert page.count("<circle") - page.partition("<main")[0].count("<circle") > 0
    assert "1 country" in read(client, area)
    assert "1 partner has no country on record and is not on the map." in read(client, area)


def test_of_many_partners_the_first_are_named_and_all_are_counted(client):
    area = AreaFactory.create()
    MembershipFactory.create_batch(30, area=area)

    response = client.get(area.get_absolute_url())

    assert len(response.context["partners"]) == 24
    assert "30 partners" in response.content.decode()
    assert (
        reverse("partners:partner_list") + f"?area={area.slug}" in response.content.decode()
    )


# The timeline ---------------------------------------------------------------------------


def test_the_timeline_shows_six_entries_and_counts_all(client):
    area = AreaFactory.create()
    for days in range(8):
        MeetingFactory.create(
            body=area.body, held=True, starts_on=today() - timedelta(days=days + 1)
        )
    coming = MeetingFactory.create(body=area.body, convened=True)

    response = client.get(area.get_absolute_url())

    assert len(response.context["moments"]) == 6
    assert response.context["moments"][0].title == coming.title
    assert response.context["moments"][0].state == "next"
    assert "All 10 entries" in response.content.decode()


def test_decisions_and_reports_stand_in_the_timeline_once_they_are_public(client):
    area = AreaFactory.create()
    decision = adopted_decision(area.body)
    AreaReportFactory.create(area=area, state="accepted", cycle__name="Example cycle A")
    AreaReportFactory.create(area=area, state="submitted", cycle__name="Example cycle B")

    words = read(client, area)

    assert decision.symbol in words
    assert "Report of the area, Example cycle A" in words
    assert "Example cycle B" not in words


def test_who_led_on_a_day_is_answered_in_the_panel_of_the_leads(client):
    term = LeadTermFactory.create()
    day = term.starts_on.isoformat()

    page = client.get(f"{term.area.get_absolute_url()}?on={day}").content.decode()

    _before, _at, panel = page.partition('id="leads"')
    assert "the area was led by:" in panel
    assert str(term.person) in panel


# All of them ----------------------------------------------------------------------------


def test_the_areas_are_compared(client):
    plan = PlanFactory.create()
    EffortFactory.create_batch(2, plan=plan)
    advance(plan, "published")
    meeting = MeetingFactory.create(body=plan.area.body, held=True)
    AreaReportFactory.create(area=plan.area, state="accepted", cycle__name="Example cycle")

    response = client.get(reverse("areas:area_list"))
    row = next(row for row in response.context["areas"] if row.area == plan.area)

    assert (row.partners, row.efforts, row.plan) == (0, 2, plan)
    assert (row.met_on, row.met_at) == (meeting.starts_on, meeting.get_absolute_url())
    assert row.report.title == "Report of the area, Example cycle"
    assert "Compare the areas" in response.content.decode()
    assert "{{" not in response.content.decode()


def test_a_coming_meeting_is_not_the_last_one(client):
    area = AreaFactory.create()
    MeetingFactory.create(body=area.body, convened=True)

    (row,) = client.get(reverse("areas:area_list")).context["areas"]

    assert (row.met_on, row.met_at) == (None, "")
