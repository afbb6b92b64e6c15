"""The points of the round before beside what the next version changed (A1-3f-ii)."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from advisory_group.models import TakenUp
from areas.models import SectionText
from areas.reading import compare
from areas.reading.compare import SectionChange
from gmp_portal.writing.compare import Line, Piece
from tests.before_rule import as_it_was
from tests.factories.advisory_group import (
    PlanReviewFactory,
    RecommendationFactory,
    ReviewCommentFactory,
    TakenUpFactory,
    lead_of,
    member,
)
from tests.factories.areas import AreaFactory, PlanFactory


@pytest.fixture
def review(group):
    """A concluded review with a point on section VI."""
    return PlanReviewFactory.create(concluded=True)


@pytest.fixture
def point(review):
    return RecommendationFactory.create(review=review, section="VI", number=1)


@pytest.fixture
def draft(point):
    """The version that comes after the reviewed one; its section VI is not as it was."""
    plan = point.review.plan
    later = PlanFactory.create(area=plan.area, number=plan.number + 1, status="draft")
    SectionText.objects.filter(plan=later, section="VI").delete()
    SectionText.objects.create(
        plan=later, section="VI", text="Quite new example words.", saved_by=later.started_by
    )
    return later


@pytest.fixture
def submitted(point):
    """The same version, frozen and before the group; the point was taken up in its draft."""
    plan = point.review.plan
    later = PlanFactory.create(
        area=plan.area, number=plan.number + 1, status="under_review"
    )
    TakenUpFactory.create(recommendation=point, plan=later, text="Example districts.")
    return later


@pytest.fixture
def lead(review):
    return review.plan.area.lead_terms.first().person


def _list(plan):
    return reverse("advisory_group:point_list", args=[plan.pk])


def _form(plan, point):
    return reverse("advisory_group:point_take_up", args=[plan.pk, point.pk])


def _back(plan, point):
    return reverse("advisory_group:point_put_back", args=[plan.pk, point.pk])


SAID = {"section": "VI", "text": "We named the districts."}


def test_each_point_stands_beside_what_its_section_changed(as_user, draft, point, lead):
    page = as_user(lead).get(_list(draft)).content.decode()

    assert point.text in page
    assert "<ins" in page
    assert "Quite new example words." in page
    assert "The area has not named a place yet" in page


def test_the_lead_says_where_a_point_is_taken_up(as_user, draft, point, lead):
    browser = as_user(lead)

    response = browser.post(_form(draft, point), SAID)

    mark = TakenUp.objects.get()
    assert response.url == f"{_list(draft)}#recommendation-1"
    assert (mark.plan, mark.recommendation, mark.marked_by) == (draft, point, lead)
    assert "We named the districts." in browser.get(_list(draft)).content.decode()


@pytest.mark.parametrize("name", ["point_take_up", "recommendation_answer"])
def test_a_form_about_a_point_shows_its_weight_its_section_and_the_words_there(
    as_user, draft, point, lead, name
):
    # The frozen plan is read; what the draft says in its place is another matter.
    keys = [draft.pk, point.pk] if name == "point_take_up" else [point.pk]
    plan = point.review.plan
    words = plan.snapshot["texts"]["VI"]

    page = as_user(lead).get(reverse(f"advisory_group:{name}", args=keys)).text

    assert 'class="tag warn">Must</span>' in page
    assert f'<a href="{plan.get_absolute_url()}#section-VI">VI. ' in page
    assert words
    assert words.split(".")[0] in page
    assert "Quite new example words." not in page


def test_a_point_on_the_whole_plan_leads_to_the_plan_alone(as_user, review, lead):
    point = RecommendationFactory.create(review=review, section="all", kind="should")
    address = reverse("advisory_group:recommendation_answer", args=[point.pk])

    page = as_user(lead).get(address).text

    link = f'<a href="{review.plan.get_absolute_url()}">The plan as a whole</a>'
    assert link in page
    assert '<details class="section"' not in page


def test_a_point_on_the_whole_plan_names_the_sections_that_changed(as_user, draft, lead):
    review = draft.area.plans.get(number=draft.number - 1).reviews.get()
    RecommendationFactory.create(review=review, section="all", number=2)

    page = as_user(lead).get(_list(draft)).content.decode()

    place = reverse("areas:plan_compare", args=[draft.area.slug, draft.number])
    assert "These sections are not as they were:" in page
    assert f"{place}?with={review.plan.number}#change-VI" in page


@pytest.mark.parametrize(
    "answer", [{"kind": "editorial"}, {"answer_kind": "explained", "answer": "Example."}]
)
def test_what_is_explained_or_editorial_needs_no_place(as_user, draft, point, lead, answer):
    answered = (
        {"answered_at": timezone.now(), "answered_by": lead} if len(answer) > 1 else {}
    )
    as_it_was(point, **answer | answered)

    page = as_user(lead).get(_list(draft))

    assert page.context["unnamed"] == 0
    assert "The area has not named a place yet" not in page.content.decode()


def test_a_section_that_stayed_is_said_to_have_stayed(as_user, draft, point, lead):
    TakenUpFactory.create(recommendation=point, plan=draft, section="IX")

    page = as_user(lead).get(_list(draft)).content.decode()

    assert "Nothing was changed in this section." in page


def test_what_was_typed_stays_where_something_is_missing(as_user, draft, point, lead):
    response = as_user(lead).post(_form(draft, point), {"section": "VI", "text": " "})

    assert response.status_code == 422
    assert "Say what was changed." in response.content.decode()
    assert not TakenUp.objects.exists()


@pytest.mark.parametrize("sent", [{"section": "XI"}, {"text": "x" * 2001}])
def test_what_does_not_fit_is_refused_with_the_form(as_user, draft, point, lead, sent):
    response = as_user(lead).post(_form(draft, point), SAID | sent)

    assert response.status_code == 422


def test_two_leads_never_overwrite_each_other(as_user, draft, point, lead):
    browser = as_user(lead)
    shown = browser.get(_form(draft, point)).context["form"]
    TakenUpFactory.create(recommendation=point, plan=draft, text="What the other said.")

    response = browser.post(
        _form(draft, point), SAID | {"version": shown.shared.token, "section": "II"}
    )

    assert response.status_code == 409
    assert TakenUp.objects.get().text == "What the other said."
    assert "We named the districts." in response.content.decode()


def test_what_was_said_is_taken_back(as_user, draft, point, lead):
    TakenUpFactory.create(recommendation=point, plan=draft)

    response = as_user(lead).post(_back(draft, point))

    assert response.url == f"{_list(draft)}#recommendation-1"
    assert not TakenUp.objects.exists()


def test_the_next_round_reads_the_points_of_the_round_before(as_user, submitted):
    following = PlanReviewFactory.create(plan=submitted, round=2)
    browser = as_user(member())

    page = browser.get(following.get_absolute_url()).content.decode()
    points = browser.get(_list(submitted)).content.decode()

    assert f'href="{_list(submitted)}"' in page
    assert "Example districts." in points
    assert "Say where it is taken up" not in points


def test_members_read_their_own_comments_of_the_round_before(as_user, submitted, point):
    reviewer = member()
    ReviewCommentFactory.create(
        review=point.review,
        author=reviewer,
        recommendation=point,
        text="Example comment of mine.",
    )

    page = as_user(reviewer).get(_list(submitted)).content.decode()

    assert "Example comment of mine." in page
    assert "Your comment" in page


def test_partners_of_the_area_read_no_comments_of_members(as_user, submitted, point):
    ReviewCommentFactory.create(
        review=point.review, recommendation=point, text="Example comment within the group."
    )
    partner = lead_of(AreaFactory.create())

    page = as_user(partner).get(_list(submitted))

    assert page.status_code == 200
    assert "Example comment within the group." not in page.content.decode()


def test_the_review_and_the_draft_lead_to_the_points(as_user, draft, point, lead):
    browser = as_user(lead)

    pages = [
        browser.get(record.get_absolute_url()).content.decode()
        for record in (point.review, draft)
    ]

    assert [f'href="{_list(draft)}"' in page for page in pages] == [True, True]


def test_a_draft_without_recommendations_before_it_leads_nowhere(as_user, review, lead):
    plan = review.plan
    later = PlanFactory.create(area=plan.area, number=plan.number + 1, status="draft")

    page = as_user(lead).get(later.get_absolute_url()).content.decode()

    assert _list(later) not in page


def test_before_a_first_review_there_is_no_such_list(as_user, group):
    plan = PlanFactory.create(status="draft")

    response = as_user(lead_of(plan.area)).get(_list(plan))

    assert response.status_code == 404


def test_nobody_outside_reads_the_points_beside_a_draft(client, draft):
    response = client.get(_list(draft))

    assert response.status_code == 404


def test_a_lead_of_another_area_says_nothing(as_user, draft, point):
    other = lead_of(AreaFactory.create())

    responses = [
        as_user(other).post(address, SAID)
        for address in (_form(draft, point), _back(draft, point))
    ]

    assert {response.status_code for response in responses} <= {403, 404}
    assert not TakenUp.objects.exists()


def test_after_the_draft_the_place_stays(as_user, submitted, point, lead):
    response = as_user(lead).post(_form(submitted, point), SAID)

    assert response.status_code == 409
    assert "A1-3f-ii" in response.content.decode()


def test_the_database_keeps_what_was_said_of_a_frozen_version(submitted):
    with pytest.raises(IntegrityError), transaction.atomic():
        TakenUp.objects.filter(plan=submitted).update(text="Other words")


def test_an_excerpt_shows_changes_with_little_around_them():
    same, new = (
        Line((Piece("same", "stayed"),)),
        Line((Piece("added", "came"),)),
    )
    change = SectionChange(None, (same, same, new, same, same, same, new, new, same, new))

    excerpt = compare.excerpt(change, most=3)

    assert [len(passage.lines) for passage in excerpt.passages] == [3, 4]
    assert excerpt.more == 1
