"""What waits for representatives, leads and the secretariat, with dates."""

from datetime import timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import NumericRange
from django.utils import timezone

from gmp_portal.jobs.models import Job
from reporting import worklist
from reporting.actions import reports
from tests.factories.areas import AreaFactory, MembershipFactory, lead_of
from tests.factories.partners import RepresentativeFactory
from tests.factories.reporting import (
    AreaReportFactory,
    CycleFactory,
    ProgressReportFactory,
    draft_report,
    move,
)


@pytest.fixture
def area():
    return AreaFactory.create()


def test_a_representative_owes_one_report_for_each_area_until_it_is_filed(area):
    cycle = CycleFactory.create()
    report = ProgressReportFactory.create(cycle=cycle, area=area)
    other = MembershipFactory.create(partner=report.partner).area
    focal_point = RepresentativeFactory.create(partner=report.partner).person

    before = worklist.waiting_for(focal_point)
    move(report, "submitted")
    after = worklist.waiting_for(focal_point)

    assert {task.due_on for task in before} == {cycle.progress_due_on}
    assert {str(task.action) for task in before} == {"Continue", "Start"}
    assert [other.name in str(task.title) for task in after] == [True]


def test_a_returned_report_waits_with_the_question(area):
    report = ProgressReportFactory.create(area=area, state="returned")
    focal_point = RepresentativeFactory.create(partner=report.partner).person

    [task] = worklist.waiting_for(focal_point)

    assert "question" in str(task.title)


def test_a_lead_owes_the_area_report_and_reads_what_was_submitted(area):
    lead = lead_of(area)
    report = ProgressReportFactory.create(area=area, state="submitted")

    tasks = worklist.waiting_for(lead)

    assert report.get_absolute_url() in {task.url for task in tasks}
    assert report.cycle.area_due_on in {task.due_on for task in tasks}


def test_what_is_due_in_a_year_is_no_task_until_it_is_begun(area):
    lead = lead_of(area)
    due_on = timezone.now().date() + timedelta(days=365)
    cycle = CycleFactory.create(progress_due_on=due_on, area_due_on=due_on)
    before = worklist.waiting_for(lead)

    AreaReportFactory.create(cycle=cycle, area=area)

    assert before == []
    assert [task.due_on for task in worklist.waiting_for(lead)] == [due_on]


def test_closed_cycles_ask_for_nothing(area):
    lead = lead_of(area)
    CycleFactory.create(closed=True)

    assert worklist.waiting_for(lead) == []


def test_the_desk_sees_what_it_has_to_do(area, secretariat, run_jobs):
    submitted = AreaReportFactory.create(area=area, state="submitted")
    orphan = ProgressReportFactory.create(
        cycle=submitted.cycle, area=area, state="submitted"
    )
    typeset = draft_report(secretariat)
    reports.freeze(typeset, by=secretariat)
    run_jobs()
    failing = draft_report(secretariat, symbol="UNEP/EXAMPLE/2")
    reports.freeze(failing, by=secretariat)
    Job.objects.filter(state="open").update(last_error="The notes quarrel.")
    missing = AreaFactory.create()

    queues = {
        title: [task.url for task in tasks]
        for title, tasks in worklist.desk_queue().items()
    }

    assert queues == {
        "Area reports to accept": [submitted.get_absolute_url()],
        "Progress reports that no lead may judge": [orphan.get_absolute_url()],
        "Reports that need a second person": [typeset.get_absolute_url()],
        "Reports to publish": [],
        "Reports that could not be typeset": [failing.get_absolute_url()],
        "Overdue area reports": [submitted.cycle.get_absolute_url()],
    }
    [second] = worklist.desk_queue()["Reports that need a second person"]
    assert second.for_reader(secretariat.pk).is_of_others
    assert not second.for_reader(secretariat.pk + 1).is_of_others
    [overdue] = worklist.desk_queue()["Overdue area reports"]
    assert missing.name in str(overdue.title)
    assert overdue.is_overdue(timezone.now().date())


@pytest.mark.parametrize("leads", ["none", "of the partner", "of the partner and another"])
def test_a_report_that_no_lead_may_judge_waits_on_the_desk(area, leads):
    report = ProgressReportFactory.create(area=area, state="submitted")
    if leads != "none":
        own = lead_of(area, kind="co_lead", places=NumericRange(1, 2))
        RepresentativeFactory.create(partner=report.partner, person=own)
    if leads == "of the partner and another":
        lead_of(area, kind="co_lead", places=NumericRange(2, 3))

    queue = worklist.desk_queue()["Progress reports that no lead may judge"]

    waits = [] if leads == "of the partner and another" else [report.get_absolute_url()]
    assert [task.url for task in queue] == waits


@pytest.mark.parametrize("number", [1, 3])
def test_the_desk_takes_the_same_queries_however_much_waits(
    secretariat, django_assert_max_num_queries, number
):
    for count in range(number):
        report = AreaReportFactory.create(state="submitted")
        ProgressReportFactory.create(cycle=report.cycle, state="submitted")
        frozen = draft_report(secretariat, symbol=f"UNEP/EXAMPLE/{count}")
        reports.freeze(frozen, by=secretariat)
        AreaFactory.create()

    with django_assert_max_num_queries(2):
        worklist.desk_queue()


@pytest.mark.parametrize("number", [1, 3])
def test_a_persons_tasks_take_the_same_queries(django_assert_max_num_queries, number):
    focal_point = RepresentativeFactory.create().person
    partner = focal_point.representatives.get().partner
    for _each in range(number):
        cycle = CycleFactory.create()
        area = MembershipFactory.create(partner=partner).area
        ProgressReportFactory.create(cycle=cycle, area=area, state="submitted")

    with django_assert_max_num_queries(8):
        tasks = worklist.waiting_for(focal_point)

    assert len(tasks) == number * number
