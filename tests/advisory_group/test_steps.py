"""Whoever may take a step takes it in its time only, and on the right records."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from advisory_group import permissions, scheduled
from advisory_group.actions import chairs, recommendations, reviews, seats
from advisory_group.models import Assessment, PlanReview, Recommendation, Seat
from advisory_group.reading import people
from gmp_portal import ledger
from gmp_portal.accounts import rights
from gmp_portal.accounts.models.terms import days, today
from gmp_portal.meetings import body_rules
from gmp_portal.workflow import InvalidTransitionError, RuleRefusedError
from tests.acts import unsaved
from tests.before_rule import as_it_was
from tests.factories.advisory_group import (
    ChairTermFactory,
    InvitationFactory,
    PlanReviewFactory,
    RecommendationFactory,
    ReviewCommentFactory,
    SeatFactory,
    decision_on,
    member,
)
from tests.factories.areas import AreaFactory, PlanFactory, lead_of
from tests.factories.meetings import BodyFactory
from tests.not_now import told_by
from tests.reading import reading

YESTERDAY = timedelta(days=1)
STANDS = "This is not possible while it stands at “Declined”."


@pytest.fixture
def review(group):
    """An open review of a submitted plan."""
    return PlanReviewFactory.create()


def _url(name, record):
    return reverse(f"advisory_group:{name}", args=[record.pk])


def _lead(review):
    return review.plan.area.lead_terms.first().person


# The right person at the wrong time ----------------------------------------------------


@pytest.mark.parametrize(("method", "status"), [("get", 302), ("post", 409)])
@pytest.mark.parametrize("name", ["invitation_decline", "invitation_withdraw"])
def test_an_answered_invitation_is_neither_declined_nor_withdrawn(
    as_user, secretariat, group, name, method, status
):
    invitation = InvitationFactory.create(status="declined", answered_at=timezone.now())
    actor = invitation.person if name == "invitation_decline" else secretariat

    response = getattr(as_user(actor), method)(
        _url(name, invitation), {"reason": "x"}, follow=True
    )

    home = invitation.get_absolute_url()
    assert told_by(response) == (status, home, [STANDS], "R-16")
    assert not unsaved.fields_of(invitation)


def test_a_declined_invitation_is_not_accepted(as_user, group):
    invitation = InvitationFactory.create(status="declined", answered_at=timezone.now())

    response = as_user(invitation.person).post(
        _url("invitation_accept", invitation), {"gender": ""}, follow=True
    )

    home = invitation.get_absolute_url()
    assert told_by(response) == (302, home, [STANDS], "R-16")
    assert not unsaved.fields_of(invitation)
    assert not Seat.objects.exists()


@pytest.mark.parametrize(("method", "status"), [("get", 302), ("post", 409)])
def test_an_ended_term_as_chair_is_not_ended_again(
    as_user, secretariat, group, method, status
):
    term = ChairTermFactory.create(starts_on=today() - timedelta(days=1000))

    response = getattr(as_user(secretariat), method)(
        _url("chair_end", term), {"last_day": str(today()), "reason": "x"}, follow=True
    )

    said = ["This term has ended already: there is nothing left to end."]
    assert told_by(response) == (status, term.get_absolute_url(), said, "A1-3d-2")
    assert not unsaved.fields_of(term)


@pytest.mark.parametrize("kind", ["seat", "chair"])
def test_a_term_of_one_day_is_offered_no_earlier_end(as_user, secretariat, group, kind):
    factory = {"seat": SeatFactory, "chair": ChairTermFactory}[kind]
    term = factory.create(period=days(today(), today()))

    response = as_user(secretariat).get(_url(f"{kind}_end", term), follow=True)

    clause = {"seat": "A1-3a", "chair": "A1-3d-2"}[kind]
    said = ["This term is one day long: there is no earlier day on which it could end."]
    assert told_by(response) == (302, term.get_absolute_url(), said, clause)


@pytest.mark.parametrize(("method", "status"), [("get", 302), ("post", 409)])
def test_a_member_of_former_times_declares_nothing(as_user, group, method, status):
    seat = SeatFactory.create(period=days(date(2020, 1, 1), date(2021, 1, 1)))

    response = getattr(as_user(seat.person), method)(
        _url("seat_declare", seat), {"gender": "woman"}, follow=True
    )

    said = [
        "This term has ended already, so what you said about yourself stays as it is. In a "
        "new term you can say it anew."
    ]
    assert told_by(response) == (status, seat.get_absolute_url(), said, "A1-3b-4")
    assert not unsaved.fields_of(seat)


@pytest.mark.parametrize("status", ["proposed", "closed"])
def test_the_lead_of_an_area_that_is_not_established_nominates_nobody(
    as_user, group, status
):
    area = AreaFactory.create()
    lead = lead_of(area)
    type(area).objects.filter(pk=area.pk).update(status=status)

    area.refresh_from_db()

    assert not permissions.can_nominate(lead, area)


@pytest.mark.parametrize(("method", "status"), [("get", 302), ("post", 409)])
@pytest.mark.parametrize(
    "name", ["recommendation_change", "recommendation_merge", "recommendation_drop"]
)
def test_the_wording_of_an_answered_point_stays(
    as_user, review, secretariat, name, method, status
):
    point = RecommendationFactory.create(review=review)
    recommendations.answer(point, kind="changed", text="Example", by=_lead(review))

    response = getattr(as_user(secretariat), method)(
        _url(name, point), {"reason": "x"}, follow=True
    )

    said = ["The area has answered this recommendation; its wording stays as it is."]
    assert told_by(response) == (status, review.get_absolute_url(), said, "A1-3f-ii")
    assert review.recommendations.get() == point
    assert not unsaved.fields_of(point)


@pytest.mark.parametrize(
    "name", ["review_consolidate", "recommendation_add", "review_conclude"]
)
def test_a_concluded_review_is_run_no_further(as_user, secretariat, group, name):
    review = PlanReviewFactory.create(concluded=True)

    response = as_user(secretariat).post(_url(name, review), {}, follow=True)

    said = ["This review is concluded; nothing is added to it any more."]
    assert told_by(response) == (302, review.get_absolute_url(), said, "A1-3f-ii")
    assert not unsaved.fields_of(review)
    assert not ledger.trail(review).exists()


def test_a_point_of_a_concluded_review_keeps_its_words(as_user, secretariat, group):
    point = RecommendationFactory.create(review=PlanReviewFactory.create(concluded=True))

    response = as_user(secretariat).get(_url("recommendation_change", point), follow=True)

    said = ["This review is concluded; nothing is added to it any more."]
    home = point.review.get_absolute_url()
    assert told_by(response) == (302, home, said, "A1-3f-ii")


def test_answers_are_handed_in_after_the_conclusion(as_user, review):
    response = as_user(_lead(review)).post(_url("review_hand_in", review), follow=True)

    said = ["The area hands its answers in after the group has concluded."]
    assert told_by(response) == (302, review.get_absolute_url(), said, "A1-3f-ii")
    assert not unsaved.fields_of(review.plan)
    assert not ledger.trail(review).exists()


def test_handed_in_answers_stay_as_they_are(as_user, group):
    review = PlanReviewFactory.create(
        concluded=True, plan=PlanFactory.create(status="answered")
    )
    point = RecommendationFactory.create(review=review)

    response = as_user(_lead(review)).post(
        _url("recommendation_answer", point), {"kind": "changed", "text": "x"}, follow=True
    )

    said = ["The area has no answers to give any more."]
    assert told_by(response) == (409, review.get_absolute_url(), said, "A1-3f-ii")
    assert not unsaved.fields_of(point)


def test_the_action_takes_no_answer_then_either(group):
    review = PlanReviewFactory.create(
        concluded=True, plan=PlanFactory.create(status="answered")
    )
    point = RecommendationFactory.create(review=review)

    with pytest.raises(InvalidTransitionError):
        recommendations.answer(point, kind="changed", text="x", by=_lead(review))


# The wrong person ----------------------------------------------------------------------


def test_the_refused_reader_is_told_why(as_user, group):
    invitation = InvitationFactory.create()

    page = as_user(invitation.person).post(
        _url("invitation_withdraw", invitation), {"reason": "x"}
    )

    assert page.status_code == 403
    assert "Only the secretariat takes an open invitation back." in page.content.decode()


def test_whoever_words_no_recommendation_is_told_who_does(as_user, review):
    point = RecommendationFactory.create(review=review)

    page = as_user(_lead(review)).get(_url("recommendation_change", point))

    assert page.status_code == 403
    assert "a chair who does not stand aside does this" in page.content.decode()
    assert "A1-3f-ii" in page.content.decode()


def test_a_review_that_is_over_asks_nobody_who_the_reader_is(
    person, group, django_assert_num_queries
):
    review = PlanReviewFactory.create(concluded=True)
    review.plan.status = "answered"

    with django_assert_num_queries(0):
        possible = permissions.REVIEW.possible(person, review)

    assert possible == set()


def test_a_lead_who_chairs_the_group_changes_no_point_on_the_own_plan(group, review):
    lead = _lead(review)
    SeatFactory.create(person=lead)
    ChairTermFactory.create(person=lead)
    point = RecommendationFactory.create(review=review)

    asked = (permissions.can_change, permissions.can_merge, permissions.can_drop)

    assert not any(permission(lead, point) for permission in asked)


def test_a_visitor_may_do_nothing_here(client, review):
    visitor = client.get(reverse("advisory_group:home")).wsgi_request.user

    assert not permissions.is_member(visitor)
    assert not permissions.chairs(visitor)
    assert permissions.stands_aside(visitor, review) is None
    assert permissions.REVIEW.possible(visitor, review) == set()
    assert not Seat.objects.visible_to(visitor).exists()


def test_a_seat_without_its_right_makes_no_member(group):
    seat = SeatFactory.create()
    chair = ChairTermFactory.create()

    rights.revoke(seats.SERVE, seat.person, seat)
    rights.revoke(chairs.PRESIDE, chair.person, chair)

    assert not permissions.is_member(seat.person)
    assert not permissions.chairs(chair.person)


# The right records ---------------------------------------------------------------------


def test_the_chair_presides_over_the_group_and_over_no_other_body(group):
    area = BodyFactory.create()
    chair = ChairTermFactory.create().person

    assert body_rules.presides(chair, group)
    assert not body_rules.presides(chair, area)
    assert list(body_rules.bodies_of(chair)) == [group.pk]
    assert list(body_rules.bodies_of(member())) == []


def test_chairs_of_former_times_preside_no_more(group):
    term = ChairTermFactory.create(starts_on=today() - timedelta(days=1000))

    assert list(body_rules.bodies_of(term.person)) == []
    assert people.chairs() == []


@pytest.mark.parametrize(
    ("last_day", "is_refused"),
    [
        (timedelta(days=-1), True),
        (timedelta(days=0), False),
        (timedelta(days=99), False),
        (timedelta(days=100), True),
        (timedelta(days=101), True),
    ],
)
def test_an_early_end_lies_within_the_term(group, secretariat, last_day, is_refused):
    first = today() - timedelta(days=30)
    seat = SeatFactory.create(period=days(first, first + timedelta(days=100)))
    term = ChairTermFactory.create(period=days(first, first + timedelta(days=100)))

    outcomes = []
    for end, record in ((seats.end, seat), (chairs.end, term)):
        try:
            end(record, last_day=first + last_day, reason="x", by=secretariat)
            outcomes.append(record.ends_on)
        except RuleRefusedError as refusal:
            outcomes.append(refusal.clause)

    expected = ["A1-3a", "A1-3d-2"] if is_refused else [first + last_day] * 2
    assert outcomes == expected


def test_rights_stay_until_the_last_day_is_over(group, secretariat):
    seat, term = SeatFactory.create(), ChairTermFactory.create()

    seats.end(seat, last_day=today(), reason="x", by=secretariat)
    chairs.end(term, last_day=today(), reason="x", by=secretariat)

    assert permissions.is_member(seat.person)
    assert permissions.chairs(term.person)


@pytest.mark.parametrize(("ago", "is_taken"), [(1, True), (3, True), (4, False)])
def test_the_clock_takes_back_what_ended_in_the_last_three_days(group, ago, is_taken):
    last = today() - timedelta(days=ago)
    seat = SeatFactory.create(period=days(date(2024, 1, 1), last))
    running = SeatFactory.create()

    scheduled.take_back_rights(today())

    fresh = {who.pk: who for who in type(seat.person).objects.all()}
    assert fresh[seat.person_id].has_perm(seats.SERVE, seat) is not is_taken
    assert fresh[running.person_id].has_perm(seats.SERVE, running)


@pytest.mark.parametrize(("ahead", "is_told"), [(89, True), (91, False)])
def test_the_end_of_a_chair_is_announced_ninety_days_ahead(group, ahead, is_told):
    last = today() + timedelta(days=ahead)
    term = ChairTermFactory.create(period=days(today() - timedelta(days=30), last))

    scheduled.remind_of_ending_chairs(today())

    term.refresh_from_db()
    assert (term.reminded_at is not None) is is_told


@pytest.mark.parametrize(("ahead", "is_told"), [(6, True), (8, False)])
def test_members_are_reminded_a_week_ahead(group, ahead, is_told):
    before = timezone.now() - timedelta(days=30)
    due_at = timezone.now() + timedelta(days=ahead)
    review = PlanReviewFactory.create(due_at=due_at, opened_at=before)
    concluded = PlanReviewFactory.create(concluded=True, due_at=timezone.now())

    scheduled.remind_of_due_reviews(today())

    review.refresh_from_db()
    concluded.refresh_from_db()
    assert (review.reminded_at is not None) is is_told
    assert concluded.reminded_at is None


# Rounds, lists, decisions --------------------------------------------------------------


def _after(before, secretariat):
    plan = PlanFactory.create(
        area=before.area, number=before.number + 1, status="under_review", continues=before
    )
    due_at = timezone.now() + timedelta(days=30)
    return reviews.open_(plan, due_at=due_at, by=secretariat)


def test_the_version_after_a_published_one_begins_with_the_first_round(group, secretariat):
    plan = PlanFactory.create(status="published")
    PlanReviewFactory.create(plan=plan, concluded=True, round=3)

    assert plan.published_at
    assert _after(plan, secretariat).round == 1


def test_each_version_that_never_came_into_force_adds_a_round(group, secretariat):
    plan = PlanFactory.create(status="recommendations_made")
    PlanReviewFactory.create(plan=plan, concluded=True, round=2)

    assert _after(plan, secretariat).round == 3


def test_a_version_whose_forerunner_was_never_reviewed_is_in_its_first_round(
    group, secretariat
):
    plan = PlanFactory.create(status="recommendations_made")

    assert _after(plan, secretariat).round == 1


def test_a_due_date_in_the_past_is_refused(group, secretariat):
    plan = PlanFactory.create(status="under_review")

    with pytest.raises(RuleRefusedError, match="due date lies in the past"):
        reviews.open_(plan, due_at=timezone.now() - YESTERDAY, by=secretariat)

    assert not PlanReview.objects.exists()


def test_a_recommendation_is_worded_anew_through_its_form(as_user, review, secretariat):
    point = RecommendationFactory.create(review=review)
    typed = {"section": "IV", "kind": "should", "text": "Name the figure for 2030."}

    as_user(secretariat).post(_url("recommendation_change", point), typed)

    point.refresh_from_db()
    assert {field: getattr(point, field) for field in typed} == typed
    assert [entry.kind for entry in ledger.trail(review)] == ["review.recommended"]


def test_a_point_added_by_hand_gets_the_next_number(as_user, review, secretariat):
    RecommendationFactory.create(review=review, number=7)
    RecommendationFactory.create(number=40)

    as_user(secretariat).post(
        _url("recommendation_add", review), {"section": "I", "kind": "must", "text": "x"}
    )

    assert [point.number for point in review.recommendations.all()] == [7, 8]


def test_dropping_keeps_the_comments_and_the_reason(as_user, review, secretariat):
    point = RecommendationFactory.create(review=review)
    comment = ReviewCommentFactory.create(review=review, recommendation=point)

    response = as_user(secretariat).post(
        _url("recommendation_drop", point), {"reason": "Said twice."} | reading(point)
    )

    comment.refresh_from_db()
    [entry] = ledger.trail(review)
    assert response.url == review.get_absolute_url()
    assert not Recommendation.objects.exists()
    assert comment.recommendation is None
    assert (entry.kind, entry.reason) == ("review.dropped", "Said twice.")


@pytest.mark.parametrize("name", ["recommendation_drop", "recommendation_merge"])
def test_no_point_is_dropped_or_merged_without_a_word(as_user, review, secretariat, name):
    point = RecommendationFactory.create(review=review)

    response = as_user(secretariat).post(_url(name, point), {"reason": "", "into": ""})

    assert response.status_code == 422
    assert Recommendation.objects.exists()


def test_a_point_is_merged_into_unanswered_ones_of_its_own_list_only(
    as_user, review, secretariat
):
    point, other = RecommendationFactory.create_batch(2, review=review)
    answered = RecommendationFactory.create(review=review)
    recommendations.answer(answered, kind="changed", text="x", by=_lead(review))
    elsewhere = RecommendationFactory.create()
    browser = as_user(secretariat)

    refused = [
        browser.post(_url("recommendation_merge", point), {"into": into.pk}).status_code
        for into in (point, answered, elsewhere)
    ]
    typed = {"into": other.pk} | reading(review)
    merged = browser.post(_url("recommendation_merge", point), typed)

    assert refused == [422, 422, 422]
    assert merged.status_code == 302
    assert not Recommendation.objects.filter(pk=point.pk).exists()


def _group():
    return people.body()


def test_the_page_drafts_the_decision_once(as_user, review, secretariat):
    RecommendationFactory.create(review=review, text="Name a figure.")
    browser, url = as_user(secretariat), _url("review_draft_decision", review)

    first = browser.post(url, {"outcome": "recommendations_made"} | reading(review))
    again = browser.post(url, {"outcome": "aligned"} | reading(review))

    [decision] = _group().decisions.all()
    assert first.url == again.url == decision.get_absolute_url()
    assert "Name a figure." in decision.current_text.text


@pytest.mark.parametrize("typed", [{}, {"outcome": ""}, {"outcome": "approved"}])
def test_without_an_outcome_no_decision_is_drafted(as_user, review, secretariat, typed):
    response = as_user(secretariat).post(_url("review_draft_decision", review), typed)

    assert response.status_code == 422
    assert "A1-3f-ii" in response.content.decode()
    assert not _group().decisions.exists()


def test_editorial_points_alone_may_be_found_aligned(review, secretariat):
    RecommendationFactory.create(review=review, kind="editorial")

    reviews.conclude(
        review,
        decision=decision_on(review),
        outcome="aligned",
        by=secretariat,
    )

    review.refresh_from_db()
    assert (review.outcome, review.unanswered_reason) == ("aligned", "")


def test_no_reason_is_kept_where_nothing_is_unanswered(review, secretariat):
    point = RecommendationFactory.create(review=review)
    RecommendationFactory.create(review=review, kind="should")
    recommendations.answer(point, kind="changed", text="x", by=_lead(review))

    reviews.conclude(
        review,
        decision=decision_on(review),
        outcome="recommendations_made",
        reason="Nobody asked.",
        by=secretariat,
    )

    assert review.unanswered_reason == ""


def test_a_late_checklist_stays_late_when_there_is_more_time_afterwards(group):
    review, person = PlanReviewFactory.create(due_at=timezone.now() - YESTERDAY), member()
    reviews.assess(review, Assessment(goal="yes"), by=person)
    as_it_was(review, due_at=timezone.now() + YESTERDAY)

    filed = reviews.assess(review, Assessment(goal="no"), by=person)

    assert (filed.goal, filed.is_late) == ("no", True)
