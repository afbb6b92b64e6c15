"""What C7 says of an area whose plan is reviewed: two rounds, from a point to its answer."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from advisory_group.models import PlanReview
from areas.models import PlanVersion
from gmp_portal.meetings.actions import endings, positions
from gmp_portal.notifications.models import Message
from tests.factories.advisory_group import PlanReviewFactory, decision_on, member, the_group
from tests.factories.areas import lead_of, member_of
from tests.reading import reading

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return the_group()


def _of_review(name, record):
    return reverse(f"advisory_group:{name}", args=[record.pk])


def _of_plan(name, plan, *args):
    return reverse(f"areas:{name}", args=[plan.area.slug, plan.number, *args])


def _first_round(review, reviewer, officer, lead):
    """The group finds one point that must be followed; the lead answers it."""
    asked = {"comment-section": "VI", "comment-kind": "must"}
    asked["comment-text"] = "Name a figure for each example district."
    reviewer.post(_of_review("review_comment", review), asked)
    officer.post(_of_review("review_consolidate", review))
    found = {"decision": decision_on(review).pk, "outcome": "recommendations_made"}
    conclude = _of_review("review_conclude", review)
    assert officer.post(conclude, found | reading(review)).status_code == 422
    officer.post(
        conclude, found | {"reason": "The area answers in June."} | reading(review)
    )
    point = review.recommendations.get()
    answer = {"kind": "changed", "text": "Version 2 names 40 laboratories."}
    lead.post(_of_review("recommendation_answer", point), answer | reading(point))
    lead.post(_of_review("review_hand_in", review), reading(review))
    return point


def _next_version(area, plan, point, partner):
    """Version 2 says in section VI what the point asked for, and the area agrees to it."""
    frame = {"title": "Example plan, second version", "language": "en"}
    period = {"period_from": "2026-01-01", "period_to": "2027-12-31"}
    area.post(reverse("areas:plan_start", args=[plan.area.slug]), frame | period)
    later = PlanVersion.objects.get(area=plan.area, number=2)
    text = "Measured in 40 example laboratories."
    for section, words in (
        ("VI", {"text": text}),
        ("VIII", {"text": "Example", "next_review_on": "2027-06-30"}),
    ):
        address = _of_plan("section_edit", later, section)
        version = area.get(address).context["form"].shared.token
        area.post(address, words | {"version": version})
    take_up = reverse("advisory_group:point_take_up", args=[later.pk, point.pk])
    said = {"section": "VI", "text": "It stands in the first paragraph."}
    area.post(take_up, said | {"version": area.get(take_up).context["form"].shared.token})
    later.refresh_from_db()
    closes_at = (later.changed_at + timedelta(days=4)).strftime("%Y-%m-%dT%H:%M")
    area.post(
        _of_plan("plan_send", later),
        {"how": "silence", "closes_at": closes_at} | reading(later),
    )
    later.refresh_from_db()
    decision = later.consensus_decision
    positions.take_position(decision, by=partner)
    with time_machine.travel(decision.closes_at + timedelta(minutes=1), tick=False):
        endings.close_silence(decision)
    area.post(_of_plan("plan_submit", later), {"confirmed": "on"})
    later.refresh_from_db()
    return later


def test_the_second_round_shows_each_point_with_its_answer_and_what_changed(
    as_user, secretariat, group, client
):
    review = PlanReviewFactory.create()
    area = review.plan.area
    partner = member_of(area)
    lead = as_user(lead_of(area, interim=True))
    officer, people = as_user(secretariat), [member() for _ in range(6)]

    point = _first_round(review, as_user(people[0]), officer, lead)
    later = _next_version(lead, review.plan, point, partner)
    open_ = reverse("advisory_group:review_open", args=[later.pk])
    officer.post(open_, {"due_at": "2030-03-15T18:00"})
    second = PlanReview.objects.get(plan=later)
    for person in people[:4]:
        checklist = _of_review("review_assess", second)
        as_user(person).post(checklist, {"checklist-goal": "yes"})

    page = as_user(people[0]).get(second.get_absolute_url()).content.decode()
    points = as_user(people[0]).get(_of_review("point_list", later)).content.decode()
    opened = Message.objects.filter(template="advisory_group/emails/review_opened.txt")
    asked = {message.recipient for message in opened}
    public = client.get(review.get_absolute_url()).content.decode()
    assert "Round 2: 4 of 6 reviews in." in page
    assert set(people) <= asked
    assert "Name a figure for each example district." in points
    assert "Version 2 names 40 laboratories." in points
    assert "It stands in the first paragraph." in points
    assert "Measured in 40 example laboratories." in re.sub(r"<[^>]+>", "", points)
    assert "The area answers in June." in public
