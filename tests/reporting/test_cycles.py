"""A cycle asks for reports with free dates and shows who has answered (B7-1, B7-2, R-09)."""

import re
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from gmp_portal import rounds
from gmp_portal.ledger.models import Entry
from gmp_portal.notifications.models import Message
from gmp_portal.ui import paging
from partners.models import Partner
from reporting.actions import cycles
from reporting.models import ReportForm, ReportingCycle
from reporting.reading import coverage
from reporting.reading.coverage import Standing
from tests.factories.areas import AreaFactory, MembershipFactory, lead_of, member_of
from tests.factories.partners import PartnerFactory, RepresentativeFactory
from tests.factories.reporting import AreaReportFactory, CycleFactory, ProgressReportFactory

DATES = {
    "name": "2026–2027",
    "first_day": "2026-01-01",
    "last_day": "2027-12-31",
    "progress_due_on": "2028-02-15",
    "area_due_on": "2028-04-30",
}


@pytest.fixture
def _formats(db):
    CycleFactory.create(closed=True)


@pytest.mark.usefixtures("_formats")
def test_the_secretariat_opens_a_cycle_and_everybody_concerned_is_told(
    secretariat, as_user
):
    area = AreaFactory.create()
    lead, member = lead_of(area), member_of(area)

    response = as_user(secretariat).post(reverse("reporting:cycle_open"), DATES)

    cycle = ReportingCycle.objects.get(name="2026–2027")
    assert response.url == cycle.get_absolute_url()
    assert (cycle.first_day, cycle.last_day) == (date(2026, 1, 1), date(2027, 12, 31))
    told = set(Message.objects.values_list("recipient", "template"))
    assert {(lead.pk, "reporting/emails/cycle_opened_lead.txt")} <= told
    assert {(member.pk, "reporting/emails/cycle_opened.txt")} <= told
    assert Entry.objects.filter(kind="cycle.opened").count() == 1


@pytest.mark.usefixtures("_formats")
def test_people_of_a_partner_that_takes_no_part_now_hear_of_no_cycle(secretariat, as_user):
    member = member_of(AreaFactory.create())
    Partner.objects.represented_by(member).update(status=Partner.Status.INACTIVE)

    as_user(secretariat).post(reverse("reporting:cycle_open"), DATES)

    assert ReportingCycle.objects.filter(name="2026–2027").exists()
    assert not Message.objects.filter(recipient=member).exists()


@pytest.mark.usefixtures("_formats")
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("last_day", "2025-12-31"),
        ("area_due_on", "2028-02-14"),
        ("progress_due_on", "2025-01-01"),
        ("first_day", "31 of May"),
    ],
)
def test_wrong_dates_are_refused_with_what_was_typed(secretariat, as_user, field, value):
    response = as_user(secretariat).post(
        reverse("reporting:cycle_open"), DATES | {field: value}
    )

    assert response.status_code == 422
    assert value in response.content.decode()
    assert not ReportingCycle.objects.filter(name="2026–2027").exists()


@pytest.mark.usefixtures("_formats")
def test_a_stranger_opens_no_cycle(person, as_user):
    response = as_user(person).post(reverse("reporting:cycle_open"), DATES)

    assert response.status_code == 403


def test_no_cycle_opens_before_its_format_is_laid_down(secretariat, as_user):
    """B7-2: the questions asked are data with a version."""
    ReportForm.objects.all().delete()

    response = as_user(secretariat).post(reverse("reporting:cycle_open"), DATES)

    assert response.status_code == 422
    assert "reporting format" in response.content.decode()


def test_the_cycle_moves_on_by_the_secretariat_alone(secretariat, person, as_user):
    cycle = CycleFactory.create()
    assemble = reverse("reporting:cycle_begin_assembly", args=[cycle.slug])
    close = reverse("reporting:cycle_close", args=[cycle.slug])

    refused = as_user(person).post(assemble).status_code
    too_early = as_user(secretariat).post(close, follow=True)
    unchanged = ReportingCycle.objects.get(pk=cycle.pk).status
    as_user(secretariat).post(assemble)
    refused_again = as_user(person).post(close).status_code
    as_user(secretariat).post(close)

    cycle.refresh_from_db()
    assert (refused, refused_again) == (403, 403)
    assert too_early.redirect_chain == [(cycle.get_absolute_url(), 302)]
    said = "This is not possible while it stands at “Open for reports”."
    assert said in too_early.content.decode()
    assert (unchanged, cycle.status) == ("open", "closed")


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 4, 30), Standing.AWAITED),
        (date(2026, 5, 1), Standing.LATE),
        (date(2026, 5, 30), Standing.LATE),
        (date(2026, 5, 31), Standing.OVERDUE),
    ],
)
def test_a_missing_area_report_is_late_first_and_overdue_after_the_days_of_grace(
    db, today, expected
):
    """R-09: thirty days after the due date."""
    cycle = CycleFactory.create(area_due_on=date(2026, 4, 30))
    AreaFactory.create()

    [line] = coverage.of_cycle(cycle, today).areas

    assert line.standing == expected


def test_coverage_counts_what_came_in_and_lists_what_is_missing(db):
    cycle = CycleFactory.create(not_due=True)
    area = AreaFactory.create()
    accepted = ProgressReportFactory.create(cycle=cycle, area=area, state="accepted")
    nothing = ProgressReportFactory.create(
        cycle=cycle, area=area, nothing=True, state="submitted"
    )
    missing = RepresentativeFactory.create(
        partner=MembershipFactory.create(area=area).partner
    )
    nobody = MembershipFactory.create(area=area).partner

    found = coverage.of_cycle(cycle, date(2026, 11, 1))

    [line] = found.areas
    told = rounds.read(coverage.shown(line.partners)).values()
    by_partner = {row.partner: row.standing for row in told}
    assert by_partner == {
        accepted.partner: Standing.ACCEPTED,
        nothing.partner: Standing.RECEIVED,
        missing.partner: Standing.AWAITED,
        nobody: Standing.NOT_ASKED,
    }
    assert (found.received, found.expected, found.not_asked) == (2, 3, 1)


@pytest.mark.parametrize("number", [1, 3])
def test_coverage_takes_the_same_queries_however_many_areas_and_partners(
    db, django_assert_num_queries, number
):
    cycle = ProgressReportFactory.create(state="submitted").cycle
    for _each in range(number):
        area = AreaFactory.create()
        for _partner in range(number):
            partner = MembershipFactory.create(area=area).partner
            RepresentativeFactory.create(partner=partner)
            ProgressReportFactory.create(cycle=cycle, area=area)
        AreaReportFactory.create(cycle=cycle, area=area)

    with django_assert_num_queries(2):
        found = coverage.of_cycle(cycle, date(2026, 11, 1))

    assert len(found.areas) == number + 1


def test_of_many_partners_of_an_area_all_are_on_pages_of_their_own(client, db):
    cycle, area = CycleFactory.create(), AreaFactory.create()
    for number in range(10, 10 + paging.PER_PAGE + 2):
        name = f"Example Works {number}"
        MembershipFactory.create(area=area, partner__name=name)
    url, asked = cycle.get_absolute_url(), {"area": area.slug}

    overview = client.get(url).content.decode()
    first = client.get(url, asked).content.decode()
    second = client.get(url, asked | {"partners": 2}).content.decode()

    lists = [
        page.split('<h2 id="partners">')[1].split("</section>")[0]
        for page in (first, second)
    ]
    shown = [re.findall(r"Example Works (\d+)", part) for part in (overview, *lists)]
    numbers = [str(number) for number in range(10, 10 + paging.PER_PAGE + 2)]
    assert shown == [numbers[: coverage.SHOWN], numbers[:-2], numbers[-2:]]
    assert f'href="?area={area.slug}#partners"' in overview
    assert f"All {len(numbers)} partners" in overview
    assert f'<span class="cnt">{len(numbers)}</span>' in lists[0]


def test_of_many_own_reports_of_a_cycle_the_rest_is_on_the_next_page(as_user, db):
    cycle, partner = CycleFactory.create(), PartnerFactory.create()
    person = RepresentativeFactory.create(partner=partner).person
    areas = [
        MembershipFactory.create(partner=partner).area for _ in range(paging.PER_PAGE + 2)
    ]
    browser, url = as_user(person), cycle.get_absolute_url()

    pages = [browser.get(url, {"own": number}).content.decode() for number in (1, 2)]

    shown = [
        {area.pk for area in areas if f"/{partner.slug}/{area.slug}/" in page}
        for page in pages
    ]
    assert list(map(len, shown)) == [paging.PER_PAGE, 2]
    assert not shown[0] & shown[1]
    assert f"Your {paging.PER_PAGE + 2} reports in this cycle" in pages[0]


def test_a_report_filed_after_the_due_date_is_marked_late(db):
    report = ProgressReportFactory.create(state="accepted")

    [line] = coverage.of_cycle(report.cycle, date(2026, 11, 1)).areas

    assert [row.standing for row in line.partners] == [Standing.ACCEPTED_LATE]


@pytest.mark.parametrize(
    ("closed", "words"), [(True, "were due on"), (False, "are due on")]
)
def test_a_closed_cycle_says_when_its_reports_were_due(client, db, closed, words):
    cycle = CycleFactory.create(closed=closed)

    page = client.get(cycle.get_absolute_url()).content.decode()

    assert f"Progress reports {words}" in page
    assert f"Area reports {words}" in page


def test_the_page_links_no_report_that_the_reader_may_not_open(client):
    report = ProgressReportFactory.create(state="submitted")

    page = client.get(report.cycle.get_absolute_url()).content.decode()

    assert report.partner.name in page
    assert report.get_absolute_url() not in page


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_takes_the_same_queries_however_much_came_in(
    client, django_assert_max_num_queries, number
):
    cycle = CycleFactory.create()
    for _each in range(number):
        area = AreaFactory.create()
        AreaReportFactory.create(cycle=cycle, area=area, state="accepted")
        for _partner in range(number):
            ProgressReportFactory.create(cycle=cycle, area=area, state="accepted")
    client.get(cycle.get_absolute_url())

    with django_assert_max_num_queries(11):
        client.get(cycle.get_absolute_url())


def test_the_database_refuses_area_reports_due_before_progress_reports(db):
    cycle = CycleFactory.create()

    with pytest.raises(IntegrityError, match="cycle_areas_due_last"), transaction.atomic():
        ReportingCycle.objects.filter(pk=cycle.pk).update(area_due_on=date(2020, 1, 1))


def test_a_name_used_twice_gets_an_address_of_its_own(secretariat):
    CycleFactory.create(slug="2026-2027")
    values = {
        "name": "2026-2027",
        "first_day": date(2026, 1, 1),
        "last_day": date(2027, 12, 31),
        "progress_due_on": date(2028, 1, 1),
        "area_due_on": date(2028, 2, 1),
    }

    cycle = cycles.open_cycle(**values, by=secretariat)

    assert cycle.slug == "2026-2027-2"
