"""Risks, strategic projects and applications to donors in a plan (A2-VII-5, A2-VII-6, R-69)."""

import pytest

from areas.actions import plans
from areas.forms.row_kinds import KINDS
from areas.models import Application, PotentialDonor, ProjectRequest, Risk
from areas.reading import completeness, plan_display, snapshot
from tests.factories.areas import (
    AreaFactory,
    ObjectiveFactory,
    PlanFactory,
    advance,
    lead_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    area = AreaFactory.create()
    return PlanFactory.create(area=area, started_by=lead_of(area))


def resources(plan):
    donor = PotentialDonor.objects.create(plan=plan, name="Example Fund", kind="donor")
    project = ProjectRequest.objects.create(
        plan=plan, title="Laboratory", purpose="Measure"
    )
    return donor, project


def application(plan, **changes):
    data = {"title": "A laboratory", "state": "planned", "other_donor": "Example Bank"}
    return KINDS["applications"].form(data | changes, plan=plan)


def risk(plan, **facts):
    grades = {"likelihood": "medium", "effect": "high"}
    return Risk.objects.create(plan=plan, title="Gold gets dearer", **grades | facts)


def test_a_plan_without_them_has_the_text_and_the_hash_that_it_had(plan):
    resources(plan)

    content = snapshot.written(plan)

    assert {"risks", "applications"} & content.keys() == set()
    assert "is_strategic" not in content["requests"][0]


def test_what_they_say_stands_in_the_text_that_the_area_agrees_to(plan):
    before = snapshot.fingerprint(plan)
    objective = ObjectiveFactory.create(plan=plan)
    risk(plan, objective=objective, measures="Ask buyers for long contracts.")

    [said] = snapshot.written(plan)["risks"]

    assert (said["effect"], said["objective"]) == ("high", 1)
    assert snapshot.fingerprint(plan) != before


def test_a_risk_is_read_in_section_eight_and_nothing_lacks_without_one(plan):
    risk(plan)

    sections = {each.key: each for each in plan_display.sections(snapshot.gather(plan))}

    [group] = [each for each in sections["VIII"].groups if each.title == "Risks"]
    assert [(e.label, e.value) for e in group.rows[0].entries][:2] == [
        ("Likelihood", "Medium"),
        ("Effect", "High"),
    ]
    assert group.rows[0].key.endswith("-RI-01")
    Risk.objects.all().delete()
    assert not [each for each in completeness.check(plan) if "risk" in str(each.text)]


def test_a_strategic_project_and_an_application_are_read_in_section_seven(plan):
    donor, project = resources(plan)
    ProjectRequest.objects.update(is_strategic=True)
    Application.objects.create(
        plan=plan, title="For it", donor=donor, request=project, state="sent",
        sent_on="2026-05-01", amount=1000, currency="USD",
    )  # fmt: skip

    sections = {each.key: each for each in plan_display.sections(snapshot.gather(plan))}
    said = {
        entry.value
        for group in sections["VII"].groups
        for row in group.rows
        for entry in row.entries
    }

    assert {"Yes", "Example Fund", "Laboratory", "Sent", "USD 1,000"} <= said


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"other_donor": ""}, "other_donor"),
        ({"state": "sent"}, "sent_on"),
        ({"state": "sent", "sent_on": "no day"}, "sent_on"),
        ({"amount": "12"}, "currency"),
        ({"state": "nonsense"}, "state"),
    ],
)
def test_an_application_says_whom_it_asks_and_when(plan, changes, field):
    form = application(plan, **changes)

    assert list(form.errors) == [field]
    assert len(form.errors[field]) == 1


def test_a_donor_is_chosen_or_named(plan):
    donor, _project = resources(plan)

    form = application(plan, donor=donor.pk)

    assert list(form.errors) == ["other_donor"]
    assert application(plan, donor=donor.pk, other_donor="").is_valid()
    assert application(plan).is_valid()


def test_the_next_version_takes_them_over_with_their_links(plan):
    donor, project = resources(plan)
    first = risk(plan, objective=ObjectiveFactory.create(plan=plan))
    asked = Application.objects.create(
        plan=plan, title="For it", donor=donor, request=project
    )
    advance(plan, "published")

    later = plans.start(
        plan.area, by=plan.started_by, title="Next",
        period_from=plan.period_from, period_to=plan.period_to,
    )  # fmt: skip

    copied, copied_risk = later.applications.get(), later.risks.get()
    assert (copied.key, copied.donor, copied.request) == (
        asked.key,
        later.donors.get(),
        later.requests.get(),
    )
    assert copied_risk.key == first.key
    assert copied_risk.objective == later.objectives.get()
