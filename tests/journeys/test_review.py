"""A plan is submitted, reviewed, decided upon, answered and published (A1-3f-ii)."""

from django.urls import reverse

from advisory_group.models import PlanReview
from areas.actions import plans
from areas.models import PlanVersion
from gmp_portal import ledger
from gmp_portal.accounts.models.terms import today
from gmp_portal.meetings.actions import decisions, meetings
from gmp_portal.meetings.models import Decision
from gmp_portal.website.demo import sessions
from tests.factories.advisory_group import ChairTermFactory, SeatFactory, the_group
from tests.factories.areas import PlanFactory
from tests.factories.meetings import attend
from tests.reading import reading


def _url(name, record):
    return reverse(f"advisory_group:{name}", args=[record.pk])


def test_from_submission_to_the_public_page(as_user, client, secretariat):
    group = the_group()
    plan = PlanFactory.create(status="agreed")
    lead = plan.area.lead_terms.first().person
    member, second = SeatFactory.create().person, SeatFactory.create().person
    chair = ChairTermFactory.create().person
    SeatFactory.create(person=lead, organisation="Example Lead Institute")
    desk, seat, area = as_user(secretariat), as_user(member), as_user(lead)

    # The area submits; the secretariat opens the review.
    plans.submit(plan, by=lead)
    desk.post(
        reverse("advisory_group:review_open", args=[plan.pk]),
        {"due_at": "2030-03-15T18:00", "note": "Please look at the figures."},
    )
    review = PlanReview.objects.get()
    address = review.get_absolute_url()
    assert client.get(address).status_code == 404

    # Members comment and file the checklist; one has an interest, one leads the area.
    seat.post(
        _url("review_comment", review),
        {"comment-section": "II", "comment-kind": "must", "comment-text": "Name a figure."},
    )
    seat.post(
        _url("review_assess", review),
        {"checklist-goal": "yes", "checklist-objectives": "no"},
    )
    as_user(second).post(
        _url("review_stand_aside", review), {"statement": "My employer leads an effort."}
    )
    comment = {"comment-section": "I", "comment-kind": "must", "comment-text": "x"}
    assert as_user(second).post(_url("review_comment", review), comment).status_code == 403
    assert area.post(_url("review_comment", review), comment).status_code == 403

    # The chair draws the recommendations together and drafts the decision for the meeting.
    meeting = meetings.plan(group, starts_on=today(), by=secretariat)
    meetings.convene(meeting, by=secretariat)
    attend(meeting, chair)
    as_user(chair).post(_url("review_consolidate", review))
    as_user(chair).post(
        _url("review_draft_decision", review),
        {"outcome": "recommendations_made"} | reading(review),
    )
    decision = Decision.objects.get(subject=review.conclusion)
    assert "Name a figure." in decision.current_text.text

    # No conclusion before the group has found consensus.
    conclusion = reading(review) | {
        "decision": decision.pk,
        "outcome": "recommendations_made",
    }
    refused = desk.post(_url("review_conclude", review), conclusion | {"reason": "Example"})
    assert refused.status_code == 422
    decisions.open_in_session(decision, by=chair)
    sessions.agreed(decision, by=chair)

    # A point that must be followed is unanswered: concluding needs a reason.
    assert desk.post(_url("review_conclude", review), conclusion).status_code == 422
    desk.post(
        _url("review_conclude", review),
        conclusion | {"reason": "The area answers in June."},
    )
    plan.refresh_from_db()
    assert plan.status == PlanVersion.Status.RECOMMENDATIONS_MADE

    # The area answers and hands in; the plan is published.
    assert area.post(_url("review_hand_in", review)).status_code == 409
    point = review.recommendations.get()
    answer = {"kind": "changed", "text": "Version 2 names 40 laboratories."}
    area.post(_url("recommendation_answer", point), answer | reading(point))
    area.post(_url("review_hand_in", review), reading(review))
    plan.refresh_from_db()
    assert plan.status == PlanVersion.Status.ANSWERED
    plans.publish(plan, by=secretariat)

    # Anybody reads the review, the recommendation, the answer and the plan.
    text = client.get(address).content.decode()
    assert "Name a figure." in text
    assert "Version 2 names 40 laboratories." in text
    assert "Recommendations made" in text
    assert "The area answers in June." in text
    assert "My employer leads an effort." not in text
    assert client.get(plan.get_absolute_url()).status_code == 200
    assert [entry.kind for entry in ledger.trail(review)] == [
        "review.handed_in",
        "review.answered",
        "review.concluded",
        "review.decision_drafted",
        "review.consolidated",
        "review.stood_aside",
        "review.assessed",
        "review.commented",
        "review.opened",
    ]
