"""What stands in rows of reports, plans and meetings can be taken along too (A1-6d-ii, B7-7)."""

import re
from datetime import date
from http import HTTPStatus

import pytest

from areas.models import Milestone
from gmp_portal.meetings.models import Attendance
from reporting.models import IndicatorValue
from tests import open_data
from tests.factories.areas import (
    EffortFactory,
    IndicatorFactory,
    ObjectiveFactory,
    PlanFactory,
    advance,
)
from tests.factories.meetings import AttendanceFactory, MeetingFactory
from tests.factories.reporting import (
    AreaReportFactory,
    ContributionFactory,
    ProgressReportFactory,
    ReportedActivityFactory,
    move,
)

pytestmark = pytest.mark.django_db


def _indicator_value(state: str) -> IndicatorValue:
    report = AreaReportFactory.create()
    indicator = IndicatorFactory.create(plan__area=report.area)
    value = IndicatorValue.objects.create(report=report, indicator=indicator, actual="12")
    move(report, state)
    return value


def test_what_partners_did_and_gave_is_taken_from_accepted_reports(client):
    accepted = ProgressReportFactory.create()
    activity = ReportedActivityFactory.create(report=accepted, activity__title="A course")
    gift = ContributionFactory.create(report=accepted, amount="12.50", currency="CHF")
    move(accepted, "accepted")
    for state in ("draft", "submitted"):
        open_report = ProgressReportFactory.create()
        ReportedActivityFactory.create(report=open_report)
        ContributionFactory.create(report=open_report)
        move(open_report, state)

    activities = open_data.from_api(client, "reported-activities")
    gifts = open_data.from_api(client, "contributions")

    told = {row["id"]: row for row in activities}[activity.pk]
    assert (told["title"], told["state"]) == ("A course", "under_way")
    assert told["partner"] == accepted.partner.slug
    assert told["url"].endswith(accepted.get_absolute_url())
    assert {row["report"] for row in [*activities, *gifts]} == {accepted.pk}
    given = {row["id"]: row for row in gifts}[gift.pk]
    assert (given["amount"], given["currency"]) == (12.5, "CHF")


def test_the_values_of_indicators_are_taken_from_accepted_reports(client):
    shown, _hidden = _indicator_value("accepted"), _indicator_value("submitted")

    [row] = open_data.from_api(client, "indicator-values")

    assert row["id"] == shown.pk
    assert (
        row["indicator_name"],
        row["unit"],
        row["baseline"],
        row["target"],
        row["actual"],
    ) == (
        "Laboratories trained",
        "laboratories",
        "0",
        "40",
        "12",
    )


@pytest.mark.parametrize(
    ("status", "is_public", "is_in_force"),
    [("published", True, True), ("superseded", True, False), ("draft", False, False)],
)
def test_the_rows_of_published_plans_are_there(client, status, is_public, is_in_force):
    plan = PlanFactory.create(status="draft")
    objective = ObjectiveFactory.create(plan=plan, statement="Example objective")
    indicator = IndicatorFactory.create(plan=plan, objective=objective)
    effort = EffortFactory.create(plan=plan)
    day = date(2026, 6, 1)
    milestone = Milestone.objects.create(effort=effort, due_on=day, text="Half of them")
    if status != "draft":
        advance(plan, status)

    objectives = open_data.from_api(client, "plan-objectives")
    indicators = open_data.from_api(client, "plan-indicators")
    milestones = open_data.from_api(client, "plan-milestones")
    efforts = open_data.from_api(client, "efforts")

    assert (objective.pk in [row["id"] for row in objectives]) == is_public
    told = [(row["id"], row["objective"], row["status"]) for row in indicators]
    assert ((indicator.pk, objective.pk, status) in told) == is_public
    days = [(row["id"], row["due_on"]) for row in milestones]
    assert ((milestone.pk, "2026-06-01") in days) == is_in_force
    assert (effort.pk in [row["id"] for row in efforts]) == is_in_force
    rows = [*objectives, *indicators, *milestones, *efforts]
    assert {row["plan"] for row in rows} == ({plan.pk} if is_public else set())


def test_organizations_that_take_part_are_told_once_and_people_never(client):
    meeting = MeetingFactory.create(convened=True)
    for person in ("Sample One", "Sample Two"):
        AttendanceFactory.create(
            meeting=meeting, person__name=person, organisation="Example Institute"
        )
    for presence in Attendance.AWAY:
        AttendanceFactory.create(
            meeting=meeting, organisation=f"Example {presence}", presence=presence
        )
    AttendanceFactory.create(meeting=meeting, organisation="")
    AttendanceFactory.create(meeting=MeetingFactory.create(), organisation="Example Secret")

    rows = open_data.from_api(client, "meeting-participants")

    assert [(row["meeting"], row["role"], row["organization"]) for row in rows] == [
        (meeting.slug, "member", "Example Institute")
    ]
    assert "Sample" not in str(rows)


def test_a_page_leads_to_the_data_of_its_record(client):
    report = ProgressReportFactory.create(state="accepted")
    plan = PlanFactory.create(status="published")
    row = AttendanceFactory.create()
    AttendanceFactory.create(meeting=row.meeting)

    cycle = client.get(report.cycle.get_absolute_url()).content.decode()
    area = client.get(plan.area.get_absolute_url()).content.decode()
    meeting = client.get(row.meeting.get_absolute_url()).content.decode()

    for address in re.findall(r'href="(/data/[^"]+)"', cycle + area + meeting):
        assert client.get(address).status_code == HTTPStatus.OK, address
    assert f'href="/data/contributions.xlsx?cycle={report.cycle.slug}"' in cycle
    assert f'href="/data/plan-indicators.csv?area={plan.area.slug}"' in area
    assert f'href="/data/meeting-participants.json?meeting={row.meeting.slug}"' in meeting
