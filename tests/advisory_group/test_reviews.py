"""Reviews of frozen plans: comments, recommendations, answers, conclusion (A1-3f-ii)."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from advisory_group import scheduled
from advisory_group.actions import reviews, seats
from advisory_group.models import Assessment, PlanReview
from gmp_portal.accounts import rights
from gmp_portal.accounts.models.terms import days, today
from gmp_portal.notifications.models import Message
from gmp_portal.workflow import InvalidTransitionError, RuleRefusedError
from tests.acts import unsaved
from tests.before_rule import as_it_was
from tests.factories.accounts import UserFactory
from tests.factories.advisory_group import (
    AssessmentFactory,
    ChairTermFactory,
    PlanReviewFactory,
    RecommendationFactory,
    ReviewCommentFactory,
    SeatFactory,
    StandAsideFactory,
    member,
)
from tests.factories.areas import LeadTermFactory, PlanFactory
from tests.not_now import told_by


@pytest.fixture
def review(group):
    """An open review of a submitted plan."""
    return PlanReviewFactory.create()


def _later(days=30):
    return timezone.now() + timedelta(days=days)


def _url(name, record):
    return reverse(f"advisory_group:{name}", args=[record.pk])


def _lead(review):
    return review.plan.area.lead_terms.first().person


POINT = {"comment-section": "II", "comment-kind": "must", "comment-text": "Example point"}


# Opening -------------------------------------------------------------------------------


def test_opening_tells_members_and_leads_and_sets_the_lead_aside(group, secretariat):
    plan = PlanFactory.create(status="under_review")
    lead, one = plan.area.lead_terms.first().person, member()
    SeatFactory.create(person=lead)

    review = reviews.open_(plan, due_at=_later(), by=secretariat)

    assert [aside.person for aside in review.stood_aside.all()] == [lead]
    mails = Message.objects.values_list("recipient", "template")
    assert sorted(mails) == sorted(
        [
            (one.pk, "advisory_group/emails/review_opened.txt"),
            (lead.pk, "advisory_group/emails/review_opened_area.txt"),
        ]
    )


@pytest.mark.parametrize("status", ["draft", "agreed", "published"])
def test_only_a_frozen_submitted_version_is_reviewed(group, secretariat, status):
    plan = PlanFactory.create(status=status)

    with pytest.raises(RuleRefusedError) as refusal:
        reviews.open_(plan, due_at=_later(), by=secretariat)

    assert (refusal.value.clause, refusal.value.status) == ("A1-3f-ii", 409)


def test_a_review_is_not_due_at_the_moment_it_is_opened(group, secretariat):
    plan = PlanFactory.create(status="under_review")
    now = timezone.now()

    with (
        time_machine.travel(now, tick=False),
        pytest.raises(RuleRefusedError, match="lies in the past"),
    ):
        reviews.open_(plan, due_at=timezone.now(), by=secretariat)


def test_a_version_has_one_review(review, secretariat):
    with pytest.raises(RuleRefusedError, match="has a review already"):
        reviews.open_(review.plan, due_at=_later(), by=secretariat)


def test_only_a_lead_of_this_area_and_of_today_is_set_aside(group, secretariat):
    plan = PlanFactory.create(status="under_review")
    past = days(date(2020, 1, 1), date(2021, 1, 1))
    SeatFactory.create(person=LeadTermFactory.create(area=plan.area, period=past).person)
    SeatFactory.create(person=LeadTermFactory.create().person)
    SeatFactory.create(person=plan.area.lead_terms.first().person, period=past)

    review = reviews.open_(plan, due_at=_later(), by=secretariat)

    assert not review.stood_aside.exists()


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("draft", "Only a version that the area has submitted"),
        ("published", "This version is published already"),
        ("superseded", "This version is published already"),
        ("aligned", "has a review already"),
    ],
)
def test_why_a_version_is_not_reviewed_is_the_true_reason(group, secretariat, status, said):
    plan = PlanFactory.create(status=status)

    with pytest.raises(RuleRefusedError, match=said) as refusal:
        reviews.open_(plan, due_at=_later(), by=secretariat)

    assert (refusal.value.clause, refusal.value.status) == ("A1-3f-ii", 409)


@pytest.mark.parametrize(("method", "status"), [("get", 302), ("post", 409)])
def test_opening_a_draft_leads_to_the_plan_with_a_message(
    as_user, secretariat, group, method, status
):
    plan = PlanFactory.create()

    response = getattr(as_user(secretariat), method)(
        reverse("advisory_group:review_open", args=[plan.pk]),
        {"due_at": "2030-01-01T10:00"},
        follow=True,
    )

    said = [
        "Only a version that the area has submitted is reviewed: its text is frozen, and the "
        "area has agreed on it."
    ]
    assert told_by(response) == (status, plan.get_absolute_url(), said, "A1-3f-ii")
    assert not unsaved.fields_of(plan)
    assert not PlanReview.objects.exists()


def test_a_version_under_review_gets_no_second_review(as_user, review, secretariat):
    url = reverse("advisory_group:review_open", args=[review.plan.pk])

    response = as_user(secretariat).get(url, follow=True)

    said = ["This version of the plan has a review already."]
    assert told_by(response) == (302, review.plan.get_absolute_url(), said, "A1-3f-ii")


def test_a_member_does_not_open_a_review(as_user, group):
    plan = PlanFactory.create(status="under_review")

    response = as_user(member()).get(reverse("advisory_group:review_open", args=[plan.pk]))

    assert response.status_code == 403


def test_a_chair_opens_a_review_through_the_form(as_user, group):
    plan = PlanFactory.create(status="under_review")
    chair = ChairTermFactory.create().person

    response = as_user(chair).post(
        reverse("advisory_group:review_open", args=[plan.pk]),
        {"due_at": "2030-01-01T10:00"},
    )

    assert response.url == PlanReview.objects.get().get_absolute_url()


# Seeing --------------------------------------------------------------------------------


def test_an_open_review_is_for_members_leads_and_the_secretariat(
    as_user, client, review, person, secretariat
):
    url = review.get_absolute_url()

    seen = [
        as_user(one).get(url).status_code for one in (member(), _lead(review), secretariat)
    ]
    hidden = [client.get(url).status_code, as_user(person).get(url).status_code]

    assert (seen, hidden) == ([200, 200, 200], [404, 404])


def test_a_concluded_review_is_public_without_the_members_comments(client, group):
    review = PlanReviewFactory.create(concluded=True)
    point = RecommendationFactory.create(review=review)
    comment = ReviewCommentFactory.create(review=review, text="Between members")

    page = client.get(review.get_absolute_url()).content.decode()

    assert point.text in page
    assert comment.text not in page


def test_a_chair_whose_right_as_member_is_gone_still_runs_the_review(as_user, review):
    seat = SeatFactory.create()
    ChairTermFactory.create(person=seat.person)
    rights.revoke(seats.SERVE, seat.person, seat)
    ReviewCommentFactory.create_batch(2, review=review)

    page = as_user(seat.person).get(review.get_absolute_url())

    assert "2 comments are not in a recommendation yet." in page.content.decode()
    assert not page.context["inside"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries(as_user, review, count, django_assert_num_queries):
    points = RecommendationFactory.create_batch(count, review=review)
    for point in points:
        ReviewCommentFactory.create(review=review, recommendation=point)
        AssessmentFactory.create(review=review)
        StandAsideFactory.create(review=review)
    browser = as_user(member())
    browser.get(review.get_absolute_url())

    with django_assert_num_queries(8):
        browser.get(review.get_absolute_url())


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries(client, group, count, django_assert_num_queries):
    PlanReviewFactory.create_batch(count, concluded=True)

    with django_assert_num_queries(2):
        response = client.get(reverse("advisory_group:review_list"), {"page": "99999"})

    assert len(response.context["page"].object_list) == count


# Commenting ----------------------------------------------------------------------------


def test_a_member_s_comment_is_kept_with_section_and_weight(as_user, review):
    response = as_user(member()).post(_url("review_comment", review), POINT)

    comment = review.comments.get()
    assert response.status_code == 302
    assert (comment.section, comment.kind, comment.is_late) == ("II", "must", False)


def test_a_late_comment_is_taken_and_marked(as_user, review):
    as_it_was(review, due_at=timezone.now() - timedelta(hours=1))

    as_user(member()).post(_url("review_comment", review), POINT)

    assert review.comments.get().is_late


def test_a_comment_in_the_last_moment_is_not_late(review):
    with time_machine.travel(review.due_at, tick=False):
        point = reviews.comment(review, section="I", kind="must", text="x", by=member())

    assert not point.is_late


def test_a_comment_without_section_or_weight_is_422_with_the_text_kept(as_user, review):
    response = as_user(member()).post(
        _url("review_comment", review), {"comment-text": "My words"}
    )

    assert response.status_code == 422
    assert {"section", "kind"} == set(response.context["comment_form"].errors)
    assert "My words" in response.content.decode()


def test_the_area_s_lead_may_not_recommend_even_as_a_member(as_user, review):
    lead = _lead(review)
    SeatFactory.create(person=lead)

    response = as_user(lead).post(_url("review_comment", review), POINT)

    assert response.status_code == 403
    assert "Leads the area" in response.content.decode()


def test_who_became_lead_after_the_opening_may_not_recommend(as_user, review):
    other = member()
    review.plan.area.lead_terms.all().delete()

    LeadTermFactory.create(area=review.plan.area, person=other)

    response = as_user(other).post(_url("review_comment", review), POINT)

    assert response.status_code == 403


def test_who_declared_an_interest_is_shown_aside_and_may_not_recommend(as_user, review):
    one = member()
    browser = as_user(one)

    browser.post(
        _url("review_stand_aside", review), {"statement": "My employer leads an effort."}
    )
    refused = browser.post(_url("review_comment", review), POINT)

    assert refused.status_code == 403
    page = browser.get(review.get_absolute_url()).content.decode()
    assert "You stand aside" in page
    assert "You declared an interest." in page


def test_a_partner_who_is_no_member_does_not_comment(as_user, group):
    review = PlanReviewFactory.create(concluded=True)

    response = as_user(UserFactory.create()).post(_url("review_comment", review), POINT)

    assert response.status_code == 403


def test_nothing_is_added_to_a_concluded_review(as_user, group):
    review = PlanReviewFactory.create(concluded=True)

    response = as_user(member()).post(_url("review_comment", review), POINT, follow=True)

    said = ["This review is concluded; nothing is added to it any more."]
    assert told_by(response) == (409, review.get_absolute_url(), said, "A1-3f-ii")
    assert not review.comments.exists()
    with pytest.raises(InvalidTransitionError):
        reviews.comment(review, section="I", kind="must", text="x", by=member())


def test_a_checklist_without_an_answer_is_422(as_user, review):
    response = as_user(member()).post(
        _url("review_assess", review), {"checklist-remarks": "Kept words"}
    )

    assert response.status_code == 422
    assert "Kept words" in response.content.decode()
    assert not Assessment.objects.exists()


def test_filing_the_checklist_again_replaces_the_answers(as_user, review):
    browser = as_user(member())

    browser.post(_url("review_assess", review), {"checklist-goal": "yes"})
    browser.post(_url("review_assess", review), {"checklist-goal": "no"})

    assert [one.goal for one in review.assessments.all()] == ["no"]


def test_a_checklist_sent_twice_at_once_is_filed_once(review):
    person = member()
    first, second = (Assessment(goal=answer) for answer in ("yes", "no"))

    reviews.assess(review, first, by=person)
    reviews.assess(review, second, by=person)

    assert [filed.goal for filed in review.assessments.all()] == ["no"]


@pytest.mark.parametrize(("hours", "is_late"), [(1, False), (-1, True)])
def test_a_checklist_filed_after_the_due_date_is_marked_as_late(group, hours, is_late):
    review = PlanReviewFactory.create(due_at=timezone.now() + timedelta(hours=hours))
    assessment = AssessmentFactory.build(review=None, person=None)

    reviews.assess(review, assessment, by=member())

    assert review.assessments.get().is_late is is_late


def test_members_are_reminded_once_except_who_filed_or_stands_aside(group):
    review = PlanReviewFactory.create(due_at=_later(5), opened_at=_later(-9))
    waiting, filed, aside = member(), member(), member()
    AssessmentFactory.create(review=review, person=filed)
    StandAsideFactory.create(review=review, person=aside)

    scheduled.remind_of_due_reviews(today())
    scheduled.remind_of_due_reviews(today())

    assert [mail.recipient for mail in Message.objects.all()] == [waiting]


def test_nobody_is_reminded_on_the_day_on_which_the_review_begins(group):
    PlanReviewFactory.create(due_at=_later(7))
    member()

    scheduled.remind_of_due_reviews(today())

    assert not Message.objects.exists()


def test_the_clock_asks_nothing_about_concluded_reviews(group, django_assert_num_queries):
    PlanReviewFactory.create(concluded=True, due_at=_later(-1))

    with django_assert_num_queries(1):
        scheduled.remind_of_due_reviews(today())
