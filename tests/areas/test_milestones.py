"""What becomes of milestones stands beside the plan in force, and reminds in time (R-68)."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError
from django.urls import reverse

from areas import scheduled, worklist
from areas.actions import milestones
from areas.models import Milestone, MilestoneNote
from areas.reading import of_partner
from gmp_portal.accounts.models.terms import today
from gmp_portal.notifications.models import Message
from gmp_portal.workflow import RuleRefusedError
from tests.factories.accounts import UserFactory
from tests.factories.areas import AreaFactory, EffortFactory, PlanFactory, advance, lead_of
from tests.factories.partners import RepresentativeFactory

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 30)


@pytest.fixture
def plan():
    area = AreaFactory.create()
    return PlanFactory.create(area=area, started_by=lead_of(area))


@pytest.fixture
def step(plan):
    """A milestone of the plan in force, whose partner has somebody who speaks for it."""
    effort = EffortFactory.create(plan=plan)
    RepresentativeFactory.create(partner=effort.partner, person__name="Sample Speaker")
    Milestone.objects.create(effort=effort, due_on=DAY, text="Half way")
    advance(plan, "published")
    return Milestone.objects.for_page().get()


def address(step, name, *more):
    plan = step.effort.plan
    return reverse(f"areas:milestone_{name}", args=[plan.area.slug, plan.number, *more])


def standing():
    return Milestone.objects.standing().get()


def read(client, step):
    return " ".join(client.get(address(step, "list")).content.decode().split())


def test_the_contact_notes_that_it_is_reached(step, as_user):
    url = address(step, "reach", step.pk)
    words = {"on": "2026-06-12", "words": "Forty.", "evidence_url": "https://example.org/"}

    answer = as_user(step.effort.contact).post(url, words)

    assert answer.status_code == 302
    assert standing().reached_on == date(2026, 6, 12)
    page = read(as_user(step.effort.contact), step)
    assert "1 of 1 milestone is reached." in page
    assert "Forty." in page
    assert 'href="https://example.org/"' in page


def test_the_public_reads_it_without_a_button(step, client, as_user):
    milestones.move(step, to=date(2026, 9, 1), words="Rain.", by=step.effort.contact)

    page = read(client, step)

    assert "0 of 1 milestone is reached." in page
    assert "Rain." in page
    assert "milestones/" + str(step.pk) not in page
    assert str(step.pk) in read(as_user(step.effort.plan.started_by), step)


@pytest.mark.parametrize("name", ["reach", "move", "reopen"])
def test_nobody_else_notes_anything(step, as_user, name):
    answer = as_user(UserFactory.create()).get(address(step, name, step.pk))

    assert answer.status_code == 403


def test_a_move_keeps_the_words_of_the_plan_and_needs_a_reason(step, as_user):
    url, lead = address(step, "move", step.pk), step.effort.plan.started_by

    refused = as_user(lead).post(url, {"to": "2026-09-01", "words": " "})
    as_user(lead).post(url, {"to": "2026-09-01", "words": "Rain."})

    assert refused.status_code == 422
    assert 'value="2026-09-01"' in refused.content.decode()
    assert (standing().due_on, standing().now_due) == (DAY, date(2026, 9, 1))
    note = MilestoneNote.objects.get()
    assert (note.moved_from, note.day) == (DAY, date(2026, 9, 1))


def test_a_day_to_come_is_no_day_on_which_it_was_reached(step, as_user):
    day = str(today() + timedelta(days=1))

    answer = as_user(step.effort.contact).post(address(step, "reach", step.pk), {"on": day})

    assert answer.status_code == 422
    assert not MilestoneNote.objects.exists()


def test_what_was_reached_too_early_is_opened_again(step, as_user):
    by = step.effort.contact
    milestones.reach(step, on=DAY - timedelta(days=90), by=by)

    conflict = as_user(by).get(address(step, "reach", step.pk))
    as_user(by).post(address(step, "reopen", step.pk), {"reason": "Only ten."})

    assert conflict.status_code == 302
    assert conflict.url == step.get_absolute_url()
    assert standing().reached_on is None
    assert MilestoneNote.objects.count() == 2
    with pytest.raises(RuleRefusedError):
        milestones.reopen(step, words="Again.", by=by)


def test_a_milestone_of_a_draft_is_changed_in_the_draft(plan):
    step = Milestone.objects.create(
        effort=EffortFactory.create(plan=plan), due_on=DAY, text="Half way"
    )

    for act in (
        lambda: milestones.reach(step, on=DAY, by=plan.started_by),
        lambda: milestones.reopen(step, words="No.", by=plan.started_by),
    ):
        with pytest.raises(RuleRefusedError) as refusal:
            act()
        assert refusal.value.clause == "R-68"


def test_the_next_version_goes_on_with_what_was_noted_and_with_days_of_its_own(step):
    by, first = step.effort.contact, step.effort.plan
    milestones.move(step, to=date(2026, 9, 1), words="Rain.", by=by)
    milestones.reach(step, on=DAY - timedelta(days=60), by=by)
    type(first).objects.filter(pk=first.pk).update(status="superseded")
    later = PlanFactory.create(area=first.area, number=2, started_by=first.started_by)
    effort = EffortFactory.create(plan=later, key=step.effort.key, partner=None)
    again = Milestone.objects.create(
        effort=effort, due_on=date(2026, 12, 1), text="Half way", key=step.key
    )
    with time_machine.travel(date(2030, 1, 1)):
        advance(later, "published")

    row = Milestone.objects.standing().get(pk=again.pk)

    assert row.reached_on == DAY - timedelta(days=60)
    assert row.now_due == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("days", "mails"), [(31, 0), (30, 1), (7, 1), (1, 0), (-1, 1), (-9, 0)]
)
def test_those_who_know_of_it_are_reminded_in_time(step, days, mails):
    milestones.move(
        step, to=today() + timedelta(days=days), words="So.", by=step.effort.contact
    )

    scheduled.remind_of_milestones(today())
    scheduled.remind_of_milestones(today())

    sent = Message.objects.filter(template="areas/emails/milestone_due.txt")
    assert sent.filter(recipient=step.effort.contact).count() == mails
    assert sent.filter(recipient=step.effort.plan.started_by).count() == mails
    assert sent.filter(recipient__name="Sample Speaker").count() == mails


def test_nobody_is_reminded_of_what_is_reached(step):
    milestones.move(
        step, to=today() + timedelta(days=7), words="So.", by=step.effort.contact
    )
    milestones.reach(step, on=today(), by=step.effort.contact)

    scheduled.remind_of_milestones(today())

    assert not Message.objects.filter(template="areas/emails/milestone_due.txt").exists()


def test_late_ones_wait_for_the_leads(step):
    milestones.move(
        step, to=today() - timedelta(days=3), words="So.", by=step.effort.contact
    )

    titles = [str(task.title) for task in worklist.waiting_for(step.effort.plan.started_by)]

    assert any("1 milestone of the area" in title for title in titles)
    milestones.reach(step, on=today(), by=step.effort.contact)
    titles = [str(task.title) for task in worklist.waiting_for(step.effort.plan.started_by)]
    assert not any("milestone" in title for title in titles)


def test_the_pages_of_the_area_and_of_the_partner_tell_of_it(step, client):
    partner = step.effort.partner

    area = client.get(step.effort.plan.area.get_absolute_url()).content.decode()
    part = of_partner.milestones(partner, UserFactory.create())

    assert address(step, "list") in area
    assert [part.deed(row).title for row in part.rows] == ["Half way"]


def test_a_note_says_what_it_needs(step):
    with pytest.raises(IntegrityError):
        MilestoneNote.objects.create(
            key=step.key, kind="moved", noted_by=step.effort.contact
        )


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_as_often_for_three_as_for_one(
    plan, number, client, django_assert_max_num_queries
):
    effort = EffortFactory.create(plan=plan)
    for place in range(number):
        Milestone.objects.create(effort=effort, due_on=DAY, text=f"Step {place}")
    advance(plan, "published")
    for row in Milestone.objects.for_page():
        milestones.reach(row, on=DAY - timedelta(days=200), by=effort.contact)

    with django_assert_max_num_queries(7):
        client.get(address(Milestone.objects.for_page().first(), "list"))
