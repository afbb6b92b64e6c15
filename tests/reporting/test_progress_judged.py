"""The lead of the area accepts a progress report or asks (A1-6a-iii, A1-6d-ii)."""

import pytest
from django.urls import reverse

from gmp_portal import ledger
from gmp_portal.notifications.models import Message
from reporting.actions import progress
from reporting.models import ProgressReport
from tests.acts import unsaved
from tests.factories.areas import AreaFactory, lead_of
from tests.factories.partners import RepresentativeFactory
from tests.factories.reporting import (
    CycleFactory,
    ProgressReportFactory,
    ReportedActivityFactory,
)
from tests.reading import reading

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


def edit_url(report):
    return reverse("reporting:progress_edit", args=[report.pk])


def test_a_report_sent_back_says_what_to_do_now(as_user):
    asked = ProgressReportFactory.create(state="returned")
    sender = RepresentativeFactory.create(partner=asked.partner).person

    page = as_user(sender).get(edit_url(asked)).content.decode()

    assert "Which laboratories?" in page
    assert "submit it again: then the lead sees it." in page


def test_the_report_goes_to_the_lead_and_becomes_public_when_accepted(
    report, focal_point, lead, client, as_user
):
    ReportedActivityFactory.create(report=report)
    url = report.get_absolute_url()

    as_user(focal_point).post(reverse("reporting:progress_submit", args=[report.pk]))
    hidden = client.get(url).status_code
    accept = reverse("reporting:progress_accept", args=[report.pk])
    as_user(lead).post(accept, reading(report))

    report.refresh_from_db()
    assert hidden == 404
    assert report.status == Status.ACCEPTED
    assert client.get(url).status_code == 200
    told = dict(Message.objects.values_list("template", "recipient"))
    assert told["reporting/emails/progress_submitted.txt"] == lead.pk
    assert told["reporting/emails/progress_accepted.txt"] == focal_point.pk


def test_the_lead_returns_it_with_a_question_and_what_was_written_stays(
    report, focal_point, lead, as_user
):
    ReportedActivityFactory.create(report=report)
    progress.submit(report, by=focal_point)

    as_user(lead).post(
        reverse("reporting:progress_send_back", args=[report.pk]),
        {"reason": "Which officers?"},
    )

    report.refresh_from_db()
    page = as_user(focal_point).get(edit_url(report)).content.decode()
    assert report.status == Status.RETURNED
    assert "Which officers?" in page
    assert report.reported_activities.count() == 1
    progress.submit(report, by=focal_point)
    assert report.return_reason == ""


def test_a_question_needs_words(report, focal_point, lead, as_user):
    ReportedActivityFactory.create(report=report)
    progress.submit(report, by=focal_point)

    url = reverse("reporting:progress_send_back", args=[report.pk])

    response = as_user(lead).post(url, {"reason": " "})

    assert response.status_code == 422


def test_nothing_to_report_needs_a_reason(report, focal_point, as_user):
    browser = as_user(focal_point)
    url = reverse("reporting:progress_submit", args=[report.pk])

    empty = browser.post(url).status_code
    browser.post(
        edit_url(report),
        {
            "language": "en",
            "is_nothing": "on",
            "nothing_reason": "",
            "activities-TOTAL_FORMS": 0,
            "activities-INITIAL_FORMS": 0,
            "contributions-TOTAL_FORMS": 0,
            "contributions-INITIAL_FORMS": 0,
        },
    )
    without_reason = browser.post(url).status_code
    report.refresh_from_db()
    report.nothing_reason = "The project begins next year."
    report.save()
    browser.post(url)

    report.refresh_from_db()
    assert (empty, without_reason) == (422, 422)
    assert report.status == Status.SUBMITTED


def test_unfinished_rows_are_not_submitted(report, focal_point, as_user):
    ReportedActivityFactory.create(report=report)
    report.unfinished = {"activities": [{"title": "Half"}], "contributions": []}
    report.save()

    response = as_user(focal_point).post(
        reverse("reporting:progress_submit", args=[report.pk])
    )

    assert response.status_code == 422


def test_only_the_partner_submits(report, person, lead, as_user):
    ReportedActivityFactory.create(report=report)
    url = reverse("reporting:progress_submit", args=[report.pk])

    assert [as_user(user).post(url).status_code for user in (person, lead)] == [404, 404]


@pytest.mark.parametrize("name", ["progress_accept", "progress_send_back"])
def test_only_a_lead_of_the_area_judges(
    report, focal_point, lead, person, secretariat, as_user, name
):
    """Where the area has a lead, not even the secretariat steps in."""
    ReportedActivityFactory.create(report=report)
    progress.submit(report, by=focal_point)
    other_lead = lead_of(AreaFactory.create())
    url = reverse(f"reporting:{name}", args=[report.pk])

    answers = {
        who: as_user(user).post(url, {"reason": "Why?"}).status_code
        for who, user in {
            "focal point": focal_point,
            "stranger": person,
            "other lead": other_lead,
            "secretariat": secretariat,
        }.items()
    }

    assert answers == {
        "focal point": 403,
        "stranger": 404,
        "other lead": 404,
        "secretariat": 403,
    }


def test_nobody_judges_the_report_of_the_own_organization(as_user, secretariat):
    """The secretariat stands in where the only lead comes from the partner."""
    area = AreaFactory.create()
    lead = lead_of(area)
    partner = area.lead_terms.get().partner
    report = ProgressReportFactory.build(area=area, partner=partner)
    report = progress.start(CycleFactory.create(), partner, area, by=lead)
    ReportedActivityFactory.create(report=report)
    progress.submit(report, by=lead)
    url = reverse("reporting:progress_accept", args=[report.pk])

    refused = as_user(lead).post(url).status_code
    as_user(secretariat).post(url, reading(report))

    report.refresh_from_db()
    assert refused == 403
    assert report.status == Status.ACCEPTED


def test_accepting_twice_tells_the_second_that_somebody_was_faster(
    report, focal_point, lead, as_user
):
    ReportedActivityFactory.create(report=report)
    progress.submit(report, by=focal_point)
    stale = ProgressReport.objects.get(pk=report.pk)
    progress.accept(report, by=lead)

    address = reverse("reporting:progress_accept", args=[stale.pk])
    response = as_user(lead).post(address, follow=True)

    said = "This is not possible while it stands at “Accepted”."
    assert response.redirect_chain == [(report.get_absolute_url(), 302)]
    assert said in response.content.decode()
    assert not unsaved.fields_of(report)
    assert ledger.trail(report).filter(kind="progress_report.accepted").count() == 1
