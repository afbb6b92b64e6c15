"""Whoever had a recommendation open that was merged or dropped reads by whom (A1-3f-ii, C4)."""

import pytest
from django.urls import reverse

from advisory_group.actions import recommendations
from tests.factories.accounts import UserFactory
from tests.factories.advisory_group import PlanReviewFactory, RecommendationFactory
from tests.not_now import told_by


@pytest.fixture
def review(group):
    return PlanReviewFactory.create()


def merged(review, by):
    kept, point = RecommendationFactory.create_batch(2, review=review)
    pk = point.pk
    recommendations.merge(point, into=kept, by=by)
    return pk


def dropped(review, by):
    point = RecommendationFactory.create(review=review)
    pk = point.pk
    recommendations.drop(point, reason="Said twice.", by=by)
    return pk


def url_of(pk, name="recommendation_change"):
    return reverse(f"advisory_group:{name}", args=[pk])


@pytest.mark.parametrize(("take_off", "said"), [(merged, "merged"), (dropped, "dropped")])
def test_whoever_typed_in_it_reads_who_took_it_off(
    as_user, review, secretariat, second_officer, take_off, said
):
    pk = take_off(review, second_officer)

    answer = as_user(secretariat).post(url_of(pk), {"text": "Typed for long."})

    status, address, [sentence], clause = told_by(answer)
    assert (status, address, clause) == (409, review.get_absolute_url(), "A1-3f-ii")
    assert sentence.startswith(f"{second_officer.name} {said} recommendation ")
    assert "Typed for long." in answer.content.decode()


def test_a_page_that_saves_itself_hears_the_same(as_user, review, secretariat):
    pk = dropped(review, secretariat)
    url = reverse("writing:revision_list", args=["advisory_group.point", str(pk)])

    answer = as_user(secretariat).get(url, headers={"Accept": "application/json"})

    assert answer.status_code == 409
    assert "dropped recommendation" in answer.json()["refusals"][0]


def test_others_are_told_by_their_role_only(as_user, review, secretariat):
    pk = dropped(review, secretariat)

    answer = as_user(UserFactory.create()).get(url_of(pk))

    assert answer.status_code in (403, 404)
    assert "Said twice." not in answer.content.decode()


def test_what_never_was_there_is_not_found(as_user, review, secretariat):
    assert as_user(secretariat).get(url_of(987654321)).status_code == 404
