"""What the database refuses, whatever a program says: by direct SQL, past every action."""

# ruff: noqa: S608 the statements are written in this file

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from reporting.actions import reports
from reporting.models import Report
from tests.factories.areas import AreaFactory
from tests.factories.reference import CountryFactory
from tests.factories.reporting import (
    ActivityFactory,
    AreaReportFactory,
    ContributionFactory,
    ProgressReportFactory,
    ReportedActivityFactory,
    draft_report,
    move,
)


def refused(sql, params, match):
    """Run one statement and expect the database to say no."""
    with (
        pytest.raises(IntegrityError, match=match),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, params)


@pytest.fixture
def draft(secretariat):
    return draft_report(secretariat)


@pytest.fixture
def typeset(draft, secretariat, run_jobs):
    reports.freeze(draft, by=secretariat)
    run_jobs()
    draft.refresh_from_db()
    return draft


@pytest.fixture
def published(typeset, second_officer):
    reports.approve(typeset, by=second_officer)
    reports.publish(typeset, by=second_officer)
    return typeset


def test_the_same_person_never_freezes_and_approves(typeset, secretariat):
    refused(
        "UPDATE reporting_report SET status = 'approved', approved_by_id = %s, "
        "approved_at = now() WHERE id = %s",
        [secretariat.pk, typeset.pk],
        "report_approved_by_second_person",
    )


@pytest.mark.parametrize(
    "change",
    [
        "content = '{}'",
        "sources = '{\"parts\": []}'",
        "snapshot_sha256 = repeat('0', 64)",
        "symbol = 'UNEP/OTHER'",
        "language = 'fr'",
        "title = 'Other title'",
        "as_of = '2020-01-01'",
        "frozen_at = now()",
        "round = 9",
    ],
)
def test_what_is_frozen_does_not_change(typeset, change):
    refused(
        f"UPDATE reporting_report SET {change} WHERE id = %s", [typeset.pk], "frozen|hash"
    )


def test_the_file_of_a_typeset_report_is_not_exchanged(typeset):
    refused(
        "UPDATE reporting_report SET pdf_id = NULL WHERE id = %s", [typeset.pk], "hash|pdf"
    )


@pytest.mark.parametrize("change", ["title = 'Other'", "pages = 1", "status = 'approved'"])
def test_a_published_report_never_changes(published, change):
    refused(
        f"UPDATE reporting_report SET {change} WHERE id = %s",
        [published.pk],
        "published report never changes",
    )


def test_no_report_is_deleted(draft):
    refused("DELETE FROM reporting_report WHERE id = %s", [draft.pk], "never deleted")


@pytest.mark.parametrize("status", ["frozen", "typeset", "approved", "published"])
def test_no_report_is_past_the_draft_without_a_hash(draft, status):
    refused(
        "UPDATE reporting_report SET status = %s WHERE id = %s",
        [status, draft.pk],
        "report_",
    )


def test_one_symbol_is_one_document_in_a_language(draft, secretariat):
    other = draft_report(secretariat, symbol="UNEP/EXAMPLE/2")

    refused(
        "UPDATE reporting_report SET symbol = %s WHERE id = %s",
        [draft.symbol, other.pk],
        "report_symbol_once_a_language",
    )


def test_a_draft_may_change(draft):
    Report.objects.filter(pk=draft.pk).update(title="Better title")

    draft.refresh_from_db()
    assert draft.title == "Better title"


@pytest.mark.parametrize("state", ["submitted", "accepted"])
def test_the_rows_of_a_submitted_report_do_not_change(db, state):
    report = ProgressReportFactory.create()
    gift = ContributionFactory.create(report=report)
    move(report, state)

    [told] = report.reported_activities.all()
    for table, row in (("reportedactivity", told.pk), ("contribution", gift.pk)):
        refused(f"DELETE FROM reporting_{table} WHERE id = %s", [row], "do not change")
    with pytest.raises(IntegrityError, match="do not change"), transaction.atomic():
        ReportedActivityFactory.create(report=report)


@pytest.mark.parametrize("factory", [ProgressReportFactory, AreaReportFactory])
def test_what_was_accepted_never_changes(db, factory):
    report = factory.create(state="accepted")
    table = report._meta.db_table

    refused(f"UPDATE {table} SET lessons = 'x' WHERE id = %s", [report.pk], "never changes")
    refused(f"DELETE FROM {table} WHERE id = %s", [report.pk], "never deleted")


def test_an_activity_serves_a_priority(db):
    activity = ActivityFactory.create()

    refused(
        "UPDATE areas_activity SET priorities = '{}' WHERE id = %s",
        [activity.pk],
        "area_activity_has_a_priority",
    )


@pytest.mark.parametrize("state", ["submitted", "accepted"])
def test_what_a_submitted_report_says_of_an_activity_does_not_change(db, state):
    report = ProgressReportFactory.create(state=state)
    activity = report.reported_activities.get().activity
    country = CountryFactory.create()

    refused(
        "UPDATE areas_activity SET title = 'x' WHERE id = %s", [activity.pk], "not change"
    )
    with pytest.raises(IntegrityError, match="do not change"), transaction.atomic():
        activity.countries.add(country)


@pytest.mark.parametrize("direction", ["in", "out"])
def test_no_country_is_moved_to_or_from_an_activity_of_a_submitted_report(db, direction):
    report = ProgressReportFactory.create()
    told, other = report.reported_activities.get().activity, ActivityFactory.create()
    (told if direction == "out" else other).countries.add(CountryFactory.create())
    move(report, "submitted")

    refused(
        "UPDATE areas_activity_countries SET activity_id = %s",
        [other.pk if direction == "out" else told.pk],
        "countries of a reported activity",
    )


@pytest.mark.parametrize("direction", ["in", "out"])
def test_no_row_is_moved_into_or_out_of_a_submitted_report(db, direction):
    report = ProgressReportFactory.create()
    gift = ContributionFactory.create(report=report)
    target = ProgressReportFactory.create()
    move(report if direction == "out" else target, "submitted")

    refused(
        "UPDATE reporting_contribution SET report_id = %s WHERE id = %s",
        [target.pk, gift.pk],
        "rows of a submitted report",
    )


@pytest.mark.parametrize("column", ["partner_id", "area_id"])
def test_a_report_and_what_it_tells_of_stay_with_their_partner_and_area(db, column):
    report = ProgressReportFactory.create()
    activity = report.reported_activities.get().activity
    strange = getattr(ActivityFactory.create(), column)

    for table, row in (("areas_activity", activity), ("reporting_progressreport", report)):
        refused(
            f"UPDATE {table} SET {column} = %s WHERE id = %s",
            [strange, row.pk],
            "stay with their partner and area",
        )


def test_an_activity_that_no_report_tells_may_change_its_area(db):
    activity = ActivityFactory.create()
    area = AreaFactory.create()

    type(activity).objects.filter(pk=activity.pk).update(area=area)

    activity.refresh_from_db()
    assert activity.area == area


def test_a_report_tells_of_its_own_partner_and_area_alone(db):
    report = ProgressReportFactory.create()

    for stranger in (
        ActivityFactory.create(partner=report.partner),
        ActivityFactory.create(area=report.area),
    ):
        with pytest.raises(IntegrityError, match="own partner"), transaction.atomic():
            ReportedActivityFactory.create(report=report, activity=stranger)


def test_an_activity_continues_one_of_the_same_partner_and_area(db):
    earlier, later = ActivityFactory.create_batch(2)

    refused(
        "UPDATE areas_activity SET continues_id = %s WHERE id = %s",
        [earlier.pk, later.pk],
        "continues_its_own",
    )


def test_no_activity_continues_itself_or_a_later_one(db):
    activity = ActivityFactory.create()

    refused(
        "UPDATE areas_activity SET continues_id = id WHERE id = %s",
        [activity.pk],
        "continues_an_earlier_one",
    )


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ("amount = -1", "contribution_not_negative"),
        ("currency = ''", "contribution_amount_has_currency"),
        ("currency = 'dollars'", "too long|contribution_amount_has_currency"),
        ("amount = NULL, currency = ''", "contribution_funds_have_amount"),
    ],
)
def test_money_has_an_amount_and_a_currency(db, change, name):
    gift = ContributionFactory.create()

    with (
        pytest.raises(Exception, match=name),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            f"UPDATE reporting_contribution SET {change} WHERE id = %s", [gift.pk]
        )


def test_a_partner_reports_once_on_an_area_in_a_cycle(db):
    report = ProgressReportFactory.create()

    with (
        pytest.raises(IntegrityError, match="progress_report_once_a_cycle"),
        transaction.atomic(),
    ):
        type(report).objects.create(
            cycle=report.cycle,
            partner=report.partner,
            area=report.area,
            started_by=report.started_by,
        )


def test_nothing_to_report_has_a_reason(db):
    report = ProgressReportFactory.create(nothing=True, nothing_reason="")

    with (
        pytest.raises(IntegrityError, match="progress_report_nothing_has_reason"),
        transaction.atomic(),
    ):
        type(report).objects.filter(pk=report.pk).update(
            status="submitted", submitted_at=timezone.now(), submitted_by=report.started_by
        )
