"""A partner reports to the lead of the area, who accepts or asks (A1-6a-iii, A1-6d-ii)."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from gmp_portal import ledger
from gmp_portal.workflow import InvalidTransitionError, RuleRefusedError
from reporting.actions import progress
from reporting.models import ProgressReport, ReportingCycle
from reporting.views.progress import OWED
from tests.factories.areas import (
    AreaFactory,
    IndicatorFactory,
    MembershipFactory,
    PlanFactory,
    lead_of,
)
from tests.factories.partners import PartnerFactory, RepresentativeFactory
from tests.factories.reference import CountryFactory
from tests.factories.reporting import (
    ContributionFactory,
    CycleFactory,
    ProgressReportFactory,
    ReportedActivityFactory,
    move,
)
from tests.forms import token_in, token_on

Status = ProgressReport.Status


@pytest.fixture
def report(db):
    return ProgressReportFactory.create(rows=0)


@pytest.fixture
def focal_point(report):
    return RepresentativeFactory.create(partner=report.partner).person


@pytest.fixture
def lead(report):
    return lead_of(report.area)


def typed(**changes: Any) -> dict[str, Any]:
    """What the form sends: one complete activity and one contribution."""
    fields = {
        "language": "en",
        "lessons": "Train trainers first.",
        "activities-TOTAL_FORMS": "1",
        "activities-INITIAL_FORMS": "0",
        "activities-0-title": "Training of customs officers",
        "activities-0-state": "under_way",
        "activities-0-result": "Eighty officers were trained.",
        "activities-0-priorities": ["c", "d"],
        "activities-0-focus": "convention",
        "activities-0-countries": [],
        "activities-0-ORDER": "1",
        "contributions-TOTAL_FORMS": "1",
        "contributions-INITIAL_FORMS": "0",
        "contributions-0-kind": "funds",
        "contributions-0-description": "Grant",
        "contributions-0-amount": "25000",
        "contributions-0-currency": "CHF",
    }
    return fields | changes


def edit_url(report):
    return reverse("reporting:progress_edit", args=[report.pk])


def save_url(report):
    return reverse("reporting:progress_autosave", args=[report.pk])


# Starting ------------------------------------------------------------------------------------


def test_a_representative_starts_the_report_and_twice_is_once(as_user):
    cycle, membership = CycleFactory.create(), MembershipFactory.create()
    focal_point = RepresentativeFactory.create(partner=membership.partner).person
    names = [cycle.slug, membership.partner.slug, membership.area.slug]
    url = reverse("reporting:progress_start", args=names)

    first = as_user(focal_point).post(url)
    second = as_user(focal_point).post(url)

    report = ProgressReport.objects.get()
    assert first.url == second.url == edit_url(report)


def test_what_was_not_finished_comes_along_from_the_last_report(
    report, focal_point, as_user
):
    country = CountryFactory.create(iso2="PE")
    going = ReportedActivityFactory.create(
        report=report, activity__title="Still going", state="under_way"
    )
    going.activity.countries.set([country])
    ReportedActivityFactory.create(report=report, activity__title="Over", state="finished")
    ProgressReport.objects.filter(pk=report.pk).update(
        status="accepted",
        submitted_at="2025-01-01T00:00Z",
        submitted_by=focal_point,
        accepted_at="2025-01-02T00:00Z",
        accepted_by=focal_point,
    )
    cycle = CycleFactory.create()

    new = progress.start(cycle, report.partner, report.area, by=focal_point)

    [row] = new.reported_activities.all()
    assert (row.activity, row.state) == (going.activity, "under_way")
    assert list(row.activity.countries.all()) == [country]


def test_work_in_another_area_or_of_another_partner_stays_there(report, focal_point):
    MembershipFactory.create(partner=report.partner, area=AreaFactory.create())
    elsewhere = report.partner.area_memberships.exclude(area=report.area).get().area
    for other in ({"partner": report.partner, "area": elsewhere}, {"area": report.area}):
        ProgressReportFactory.create(state="accepted", **other)

    new = progress.start(CycleFactory.create(), report.partner, report.area, by=focal_point)

    assert not new.reported_activities.exists()


def test_what_was_only_submitted_does_not_come_along(report, focal_point):
    ReportedActivityFactory.create(report=report)
    move(report, "submitted")

    new = progress.start(CycleFactory.create(), report.partner, report.area, by=focal_point)

    assert not new.reported_activities.exists()


def test_the_latest_of_several_accepted_reports_goes_on(report, focal_point):
    mine = {"partner": report.partner, "area": report.area}
    later = ProgressReportFactory.create(language="fr", **mine)
    earlier = ProgressReportFactory.create(language="es", **mine)
    move(earlier, "accepted")
    move(later, "accepted")

    new = progress.start(CycleFactory.create(), report.partner, report.area, by=focal_point)

    told = {row.activity for row in new.reported_activities.all()}
    assert told == {row.activity for row in later.reported_activities.all()}
    assert new.language == "fr"


def test_a_report_begun_twice_is_told_once(report, focal_point):
    cycle = CycleFactory.create()
    first = progress.start(cycle, report.partner, report.area, by=focal_point)

    again = progress.start(cycle, report.partner, report.area, by=focal_point)

    assert again == first
    assert ledger.trail(first).count() == 1


def test_a_partner_that_left_the_area_reports_in_it_no_more(report, focal_point):
    report.partner.area_memberships.update(since=date(2020, 1, 1), until=date(2021, 1, 1))

    with pytest.raises(RuleRefusedError, match="areas it works in"):
        progress.start(CycleFactory.create(), report.partner, report.area, by=focal_point)


def test_nobody_reports_for_another_partner(report, person, as_user):
    names = [report.cycle.slug, report.partner.slug, report.area.slug]

    response = as_user(person).post(reverse("reporting:progress_start", args=names))

    assert response.status_code == 403


def test_a_partner_reports_only_in_its_areas(report, focal_point):
    with pytest.raises(RuleRefusedError, match="areas it works in"):
        progress.start(report.cycle, report.partner, AreaFactory.create(), by=focal_point)


def test_nothing_is_filed_in_a_closed_cycle(focal_point, report):
    closed = CycleFactory.create(closed=True)

    with pytest.raises(RuleRefusedError, match="closed"):
        progress.start(closed, report.partner, report.area, by=focal_point)


def test_what_was_submitted_is_not_submitted_again_in_a_closed_cycle(report, focal_point):
    move(report, "submitted")
    ReportingCycle.objects.update(status="closed")

    with pytest.raises(InvalidTransitionError):
        progress.submit(report, by=focal_point)


# Writing -------------------------------------------------------------------------------------


def test_rows_are_kept_with_currency_and_priorities(report, focal_point, as_user):
    country = CountryFactory.create(iso2="KE")
    data = typed(**{"activities-0-countries": [country.pk]})

    response = as_user(focal_point).post(edit_url(report), data | {"check": "1"})

    report.refresh_from_db()
    [row], [gift] = report.reported_activities.all(), report.contributions.all()
    assert response.url == report.get_absolute_url()
    assert row.activity.priorities == ["c", "d"]
    assert list(row.activity.countries.all()) == [country]
    assert (gift.amount, gift.currency) == (25000, "CHF")
    assert report.version == 2


def test_rows_are_moved_and_removed_without_scripts(report, focal_point, as_user):
    rows = {"activities-TOTAL_FORMS": "3"}
    for number, (title, order) in enumerate([("B", 2), ("A", 1), ("C", 3)]):
        rows |= {
            f"activities-{number}-title": title,
            f"activities-{number}-state": "under_way",
            f"activities-{number}-result": "Done.",
            f"activities-{number}-priorities": ["a"],
            f"activities-{number}-focus": "outreach",
            f"activities-{number}-ORDER": order,
        }
    rows["activities-2-DELETE"] = "on"

    as_user(focal_point).post(edit_url(report), typed(**rows))

    assert [row.activity.title for row in report.reported_activities.all()] == ["A", "B"]


def test_add_pressed_without_scripts_shows_one_row_more_and_keeps_what_was_typed(
    report, focal_point, as_user
):
    response = as_user(focal_point).post(
        edit_url(report), typed() | {"add_row": "activities"}
    )

    page = response.content.decode()
    assert response.status_code == 200
    assert 'name="activities-1-title"' in page
    assert "Eighty officers were trained." in page


@pytest.mark.parametrize("name", ["progress_edit", "progress_autosave"])
def test_a_character_that_no_database_keeps_is_left_out(report, focal_point, as_user, name):
    url = reverse(f"reporting:{name}", args=[report.pk])
    data = typed(
        **{"activities-0-title": "Tr\x00aining", "activities-0-countries": ["\x00"]}
    )

    response = as_user(focal_point).post(url, data)

    report.refresh_from_db()
    assert response.status_code in (200, 422)
    assert report.unfinished["activities"][0]["title"] == "Training"


def test_a_row_without_priority_is_refused_and_kept_as_typed(report, focal_point, as_user):
    """P-19a to P-19g: an activity serves at least one of them."""
    data = typed(**{"activities-0-priorities": []})

    response = as_user(focal_point).post(edit_url(report), data)

    report.refresh_from_db()
    assert response.status_code == 422
    assert "Choose at least one priority." in response.content.decode()
    assert not report.reported_activities.exists()
    assert report.unfinished["activities"][0]["title"] == "Training of customs officers"
    again = as_user(focal_point).get(edit_url(report)).content.decode()
    assert "Training of customs officers" in again


def test_the_refused_page_can_be_sent_again_with_its_own_version(
    report, focal_point, as_user
):
    browser = as_user(focal_point)
    refused = browser.post(edit_url(report), typed(**{"activities-0-priorities": []}))

    response = browser.post(edit_url(report), typed(version=token_in(refused)))

    report.refresh_from_db()
    assert response.status_code == 302
    assert not report.is_unfinished
    assert report.reported_activities.count() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"contributions-0-currency": ""},
        {"contributions-0-amount": ""},
        {"contributions-0-amount": "-1"},
        {"activities-0-indicator_value": "7"},
        {"activities-0-title": ""},
        {"activities-0-evidence_url": "javascript:alert(1)"},
    ],
)
def test_rows_that_are_not_in_order_are_refused(report, focal_point, as_user, changes):
    response = as_user(focal_point).post(edit_url(report), typed(**changes))

    assert response.status_code == 422


def test_an_indicator_of_another_area_is_refused(report, focal_point, as_user):
    foreign = IndicatorFactory.create(plan=PlanFactory.create())

    response = as_user(focal_point).post(
        edit_url(report), typed(**{"activities-0-indicator": foreign.pk})
    )

    assert response.status_code == 422


def test_autosave_answers_with_the_token_of_what_is_stored(report, focal_point, as_user):
    browser = as_user(focal_point)

    answer = browser.post(save_url(report), typed()).json()

    report.refresh_from_db()
    assert answer == {
        "version": token_on(browser, edit_url(report)),
        "saved": f"{report.saved_at:%H:%M}",
        "keys": {
            "activities-0-activity": str(report.reported_activities.get().activity_id)
        },
    }
    assert report.lessons == "Train trainers first."


def test_a_row_that_autosave_found_unfinished_comes_back_as_the_same_activity(
    report, focal_point, as_user
):
    browser = as_user(focal_point)
    browser.post(save_url(report), typed())
    [activity] = [row.activity for row in report.reported_activities.all()]
    same = {"activities-0-activity": str(activity.pk)}
    unready = typed(**same, **{"activities-0-result": ""})
    page = edit_url(report)
    browser.post(save_url(report), unready | {"version": token_on(browser, page)})
    unfinished = ProgressReport.objects.get(pk=report.pk).is_unfinished

    browser.post(save_url(report), typed(**same) | {"version": token_on(browser, page)})

    [row] = report.reported_activities.all()
    assert unfinished
    assert row.activity == activity


@pytest.mark.parametrize("name", ["progress_edit", "progress_autosave"])
def test_only_representatives_write(report, person, lead, secretariat, as_user, name):
    url = reverse(f"reporting:{name}", args=[report.pk])

    answers = [as_user(user).post(url, typed()).status_code for user in (person, lead)]

    assert answers == [404, 404]
    assert as_user(secretariat).post(url, typed()).status_code == 403


def test_who_spoke_for_the_partner_once_writes_no_more(report, focal_point, as_user):
    from partners.models import Representative  # noqa: PLC0415

    term = Representative.objects.get(person=focal_point)
    term.period = type(term.period)(term.period.lower, term.starts_on.replace(year=2025))
    term.save()

    response = as_user(focal_point).post(edit_url(report), typed())

    assert response.status_code in (403, 404)


@pytest.mark.parametrize("number", [1, 3])
def test_the_form_takes_the_same_queries_however_many_rows(
    report, focal_point, as_user, django_assert_max_num_queries, number
):
    for _each in range(number):
        ReportedActivityFactory.create(report=report)
        ContributionFactory.create(report=report)
    browser = as_user(focal_point)
    browser.get(edit_url(report))

    with django_assert_max_num_queries(18):
        browser.get(edit_url(report))


@pytest.mark.parametrize("number", [1, 3])
def test_own_reports_take_the_same_queries_however_many(
    as_user, django_assert_max_num_queries, number
):
    partner = PartnerFactory.create()
    focal_point = RepresentativeFactory.create(partner=partner).person
    cycle = CycleFactory.create()
    for _each in range(number):
        ProgressReportFactory.create(cycle=cycle, partner=partner)
        MembershipFactory.create(partner=partner)
    browser = as_user(focal_point)
    browser.get(reverse("reporting:own_report_list"))

    with django_assert_max_num_queries(14):
        response = browser.get(reverse("reporting:own_report_list"))

    assert response.content.decode().count("Start") >= number


def test_of_many_reports_due_the_rest_is_on_the_next_page(as_user):
    partner = PartnerFactory.create()
    focal_point = RepresentativeFactory.create(partner=partner).person
    CycleFactory.create()
    areas = [MembershipFactory.create(partner=partner).area for _ in range(OWED + 2)]
    browser, own = as_user(focal_point), reverse("reporting:own_report_list")

    first = browser.get(own).content.decode()
    second = browser.get(own, {"due": 2}).content.decode()

    shown = [
        {area.pk for area in areas if f"/{area.slug}/" in page} for page in (first, second)
    ]
    assert list(map(len, shown)) == [OWED, 2]
    assert not shown[0] & shown[1]
    assert f'To be reported <span class="cnt">{OWED + 2}</span>' in first
    assert 'aria-label="Pages of “To be reported”"' in first


def test_what_is_due_stands_once_in_ones_own_reports(as_user):
    partner = PartnerFactory.create()
    focal_point = RepresentativeFactory.create(partner=partner).person
    cycle = CycleFactory.create()
    area = MembershipFactory.create(partner=partner).area
    report = ProgressReportFactory.create(cycle=cycle, partner=partner, area=area)

    page = as_user(focal_point).get(reverse("reporting:own_report_list")).content.decode()

    assert edit_url(report) in page
    assert f'href="{report.get_absolute_url()}"' not in page
    assert "Continue" in page
