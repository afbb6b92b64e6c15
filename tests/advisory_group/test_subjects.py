"""Chairs and reviews rest on a decision of the group about that very thing, and on no other."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from advisory_group.actions import reviews
from advisory_group.models import ChairTerm, PlanReview
from advisory_group.models.chairs import election
from gmp_portal.accounts.models.terms import days
from gmp_portal.meetings.models import Decision
from gmp_portal.meetings.reading import subjects
from gmp_portal.meetings.subjects import GENERAL, Subject
from tests.before_rule import before_rule, carried_before, never_kept
from tests.factories.accounts import UserFactory
from tests.factories.advisory_group import (
    ChairTermFactory,
    PlanReviewFactory,
    RecommendationFactory,
    SeatFactory,
    decision_on,
    election_of,
    member,
)
from tests.factories.meetings import BodyFactory, DecisionFactory

pytestmark = pytest.mark.django_db
NOT_ADOPTED = "Only a decision that the Advisory Group has adopted"
CHAIR = """
    INSERT INTO advisory_group_chairterm (kind, ended_reason, period, person_id, decision_id,
        recorded_by_id)
    VALUES ('chair', '', daterange(%s, %s), %s, %s, (SELECT min(id) FROM accounts_user))
"""
CONCLUDE = """
    UPDATE advisory_group_planreview SET status = 'concluded', outcome = 'aligned',
        decision_id = %s, concluded_at = now(), concluded_by_id = opened_by_id WHERE id = %s
"""


@pytest.fixture
def review(group):
    return PlanReviewFactory.create()


def _sql(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def _refused(why, statement, *values):
    with pytest.raises(IntegrityError, match=why):
        _sql(statement, *values)


# What the database refuses -------------------------------------------------------------


def test_the_database_makes_nobody_chair_by_a_decision_about_another(group):
    person = UserFactory.create()
    term = date(2026, 1, 1), date(2027, 1, 1), person.pk

    for about in (GENERAL, election(UserFactory.create()), Subject("sample", person.pk)):
        decision = DecisionFactory.create(adopted=True, about=about)
        _refused("chair_decision_is_about_it", CHAIR, *term, decision.pk)
    drafted = DecisionFactory.create(about=election(person))
    _refused(NOT_ADOPTED, CHAIR, *term, drafted.pk)
    drafted.delete()
    elsewhere = DecisionFactory.create(
        adopted=True, about=election(person), body=BodyFactory.create()
    )
    _refused(NOT_ADOPTED, CHAIR, *term, elsewhere.pk)

    _sql(CHAIR, *term, election_of(person).pk)


def test_the_database_lets_one_term_rest_on_an_election():
    first = ChairTermFactory.create(starts_on=date(2020, 1, 1))

    with pytest.raises(IntegrityError, match="chair_once_by_a_decision"):
        ChairTermFactory.create(
            person=first.person, decision=first.decision, starts_on=date(2026, 1, 1)
        )


def test_the_database_concludes_no_review_by_a_decision_about_another(review):
    other = PlanReviewFactory.create()
    other_text = Subject(PlanReview.SUBJECT, f"{review.pk}:{other.plan_sha256}")

    for about in (GENERAL, other.conclusion, other_text):
        decision = DecisionFactory.create(adopted=True, about=about)
        _refused("review_decision_is_about_it", CONCLUDE, decision.pk, review.pk)
    opened = DecisionFactory.create(open=True, about=review.conclusion)
    _refused(NOT_ADOPTED, CONCLUDE, opened.pk, review.pk)
    elsewhere = DecisionFactory.create(
        about=Subject(review.SUBJECT, f"{review.pk}:x"), body=BodyFactory.create()
    )
    _refused(NOT_ADOPTED, CONCLUDE, elsewhere.pk, review.pk)


def test_the_database_concludes_a_review_by_its_own_decision(review):
    _sql(CONCLUDE, decision_on(review).pk, review.pk)

    review.refresh_from_db()
    assert not review.is_open


def test_a_review_is_of_the_text_that_was_frozen(review):
    other = PlanReviewFactory.create()

    with pytest.raises(IntegrityError, match="review_is_of_the_frozen_text"):
        PlanReview.objects.filter(pk=review.pk).update(plan_sha256=other.plan_sha256)


def test_what_is_opened_is_about_the_frozen_text(secretariat, group):
    waiting = PlanReviewFactory.create()
    plan, due_at = waiting.plan, waiting.due_at
    never_kept(PlanReview.objects.filter(pk=waiting.pk))

    review = reviews.open_(plan, due_at=due_at, by=secretariat)

    assert review.conclusion == Subject("plan_review", f"{review.pk}:{plan.sha256}")


@pytest.mark.parametrize("model", [ChairTerm, PlanReview])
def test_nothing_new_rests_on_a_decision_of_before(model):
    ChairTermFactory.create()
    PlanReviewFactory.create()

    with pytest.raises(IntegrityError, match="rests on a decision about it"):
        model.objects.update(before_rule=True)


def test_a_term_of_before_can_end_early_and_keeps_its_decision(group):
    old = before_rule(DecisionFactory.create(adopted=True))
    term = carried_before(ChairTermFactory.create(starts_on=date(2026, 1, 1)), decision=old)

    term.period = days(date(2026, 1, 1), date(2026, 5, 1))
    term.save(update_fields=["period"])
    with pytest.raises(IntegrityError, match="chair_decision_is_about_it"):
        ChairTerm.objects.update(decision=DecisionFactory.create(adopted=True))


def test_a_term_of_before_that_gets_its_decision_rests_on_that(group):
    old = before_rule(DecisionFactory.create(adopted=True))
    term = carried_before(ChairTermFactory.create(), decision=old)
    other = DecisionFactory.create(adopted=True, about=election(term.person))

    ChairTerm.objects.update(decision=other)

    term.refresh_from_db()
    assert (term.decision, term.before_rule) == (other, False)


# Drafted on its page -------------------------------------------------------------------


def test_the_decision_on_an_election_is_drafted_once(as_user, group):
    person, browser = member(), as_user(ChairTermFactory.create().person)
    url = reverse("advisory_group:chair_draft_decision")
    assert url in browser.get(reverse("advisory_group:home")).content.decode()
    typed = {"seat": person.seats.get().pk}

    first, again = browser.post(url, typed), browser.post(url, typed)

    decision = Decision.objects.get(status="drafted")
    assert first.url == again.url == decision.get_absolute_url()
    assert (decision.body, decision.about) == (group, election(person))
    assert person.name in decision.current_text.text


def test_the_page_of_that_draft_asks_whom(as_user, secretariat, group):
    url = reverse("advisory_group:chair_draft_decision")
    browser = as_user(secretariat)

    empty = browser.post(url, {})

    assert browser.get(url).status_code == 200
    assert empty.status_code == 422
    assert not Decision.objects.exists()


def test_members_draft_no_decision_on_an_election(as_user, group):
    response = as_user(member()).get(reverse("advisory_group:chair_draft_decision"))

    assert response.status_code == 403
    assert "A1-3d-1" in response.content.decode()


# What forms offer ----------------------------------------------------------------------


def test_the_form_offers_elections_of_members_that_no_term_rests_on(
    as_user, secretariat, group
):
    right = election_of(member())
    ChairTermFactory.create()
    DecisionFactory.create(adopted=True)
    election_of(UserFactory.create())

    page = as_user(secretariat).get(reverse("advisory_group:chair_elect"))

    assert list(page.context["form"].fields["decision"].queryset) == [right]


def test_the_form_says_that_the_decision_is_about_somebody_else(
    as_user, secretariat, group
):
    decision = election_of(member())
    typed = {
        "seat": SeatFactory.create().pk,
        "kind": "chair",
        "starts_on": "2026-11-01",
        "decision": decision.pk,
    }

    response = as_user(secretariat).post(reverse("advisory_group:chair_elect"), typed)

    assert response.status_code == 422
    assert "about somebody else" in response.content.decode()
    assert not ChairTerm.objects.exists()


def test_a_decision_of_before_concludes_no_review(as_user, review, secretariat):
    RecommendationFactory.create(review=review, kind="editorial")
    old = before_rule(DecisionFactory.create(adopted=True))
    url = reverse("advisory_group:review_conclude", args=[review.pk])

    page = as_user(secretariat).get(url)

    assert old not in page.context["form"].fields["decision"].queryset


# In words ------------------------------------------------------------------------------


def test_decisions_name_the_person_and_the_review(secretariat):
    review = PlanReviewFactory.create(plan__title="Sample plan")
    person = UserFactory.create(name="Sample Chair")

    about = [
        DecisionFactory.create(about=subject)
        for subject in (election(person), review.conclusion)
    ]

    assert [subjects.label(decision) for decision in about] == [
        "Election of Sample Chair as chair or co-chair",
        "Review of “Sample plan”",
    ]
    assert [subjects.link(secretariat, decision) for decision in about] == [
        "/advisory-group/",
        review.get_absolute_url(),
    ]


def test_a_review_that_is_gone_has_no_name_and_no_address(secretariat):
    decision = DecisionFactory.create(about=Subject(PlanReview.SUBJECT, "0:x"))

    assert subjects.label(decision) == subjects.link(secretariat, decision) == ""


def test_pages_say_what_was_recorded_before_the_rule(client, group):
    old = before_rule(DecisionFactory.create(adopted=True))
    records = ChairTermFactory.create(), PlanReviewFactory.create(concluded=True)
    pages = [record.get_absolute_url() for record in records]
    said = "Recorded before this rule"
    assert not any(said in client.get(page).content.decode() for page in pages)

    for record in records:
        carried_before(record, decision=old)

    assert all(said in client.get(page).content.decode() for page in pages)
