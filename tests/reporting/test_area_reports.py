"""The lead reports to UNEP for the area; acceptance publishes (B7-5 to B7-9, A1-6b-vi)."""

import re
from html import unescape

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from gmp_portal.ui.paging import PER_PAGE
from gmp_portal.workflow import InvalidTransitionError
from reporting.actions import area_reports
from reporting.assembly import tables
from reporting.models import AreaReport, ReportingCycle
from tests.factories.areas import (
    AreaFactory,
    IndicatorFactory,
    PlanFactory,
    advance,
    lead_of,
)
from tests.factories.partners import RepresentativeFactory
from tests.factories.reporting import (
    AreaReportFactory,
    ContributionFactory,
    CycleFactory,
    ProgressReportFactory,
    ReportedActivityFactory,
    move,
)
from tests.reading import reading

Status = AreaReport.Status
EMPTY = {"indicators-TOTAL_FORMS": 0, "indicators-INITIAL_FORMS": 0}


@pytest.fixture
def area():
    return AreaFactory.create()


@pytest.fixture
def lead(area):
    return lead_of(area)


@pytest.fixture
def report(area):
    return AreaReportFactory.create(area=area)


def typed(**changes):
    return EMPTY | {
        "language": "fr",
        "highlights": "Trois laboratoires.",
        "effectiveness": "Les formations ont atteint leur public.",
        "rating": "on_track",
    } | changes  # fmt: skip


def test_the_lead_starts_the_report_against_the_published_plan(area, lead, as_user):
    plan = PlanFactory.create(area=area, status="published")
    cycle = CycleFactory.create()

    response = as_user(lead).post(
        reverse("reporting:area_report_start", args=[cycle.slug, area.slug])
    )

    report = AreaReport.objects.get()
    assert response.url == reverse("reporting:area_report_edit", args=[report.pk])
    assert report.plan == plan


def test_the_newest_published_plan_of_the_area_is_reported_on(area, lead):
    PlanFactory.create(area=area, number=1, status="superseded")
    plan = PlanFactory.create(area=area, number=2, status="published")
    PlanFactory.create(area=area, number=3)
    PlanFactory.create(number=4, status="published")

    report = area_reports.start(CycleFactory.create(), area, by=lead)

    assert report.plan == plan


def test_what_was_submitted_is_not_submitted_again_in_a_closed_cycle(report, lead):
    move(report, "submitted")
    ReportingCycle.objects.update(status="closed")

    with pytest.raises(InvalidTransitionError):
        area_reports.submit(report, by=lead)


def test_only_a_lead_starts_it(area, person, secretariat, as_user):
    """A1-6b-vi: not even UNEP reports for the area."""
    url = reverse(
        "reporting:area_report_start", args=[CycleFactory.create().slug, area.slug]
    )

    assert [as_user(user).post(url).status_code for user in (person, secretariat)] == [
        403,
        403,
    ]


def test_the_lead_writes_and_values_of_indicators_are_kept(area, lead, as_user):
    plan = PlanFactory.create(area=area, complete=True)
    first = plan.indicators.get()
    second = IndicatorFactory.create(plan=plan, name="Second indicator")
    advance(plan, "published")
    report = area_reports.start(CycleFactory.create(), area, by=lead)
    values = {
        "indicators-TOTAL_FORMS": 2,
        "indicators-INITIAL_FORMS": 2,
        "indicators-0-indicator": first.pk,
        "indicators-0-actual": "31",
        "indicators-0-note": "Two countries missing",
        "indicators-1-indicator": second.pk,
        "indicators-1-actual": "",
    }

    as_user(lead).post(
        reverse("reporting:area_report_edit", args=[report.pk]), typed() | values
    )

    report.refresh_from_db()
    rows = tables.of_area(report).indicators
    assert report.language == "fr"
    assert [(row.name, actual, note) for row, actual, note in rows] == [
        (first.name, "31", "Two countries missing"),
        ("Second indicator", "", ""),
    ]


def test_a_value_for_an_indicator_of_another_plan_is_left_out(area, lead, as_user):
    PlanFactory.create(area=area, status="published")
    foreign = IndicatorFactory.create(plan=PlanFactory.create())
    report = area_reports.start(CycleFactory.create(), area, by=lead)
    values = {
        "indicators-TOTAL_FORMS": 1,
        "indicators-INITIAL_FORMS": 1,
        "indicators-0-indicator": foreign.pk,
        "indicators-0-actual": "31",
    }

    as_user(lead).post(
        reverse("reporting:area_report_edit", args=[report.pk]), typed() | values
    )

    assert not report.indicator_values.exists()


def test_an_indicator_without_value_is_shown_as_not_reported(area, client):
    """B7-7: what is missing is named."""
    plan = PlanFactory.create(area=area, status="published")
    report = AreaReportFactory.create(area=area, plan=plan, state="accepted")

    assert "not reported" in client.get(report.get_absolute_url()).content.decode()


def test_without_a_word_on_effectiveness_it_is_not_submitted(report, lead, as_user):
    """B7-6: narrative and rating are mandatory at submission, not in a draft."""
    url = reverse("reporting:area_report_submit", args=[report.pk])
    AreaReport.objects.filter(pk=report.pk).update(effectiveness="  ")
    without_words = as_user(lead).post(url)
    AreaReport.objects.filter(pk=report.pk).update(effectiveness="Good.", rating="")
    without_rating = as_user(lead).post(url)

    report.refresh_from_db()
    assert (without_words.status_code, without_rating.status_code) == (422, 422)
    assert "B7-6" in without_words.content.decode()
    assert report.status == Status.DRAFT


def test_the_database_holds_no_submitted_report_without_effectiveness(report):
    """B7-6, by direct SQL."""
    report = move(report, "submitted")

    with (
        pytest.raises(IntegrityError, match="area_report_assesses_effectiveness"),
        transaction.atomic(),
    ):
        AreaReport.objects.filter(pk=report.pk).update(effectiveness="")


def test_acceptance_publishes_in_the_same_step(report, lead, secretariat, client, as_user):
    """B7-9: nothing is accepted and not public."""
    as_user(lead).post(reverse("reporting:area_report_submit", args=[report.pk]))
    hidden = client.get(report.get_absolute_url()).status_code

    url = reverse("reporting:area_report_accept", args=[report.pk])
    as_user(secretariat).post(url, reading(report))

    assert hidden == 404
    assert client.get(report.get_absolute_url()).status_code == 200


def test_unep_returns_it_with_a_question(report, lead, secretariat, as_user):
    area_reports.submit(report, by=lead)

    as_user(secretariat).post(
        reverse("reporting:area_report_send_back", args=[report.pk]),
        {"reason": "Which laboratories?"},
    )

    report.refresh_from_db()
    page = as_user(lead).get(reverse("reporting:area_report_edit", args=[report.pk]))
    assert report.status == Status.RETURNED
    assert "Which laboratories?" in page.content.decode()
    area_reports.submit(report, by=lead)
    area_reports.accept(report, by=secretariat)
    assert report.status == Status.ACCEPTED


@pytest.mark.parametrize(
    "name", ["area_report_edit", "area_report_autosave", "area_report_submit"]
)
def test_only_leads_of_the_area_write_and_submit(report, secretariat, as_user, name):
    other_lead = lead_of(AreaFactory.create())
    member = RepresentativeFactory.create().person
    move(report, "returned")
    url = reverse(f"reporting:{name}", args=[report.pk])

    answers = [
        as_user(user).post(url, typed()).status_code
        for user in (other_lead, member, secretariat)
    ]

    assert answers == [404, 404, 403]


@pytest.mark.parametrize("name", ["area_report_accept", "area_report_send_back"])
def test_only_the_secretariat_judges(report, lead, person, as_user, name):
    area_reports.submit(report, by=lead)
    url = reverse(f"reporting:{name}", args=[report.pk])

    answers = [
        as_user(user).post(url, {"reason": "Why?"}).status_code for user in (lead, person)
    ]

    assert answers == [403, 404]


def test_the_tables_are_made_from_accepted_reports_alone(area, report):
    """B7-5: the table is a query; sums in different currencies are never mixed."""
    accepted = ProgressReportFactory.create(area=area, cycle=report.cycle)
    ContributionFactory.create(report=accepted, amount=100, currency="USD")
    ContributionFactory.create(report=accepted, amount=250, currency="USD")
    ContributionFactory.create(report=accepted, amount=70, currency="EUR")
    move(accepted, "accepted")
    draft = ProgressReportFactory.create(area=area, cycle=report.cycle)
    ReportedActivityFactory.create(report=draft, activity__title="Not accepted")

    made = tables.of_area(report)

    assert [row.report for row in made.activities] == [accepted]
    assert [(code, int(total)) for code, total in made.totals] == [
        ("EUR", 70),
        ("USD", 350),
    ]


def test_of_many_activities_and_gifts_the_rest_is_on_the_next_page(
    area, report, lead, as_user
):
    accepted = ProgressReportFactory.create(area=area, cycle=report.cycle, rows=0)
    for number in range(10, 10 + PER_PAGE + 2):
        title = f"Example training {number}x"
        ReportedActivityFactory.create(
            report=accepted, activity__title=title, position=number
        )
        ContributionFactory.create(
            report=accepted, kind="in_kind", description=f"Example gift {number}x"
        )
    move(accepted, "accepted")
    browser = as_user(lead)
    url = report.get_absolute_url()

    first = unescape(browser.get(url).content.decode())
    form = unescape(
        browser.get(
            reverse("reporting:area_report_edit", args=[report.pk])
        ).content.decode()
    )
    onward = [
        re.search(rf'href="([^"]+)#{place}">Next page', first)[1]
        for place in ("reported", "in-kind")
    ]
    more_activities, more_gifts = (browser.get(each).content.decode() for each in onward)

    numbers = [str(number) for number in range(10, 10 + PER_PAGE + 2)]
    for page in (first, form):
        assert re.findall(r"Example training (\d+)x", page) == numbers[:-2]
        assert re.findall(r"Example gift (\d+)x", page) == numbers[:-2]
    assert re.findall(r"Example training (\d+)x", more_activities) == numbers[-2:]
    assert re.findall(r"Example gift (\d+)x", more_gifts) == numbers[-2:]
    assert dict(tables.of_area(report).by_priority).popitem()[1] == len(numbers)
    assert form.count(f'href="{url}#reported"') == 2
    assert "Next page" not in form


def test_what_is_accepted_later_does_not_change_a_report_that_was_handed_in(
    area, report, lead
):
    area_reports.submit(report, by=lead)

    ProgressReportFactory.create(area=area, cycle=report.cycle, state="accepted")

    assert not tables.of_area(report).activities


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_takes_the_same_queries_however_much_was_reported(
    area, report, client, django_assert_max_num_queries, number
):
    for _each in range(number):
        row = ProgressReportFactory.create(area=area, cycle=report.cycle, rows=number)
        ContributionFactory.create(report=row)
        move(row, "accepted")
    move(report, "accepted")
    client.get(report.get_absolute_url())

    with django_assert_max_num_queries(12):
        client.get(report.get_absolute_url())
