"""The consolidated list, the area's answers and the conclusion (A1-3f-ii)."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from advisory_group import permissions, worklist
from advisory_group.actions import recommendations, reviews
from advisory_group.models import PlanReview, Recommendation
from advisory_group.reading import people, review_display
from areas.models import PlanVersion
from gmp_portal.accounts.models.terms import today
from gmp_portal.meetings.models import Decision
from gmp_portal.notifications.models import Message
from gmp_portal.workflow import InvalidTransitionError, RuleRefusedError
from tests.factories.advisory_group import (
    AssessmentFactory,
    ChairTermFactory,
    PlanReviewFactory,
    RecommendationFactory,
    ReviewCommentFactory,
    SeatFactory,
    StandAsideFactory,
    decision_on,
    lead_of,
    member,
)
from tests.factories.areas import AreaFactory, PlanFactory
from tests.factories.meetings import BodyFactory, DecisionFactory, MeetingFactory
from tests.reading import reading


@pytest.fixture
def review(group):
    """An open review of a submitted plan."""
    return PlanReviewFactory.create()


@pytest.fixture
def adopted(review):
    """The group adopted a decision about the review."""
    return decision_on(review)


def _later(days=30):
    return timezone.now() + timedelta(days=days)


def _url(name, record):
    return reverse(f"advisory_group:{name}", args=[record.pk])


def _lead(review):
    return review.plan.area.lead_terms.first().person


POINT = {"comment-section": "II", "comment-kind": "must", "comment-text": "Example point"}


# The list and its answers --------------------------------------------------------------


def test_comments_become_one_recommendation_each_and_only_once(review, secretariat):
    ReviewCommentFactory.create_batch(2, review=review)

    drafted = reviews.consolidate(review, by=secretariat)
    again = reviews.consolidate(review, by=secretariat)

    assert (drafted, again) == (2, 0)
    assert [one.number for one in review.recommendations.all()] == [1, 2]


def test_merging_takes_the_comments_along(review, secretariat):
    comments = ReviewCommentFactory.create_batch(2, review=review)
    reviews.consolidate(review, by=secretariat)
    first, second = review.recommendations.all()

    recommendations.merge(second, into=first, by=secretariat)

    assert [one.recommendation for one in review.comments.all()] == [first, first]
    assert len(comments) == 2


def test_an_answered_recommendation_keeps_its_wording(review, secretariat):
    point = RecommendationFactory.create(review=review)
    recommendations.answer(point, kind="changed", text="Example", by=_lead(review))

    with pytest.raises(RuleRefusedError, match="its wording stays as it is"):
        recommendations.change(
            point, section="I", kind="must", text="Something else", by=secretariat
        )


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("review_consolidate", {}),
        ("recommendation_add", {"section": "I", "kind": "must", "text": "x"}),
        ("review_draft_decision", {"outcome": "aligned"}),
        ("review_conclude", {}),
    ],
)
def test_a_member_does_not_run_the_review(as_user, review, name, data):
    response = as_user(member()).post(_url(name, review), data)

    assert response.status_code == 403


@pytest.mark.parametrize(
    "name", ["recommendation_change", "recommendation_merge", "recommendation_drop"]
)
def test_a_member_does_not_change_the_list(as_user, review, name):
    point = RecommendationFactory.create(review=review)

    response = as_user(member()).post(_url(name, point), {"reason": "x"})

    assert response.status_code == 403


def test_a_chair_who_leads_the_area_does_not_run_the_review(as_user, review):
    lead = _lead(review)
    SeatFactory.create(person=lead)
    ChairTermFactory.create(person=lead)

    assert permissions.chairs(lead)
    assert not permissions.can_conclude(lead, review)
    with pytest.raises(RuleRefusedError, match="You stand aside in this review: Leads"):
        reviews.consolidate(review, by=lead)


def test_the_lead_answers_and_nobody_else(as_user, review):
    point = RecommendationFactory.create(review=review)
    typed = {"kind": "explained", "text": "The figures are not public."}

    refused = as_user(member()).post(_url("recommendation_answer", point), typed)
    kept = as_user(_lead(review)).post(
        _url("recommendation_answer", point), typed | reading(point)
    )

    point.refresh_from_db()
    assert (refused.status_code, kept.status_code) == (403, 302)
    assert (point.answer_kind, point.answered_by) == ("explained", _lead(review))


def test_points_of_an_open_review_are_hidden_from_whoever_does_not_see_it(review, person):
    point = RecommendationFactory.create(review=review)
    public = RecommendationFactory.create(review=PlanReviewFactory.create(concluded=True))

    seen = Recommendation.objects.visible_to

    assert list(seen(person)) == list(seen(AnonymousUser())) == [public]
    assert set(seen(_lead(review))) == {point, public}


def test_an_open_review_is_no_earlier_review(group):
    first = PlanReviewFactory.create()
    plan = PlanFactory.create(area=first.plan.area, number=2, status="under_review")
    second = PlanReviewFactory.create(plan=plan)

    assert review_display.previous_reviews(second).first() is None


def test_the_newest_concluded_review_of_the_area_comes_before_this_one(group):
    PlanReviewFactory.create(concluded=True)
    first = PlanReviewFactory.create(concluded=True)
    area = first.plan.area
    second, third = (
        PlanReviewFactory.create(
            concluded=True,
            plan=PlanFactory.create(area=area, number=n, status="recommendations_made"),
        )
        for n in (2, 3)
    )

    before = [
        review_display.previous_reviews(review).first() for review in (first, second, third)
    ]

    assert before == [None, first, second]


def test_an_answer_without_words_is_422(as_user, review):
    point = RecommendationFactory.create(review=review)

    response = as_user(_lead(review)).post(
        _url("recommendation_answer", point), {"kind": "changed"} | reading(point)
    )

    assert response.status_code == 422


# Concluding ----------------------------------------------------------------------------


def test_a_review_ends_with_an_adopted_decision_of_the_group_only(review, secretariat):
    RecommendationFactory.create(review=review, kind="editorial")
    drafted = DecisionFactory.create()
    elsewhere = DecisionFactory.create(adopted=True, body=BodyFactory.create())

    for decision in (drafted, elsewhere):
        with pytest.raises(RuleRefusedError) as refusal:
            reviews.conclude(
                review, decision=decision, outcome="recommendations_made", by=secretariat
            )
        assert refusal.value.clause == "A1-3f-ii"

    review.refresh_from_db()
    assert review.is_open


def test_a_decision_about_something_else_concludes_no_review(as_user, review, secretariat):
    RecommendationFactory.create(review=review, kind="editorial")
    others = [
        DecisionFactory.create(adopted=True),
        decision_on(PlanReviewFactory.create()),
    ]

    for decision in others:
        how = {"decision": decision, "outcome": "recommendations_made"}
        with pytest.raises(RuleRefusedError, match="about something else"):
            reviews.conclude(review, **how, by=secretariat)
        typed = how | {"decision": decision.pk} | reading(review)
        response = as_user(secretariat).post(_url("review_conclude", review), typed)
        [error] = response.context["form"].errors.as_data()["decision"]
        assert (response.status_code, error.clause) == (422, "A1-3f-ii")
        assert "about the review of this very plan" in response.content.decode()

    review.refresh_from_db()
    assert review.is_open


def test_the_database_knows_no_conclusion_without_a_decision(review):
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanReview.objects.filter(pk=review.pk).update(
            status="concluded", outcome="aligned"
        )


def test_there_is_no_outcome_called_approved():
    assert PlanReview.Outcome.values == ["aligned", "recommendations_made"]
    assert PlanReview.Status.values == ["open", "concluded"]


def test_concluding_with_an_unanswered_must_needs_a_reason_which_is_kept(
    review, adopted, secretariat
):
    RecommendationFactory.create(review=review)
    how = {"decision": adopted, "outcome": "recommendations_made", "by": secretariat}

    with pytest.raises(RuleRefusedError, match="Say why you conclude now"):
        reviews.conclude(review, **how)
    reviews.conclude(review, reason="The area answers in writing.", **how)

    review.refresh_from_db()
    assert review.unanswered_reason == "The area answers in writing."
    assert review.plan.status == PlanVersion.Status.RECOMMENDATIONS_MADE


def test_the_form_asks_for_that_reason_with_422(as_user, review, adopted, secretariat):
    RecommendationFactory.create(review=review)
    typed = {"decision": adopted.pk, "outcome": "recommendations_made"}

    response = as_user(secretariat).post(_url("review_conclude", review), typed)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["reason"]


def test_a_plan_with_points_to_follow_is_not_found_aligned(review, adopted, secretariat):
    RecommendationFactory.create(review=review, kind="should")

    with pytest.raises(RuleRefusedError, match="editorial points only"):
        reviews.conclude(review, decision=adopted, outcome="aligned", by=secretariat)


def test_recommendations_made_needs_a_recommendation(review, adopted, secretariat):
    with pytest.raises(RuleRefusedError, match="no recommendation on the list"):
        reviews.conclude(
            review, decision=adopted, outcome="recommendations_made", by=secretariat
        )


def test_found_aligned_the_plan_says_so(review, adopted, secretariat):
    reviews.conclude(review, decision=adopted, outcome="aligned", by=secretariat)

    assert review.plan.status == PlanVersion.Status.ALIGNED


def test_a_review_is_concluded_once(review, adopted, secretariat):
    reviews.conclude(review, decision=adopted, outcome="aligned", by=secretariat)

    with pytest.raises(InvalidTransitionError):
        reviews.conclude(review, decision=adopted, outcome="aligned", by=secretariat)


def test_the_drafted_decision_holds_the_list_and_approves_nothing(review, secretariat):
    point = RecommendationFactory.create(review=review)

    decision = reviews.draft_decision(
        review, outcome="recommendations_made", by=secretariat
    )

    assert decision.status == Decision.Status.DRAFTED
    assert point.text in decision.current_text.text
    assert "approve" not in decision.current_text.text
    assert decision.about == review.conclusion
    assert decision.subject == f"plan_review:{review.pk}:{review.plan.sha256}"


def test_the_decision_is_drafted_for_the_group_s_next_convened_meeting(review, secretariat):
    MeetingFactory.create(starts_on=today() + timedelta(days=1))
    MeetingFactory.create(body=BodyFactory.create(), convened=True, starts_on=today())
    MeetingFactory.create(held=True)
    MeetingFactory.create(convened=True, starts_on=today() + timedelta(days=90))
    convened = MeetingFactory.create(convened=True, starts_on=today() + timedelta(days=60))

    decision = reviews.draft_decision(review, outcome="aligned", by=secretariat)

    assert (decision.body, decision.meeting) == (people.body(), convened)
    assert "finds the plan aligned" in decision.current_text.text


def test_the_decision_is_drafted_without_a_meeting_where_none_is_convened(
    review, secretariat
):
    MeetingFactory.create(held=True)

    decision = reviews.draft_decision(review, outcome="aligned", by=secretariat)

    assert decision.meeting is None


def test_a_conclusion_is_told_to_the_area_and_to_the_group(review, adopted, secretariat):
    seated = member()

    reviews.conclude(review, decision=adopted, outcome="aligned", by=secretariat)

    told = Message.objects.filter(template="advisory_group/emails/review_concluded.txt")
    assert {mail.recipient for mail in told} == {_lead(review), seated}


def test_answers_are_handed_in_only_when_all_are_there(review, adopted, secretariat):
    point = RecommendationFactory.create(review=review)
    how = {"decision": adopted, "outcome": "recommendations_made", "reason": "Example"}
    reviews.conclude(review, by=secretariat, **how)
    lead = _lead(review)

    with pytest.raises(RuleRefusedError):
        reviews.hand_in(review, by=lead)
    recommendations.answer(point, kind="changed", text="Example", by=lead)
    reviews.hand_in(review, by=lead)

    review.plan.refresh_from_db()
    assert review.plan.status == PlanVersion.Status.ANSWERED
    assert not permissions.can_answer(lead, Recommendation.objects.get(pk=point.pk))


def test_a_member_does_not_hand_in_the_area_s_answers(as_user, group):
    review = PlanReviewFactory.create(concluded=True)

    response = as_user(member()).post(_url("review_hand_in", review))

    assert response.status_code == 403


# What waits ----------------------------------------------------------------------------


def test_everybody_finds_what_waits_for_them(review):
    one, chair, lead = member(), ChairTermFactory.create().person, _lead(review)
    RecommendationFactory.create(review=review)

    titles = {
        who: [task.title.partition(" the ")[0] for task in worklist.waiting_for(person)]
        for who, person in (("member", one), ("chair", chair), ("lead", lead))
    }

    assert titles == {
        "member": ["Review"],
        "chair": ["Review", "Conclude"],
        "lead": ["Answer"],
    }


def test_who_filed_or_stands_aside_has_nothing_to_do(review):
    filed, aside = member(), member()
    AssessmentFactory.create(review=review, person=filed)
    StandAsideFactory.create(review=review, person=aside)

    assert worklist.waiting_for(filed) == []
    assert worklist.waiting_for(aside) == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_desk_takes_the_same_queries(group, count, django_assert_num_queries):
    PlanFactory.create_batch(count, status="under_review")
    PlanReviewFactory.create_batch(count)

    with django_assert_num_queries(2):
        queue = worklist.desk_queue()

    assert [len(tasks) for tasks in queue.values()] == [count, count, 1, 1]


def test_a_lead_of_another_area_answers_nothing(as_user, review):

    point = RecommendationFactory.create(review=review)
    other = lead_of(AreaFactory.create())
    SeatFactory.create(person=other)

    response = as_user(other).post(
        _url("recommendation_answer", point), {"kind": "changed", "text": "x"}
    )

    assert response.status_code == 403


# The answer and what was changed -----------------------------------------------------------


@pytest.fixture
def answered(group):
    """A concluded review with a point on section VI, and the version that comes after it."""
    review = PlanReviewFactory.create(concluded=True)
    RecommendationFactory.create(review=review, section="VI")
    area, number = review.plan.area, review.plan.number + 1
    return review, PlanFactory.create(area=area, number=number, status="draft")


def test_each_section_of_the_list_leads_to_what_the_next_version_changed(as_user, answered):
    review, later = answered
    place = reverse("areas:plan_compare", args=[later.area.slug, later.number])

    page = as_user(_lead(review)).get(review.get_absolute_url()).content.decode()

    assert f'href="{place}?with={review.plan.number}#change-VI"' in page


def test_nobody_is_led_to_a_version_that_only_the_area_reads(client, answered):
    review, _later_version = answered

    page = client.get(review.get_absolute_url())

    assert page.status_code == 200
    assert "#change-VI" not in page.content.decode()


# The way to the decision ------------------------------------------------------------------


def _decision_of(review, **how):
    return DecisionFactory.create(
        body=people.body(), about=review.conclusion, title="Example matter", **how
    )


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({}, "The decision is drafted. Open it, so that the members are asked."),
        ({"silent": True}, "The members are asked until "),
        ({"open": True}, "The decision is before the members, and not settled yet."),
    ],
)
def test_the_page_that_concludes_leads_to_the_decision_under_way(
    as_user, review, secretariat, how, said
):
    decision = _decision_of(review, **how)

    page = as_user(secretariat).get(_url("review_conclude", review)).text

    assert said in page
    assert f'<a href="{decision.get_absolute_url()}" dir="auto">Example matter</a>' in page
    assert "Draft the decision on the page of the review" not in page


def test_without_a_decision_the_page_that_concludes_says_to_draft_one(
    as_user, review, secretariat
):
    _decision_of(review, adopted=True, subject_key="0:other")

    page = as_user(secretariat).get(_url("review_conclude", review)).text

    assert "Draft the decision on the page of the review" in page


def test_a_point_without_an_answer_is_named_with_its_section_and_linked(
    as_user, review, secretariat
):
    RecommendationFactory.create(review=review, section="VI", number=3)

    page = as_user(secretariat).get(_url("review_conclude", review)).text

    assert f'<a href="{review.get_absolute_url()}#recommendation-3">3.' in page
    assert '<span class="meta">VI. ' in page


def test_nobody_is_offered_a_second_draft_of_the_decision(as_user, review, secretariat):
    draft = f'action="{_url("review_draft_decision", review)}"'
    before = as_user(secretariat).get(review.get_absolute_url()).text
    decision = _decision_of(review)

    page = as_user(secretariat).get(review.get_absolute_url()).text

    link = f'href="{decision.get_absolute_url()}">Go to the decision</a>'
    assert draft in before
    assert link not in before
    assert link in page
    assert draft not in page
