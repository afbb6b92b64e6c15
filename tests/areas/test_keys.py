"""What plans speak of keeps one key through all versions (B4-2)."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from areas.actions import plans, rows
from areas.models import Effort, Linkage, Milestone, PlanKey, PlanVersion
from areas.reading import removed, snapshot
from reporting.models import IndicatorValue
from tests.factories.areas import (
    AreaFactory,
    EffortFactory,
    IndicatorFactory,
    ObjectiveFactory,
    PlanFactory,
    advance,
    lead_of,
)
from tests.factories.reporting import AreaReportFactory, move

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    area = AreaFactory.create(slug="gold-mining")
    return PlanFactory.create(area=area, started_by=lead_of(area))


def step_of(effort, text="Half way"):
    return Milestone.objects.create(effort=effort, due_on="2026-06-30", text=text)


def next_version(plan):
    advance(plan, "published")
    return plans.start(
        plan.area,
        by=plan.started_by,
        title="Next",
        period_from=plan.period_from,
        period_to=plan.period_to,
    )


def page_of(key):
    return reverse("areas:key_detail", args=[key.code])


def test_each_new_entry_gets_the_next_key_of_its_kind_in_its_area(plan):
    first, second = EffortFactory.create_batch(2, plan=plan)
    step = step_of(first)
    elsewhere = EffortFactory.create()

    codes = [row.key.code for row in (first, second, step, elsewhere)]

    assert codes[:3] == ["GOLD-MINING-E-01", "GOLD-MINING-E-02", "GOLD-MINING-M-01"]
    assert codes[3].endswith("-E-01")


def test_many_entries_written_at_once_have_keys_of_their_own(plan):
    effort = EffortFactory.create(plan=plan)

    steps = Milestone.objects.bulk_create(
        Milestone(effort=effort, due_on="2026-06-30", text=f"Step {n}") for n in range(12)
    )

    assert [step.key.code[-4:] for step in steps][::11] == ["M-01", "M-12"]


def test_the_next_version_says_the_same_of_each_thing(plan):
    effort, indicator = (
        EffortFactory.create(plan=plan),
        IndicatorFactory.create(plan=plan, objective=ObjectiveFactory.create(plan=plan)),
    )
    step = step_of(effort)

    later = next_version(plan)

    assert later.efforts.get(key=effort.key).milestones.get().key == step.key
    assert later.indicators.get(key=indicator.key).objective.key == indicator.objective.key


def test_an_entry_that_comes_back_has_its_key_and_nothing_new_gets_it(plan):
    effort = EffortFactory.create(plan=plan)
    step = step_of(effort)
    rows.remove(plan, Effort.objects.get(), by=plan.started_by)

    other = EffortFactory.create(plan=plan)
    [kept] = removed.of_plan(plan)
    rows.bring_back(plan, kept, by=plan.started_by)

    assert other.key.number == 2
    assert Effort.objects.get(pk=effort.pk).key == effort.key
    assert Milestone.objects.get(pk=step.pk).key == step.key


def refused(make):
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        make()
    return str(refusal.value)


def test_a_key_belongs_to_its_area_and_kind_and_stands_once_in_a_version(plan):
    effort, other = EffortFactory.create(plan=plan), EffortFactory.create()
    draft = {"plan": plan, "side": "outside", "name": "Example"}

    said = [
        refused(lambda: EffortFactory.create(plan=plan, key=other.key)),
        refused(lambda: Linkage.objects.create(**draft, key=effort.key)),
        refused(lambda: EffortFactory.create(plan=plan, key=effort.key)),
        refused(lambda: Effort.objects.filter(pk=effort.pk).update(key=other.key)),
    ]

    assert "something else" in said[0]
    assert "something else" in said[1]
    assert "plan_effort_key_once" in said[2]
    assert "never changes" in said[3]


def test_a_version_has_one_entry_for_each_milestone(plan):
    first, second = EffortFactory.create_batch(2, plan=plan)
    step = step_of(first)
    again = Milestone(effort=second, due_on=step.due_on, text="Again", key=step.key)

    assert "one entry for each milestone" in refused(again.save)


def test_a_milestone_of_an_effort_that_is_gone_is_refused_as_such(plan):
    effort = EffortFactory.create(plan=plan)
    step = Milestone(effort_id=effort.pk, due_on="2026-06-30", text="Too late")
    Effort.objects.all().delete()

    assert "belongs to is gone" in refused(step.save)


def test_keys_stand_in_what_is_frozen_and_not_in_what_the_area_agrees_to(plan):
    EffortFactory.create(plan=plan)
    step_of(plan.efforts.get())

    [effort] = snapshot.gather(plan)["efforts"]
    [written] = snapshot.written(plan)["efforts"]

    assert effort["key"] == "GOLD-MINING-E-01"
    assert effort["milestones"][0]["key"] == "GOLD-MINING-M-01"
    assert "key" not in written
    assert "key" not in written["milestones"][0]


def test_the_page_of_a_key_tells_in_which_versions_it_stands(plan, client, as_user):
    effort = EffortFactory.create(plan=plan, description="Train 20 laboratories.")
    later = next_version(plan)
    later.efforts.filter(key=effort.key).update(description="Train 30 laboratories.")

    for_all = client.get(page_of(effort.key)).content.decode()
    for_lead = as_user(plan.started_by).get(page_of(effort.key)).content.decode()

    assert "In version 1 of the plan." in for_all
    assert "Train 30 laboratories." not in for_all
    assert "In the versions 1, 2 of the plan." in for_lead
    assert "Train 30 laboratories." in for_lead


@pytest.mark.parametrize("code", ["GOLD-MINING-E-01", "GOLD-MINING-E-99"])
def test_what_stands_in_a_draft_only_has_no_public_page(plan, client, code):
    EffortFactory.create(plan=plan)

    assert client.get(reverse("areas:key_detail", args=[code])).status_code == 404


def test_every_kind_of_entry_has_a_page(plan, client):
    complete = PlanFactory.create(area=AreaFactory.create(), complete=True)
    step_of(complete.efforts.first())
    Linkage.objects.create(plan=complete, side="inside", area=plan.area)
    advance(complete, "published")

    answers = {
        key.kind: client.get(page_of(key)).status_code
        for key in PlanKey.objects.filter(area=complete.area)
    }

    assert {"objective", "action", "effort", "milestone", "indicator", "linkage"} <= {
        *answers
    }
    assert {*answers.values()} == {200}


def test_values_of_an_indicator_go_on_in_the_next_version(plan, client):
    row = IndicatorFactory.create(plan=plan, unit="t")
    later = next_version(plan)
    report = AreaReportFactory.create(area=plan.area, plan=plan)
    IndicatorValue.objects.create(report=report, indicator=row, actual="12")
    move(report, "accepted")
    PlanVersion.objects.filter(pk=plan.pk).update(status="superseded")
    advance(later, "published")

    page = client.get(page_of(row.key)).content.decode()
    area = client.get(plan.area.get_absolute_url()).content.decode()

    assert "What reports say of it" in page
    assert "12" in page
    assert report.get_absolute_url() in area
