"""The right person at the wrong time comes back to the record and reads why."""

import pytest
from django.urls import reverse

from gmp_portal.ledger.models import Entry
from partners.models import Partner
from reporting import permissions
from reporting.actions import reports
from reporting.models import Report, ReportingCycle
from tests.acts import unsaved
from tests.factories.areas import lead_of
from tests.factories.partners import RepresentativeFactory
from tests.factories.reporting import (
    AreaReportFactory,
    CycleFactory,
    ProgressReportFactory,
    draft_report,
)

CLOSED = "This reporting cycle is closed."
SUBMITTED = "This report was submitted and is not changed any more."
STANDS = "This is not possible while it stands at"


def author(report):
    return RepresentativeFactory.create(partner=report.partner).person


def leader(report):
    return lead_of(report.area)


def close(cycle):
    ReportingCycle.objects.filter(pk=cycle.pk).update(status="closed")


def answer(browser, name, *args, method="post"):
    """Where the step leads, and the page there; no act is written."""
    acts = Entry.objects.count()
    response = getattr(browser, method)(
        reverse(f"reporting:{name}", args=args), follow=True
    )
    assert Entry.objects.count() == acts
    assert {status for _address, status in response.redirect_chain} == {302}
    return [address for address, _status in response.redirect_chain], (
        response.content.decode()
    )


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    ("factory", "person", "noun"),
    [
        (ProgressReportFactory, author, "progress"),
        (AreaReportFactory, leader, "area_report"),
    ],
)
class TestFiledReports:
    def test_what_was_submitted_is_not_written(
        self, db, as_user, factory, person, noun, method
    ):
        report = factory.create(state="submitted")
        browser = as_user(person(report))

        where, page = answer(browser, f"{noun}_edit", report.pk, method=method)

        assert where == [report.get_absolute_url()]
        assert SUBMITTED in page
        assert not unsaved.fields_of(report)

    def test_nothing_is_written_in_a_closed_cycle(
        self, db, as_user, factory, person, noun, method
    ):
        report = factory.create(state="returned")
        close(report.cycle)
        browser = as_user(person(report))

        where, page = answer(browser, f"{noun}_edit", report.pk, method=method)

        assert where == [report.get_absolute_url()]
        assert CLOSED in page
        assert not unsaved.fields_of(report)


@pytest.mark.parametrize("step", ["accept", "send_back"])
def test_a_draft_is_not_judged_even_where_its_judge_sees_it(db, as_user, secretariat, step):
    report = ProgressReportFactory.create()

    where, page = answer(as_user(secretariat), f"progress_{step}", report.pk)

    assert where == [report.get_absolute_url()]
    assert STANDS in page
    assert not unsaved.fields_of(report)


@pytest.mark.parametrize("step", ["accept", "send_back"])
def test_an_area_report_is_judged_once(db, as_user, secretariat, step):
    report = AreaReportFactory.create(state="returned")

    where, page = answer(as_user(secretariat), f"area_report_{step}", report.pk)

    assert where == [report.get_absolute_url()]
    assert STANDS in page
    assert not unsaved.fields_of(report)


def test_a_partner_begins_nothing_in_a_closed_cycle(db, as_user):
    report = ProgressReportFactory.create()
    cycle = CycleFactory.create(closed=True)
    names = [cycle.slug, report.partner.slug, report.area.slug]

    where, page = answer(as_user(author(report)), "progress_start", *names)

    assert where == [cycle.get_absolute_url()]
    assert CLOSED in page
    assert not cycle.progress_reports.exists()


def test_a_partner_that_is_not_active_begins_nothing(db, as_user):
    report = ProgressReportFactory.create()
    person = author(report)
    Partner.objects.filter(pk=report.partner.pk).update(status="inactive")
    cycle = CycleFactory.create()
    names = [cycle.slug, report.partner.slug, report.area.slug]

    where, page = answer(as_user(person), "progress_start", *names)

    assert where == [cycle.get_absolute_url()]
    assert STANDS in page
    assert not cycle.progress_reports.exists()


def test_a_lead_begins_nothing_in_a_closed_cycle(db, as_user):
    cycle = CycleFactory.create(closed=True)
    report = AreaReportFactory.create()

    where, page = answer(
        as_user(leader(report)), "area_report_start", cycle.slug, report.area.slug
    )

    assert where == [cycle.get_absolute_url()]
    assert CLOSED in page
    assert not cycle.area_reports.exists()


@pytest.mark.parametrize("page", ["reporting:own_report_list", "cycle"])
def test_nobody_is_offered_to_begin_in_a_closed_cycle(db, as_user, page):
    report = ProgressReportFactory.create()
    cycle = CycleFactory.create(closed=True)
    address = cycle.get_absolute_url() if page == "cycle" else reverse(page)
    start = reverse(
        "reporting:progress_start",
        args=[cycle.slug, report.partner.slug, report.area.slug],
    )

    shown = as_user(author(report)).get(address).content.decode()

    assert start not in shown


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        ("freeze", "The report is being typeset already."),
        ("approve", STANDS),
        ("publish", STANDS),
        ("correct", STANDS),
        ("retry", "The typesetting has not failed"),
    ],
)
def test_a_frozen_report_waits_for_its_file(
    db, as_user, secretariat, second_officer, step, sentence
):
    report = draft_report(secretariat)
    reports.freeze(report, by=secretariat)

    where, page = answer(as_user(second_officer), f"report_{step}", report.slug)

    assert where == [report.get_absolute_url()]
    assert sentence in page
    assert not unsaved.fields_of(report)


def test_a_draft_has_no_snapshot_to_open(db, as_user, secretariat):
    report = draft_report(secretariat)

    where, page = answer(as_user(secretariat), "report_thaw", report.slug, method="get")

    assert where == [report.get_absolute_url()]
    assert STANDS in page
    assert not unsaved.fields_of(report)


def test_a_public_report_is_not_frozen_and_says_where_it_stands():
    report = Report(status=Report.Status.PUBLISHED)

    refusal = permissions.can_freeze.otherwise(report)

    assert not permissions.can_freeze.fits(report)
    assert (refusal.clause, STANDS in refusal.message) == ("R-16", True)
