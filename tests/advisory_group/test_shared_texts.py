"""Points, answers and checklists of a review: two people write, nothing is lost (C4, A1-3f-ii)."""

import pytest
from django.urls import reverse

from advisory_group.actions import recommendations
from advisory_group.models import Recommendation
from gmp_portal import ledger
from gmp_portal.workflow import InvalidTransitionError
from gmp_portal.writing.models import Revision
from tests.before_rule import as_they_were
from tests.factories.accounts import UserFactory
from tests.factories.advisory_group import (
    ChairTermFactory,
    PlanReviewFactory,
    RecommendationFactory,
    SeatFactory,
    member,
)
from tests.factories.areas import lead_of
from tests.forms import token_on
from tests.reading import reading

POINT, ANSWER = "advisory_group.point", "advisory_group.answer"
CHECKLIST = "advisory_group.assessment"


@pytest.fixture
def review(group):
    return PlanReviewFactory.create()


@pytest.fixture
def point(review):
    return RecommendationFactory.create(
        review=review, section="II", kind="must", text="One.\n\nTwo."
    )


@pytest.fixture
def officer(as_user, secretariat):
    return as_user(secretariat)


@pytest.fixture
def chair(as_user, review):
    seat = SeatFactory.create()
    ChairTermFactory.create(person=seat.person)
    return as_user(seat.person)


@pytest.fixture
def lead(as_user, review):
    return as_user(review.plan.area.lead_terms.first().person)


@pytest.fixture
def co_lead(as_user, review):
    return as_user(lead_of(review.plan.area, interim=True))


def url(name, record):
    return reverse(f"advisory_group:{name}", args=[record.pk])


def page(name, kind, key, *args):
    return reverse(f"writing:{name}", args=[kind, key, *args])


def wording(**changes):
    return {"section": "II", "kind": "must", "text": "One.\n\nTwo."} | changes


def kept(kind, key):
    return {"".join(row.values["text"]) for row in Revision.objects.of(kind, str(key))}


# Points --------------------------------------------------------------------------------------


def test_a_point_worded_by_two_people_is_joined(point, officer, chair):
    address = url("recommendation_change", point)
    seen = token_on(chair, address)
    officer.post(address, wording(kind="should", text="One!\n\nTwo.", version=seen))

    chair.post(address, wording(text="One.\n\nTwo!", version=seen))

    point.refresh_from_db()
    assert (point.kind, point.text) == ("should", "One!\n\nTwo!")


def test_one_paragraph_of_a_point_worded_by_both_is_shown_twice(point, officer, chair):
    address = url("recommendation_change", point)
    seen = token_on(chair, address)
    officer.post(address, wording(text="Theirs.", version=seen))

    response = chair.post(address, wording(text="Mine.", version=seen))

    point.refresh_from_db()
    assert (response.status_code, point.text) == (409, "Theirs.")
    assert ">Theirs</ins>" in response.content.decode()
    assert {"One.\n\nTwo.", "Theirs.", "Mine."} <= kept(POINT, point.pk)


def test_a_point_that_left_the_list_is_not_held(point):
    Recommendation.objects.filter(pk=point.pk).delete()

    with pytest.raises(InvalidTransitionError):
        recommendations.hold(point)


@pytest.mark.parametrize("name", ["recommendation_drop", "recommendation_merge"])
def test_a_point_leaves_the_list_only_as_it_was_read(point, officer, chair, name):
    other = RecommendationFactory.create(review=point.review, number=point.number + 1)
    seen = chair.get(url(name, point)).context["form"].read_token
    officer.post(url("recommendation_change", point), wording(text="New words."))
    data = {"reason": "Said twice.", "into": other.pk}

    refused = chair.post(url(name, point), data | {"read": seen})
    stays = Recommendation.objects.filter(pk=point.pk).exists()
    again = refused.context["form"].read_token
    gone = chair.post(url(name, point), data | {"read": again})

    assert (refused.status_code, stays, gone.status_code) == (409, True, 302)
    assert "New words" in refused.content.decode()
    assert ledger.trail(point.review)[0].body["wording"] == "New words."
    assert not Recommendation.objects.filter(pk=point.pk).exists()


# Answers -------------------------------------------------------------------------------------


def test_an_answer_written_by_two_leads_is_joined(point, lead, co_lead):
    address = url("recommendation_answer", point)
    read = reading(point)
    lead.post(address, {"kind": "changed", "text": "A.\n\nB."} | read)
    seen = token_on(co_lead, address)
    lead.post(address, {"kind": "explained", "text": "A.\n\nB.", "version": seen} | read)

    co_lead.post(address, {"kind": "changed", "text": "A.\n\nB!", "version": seen} | read)

    point.refresh_from_db()
    assert (point.answer_kind, point.answer) == ("explained", "A.\n\nB!")


def test_two_first_answers_are_both_shown(point, lead, co_lead):
    address = url("recommendation_answer", point)
    seen = token_on(co_lead, address)
    said = {"kind": "changed", "version": seen} | reading(point)
    lead.post(address, said | {"text": "Theirs."})

    response = co_lead.post(address, said | {"text": "Mine."})

    point.refresh_from_db()
    assert (response.status_code, point.answer) == (409, "Theirs.")
    assert {"Theirs.", "Mine."} <= kept(ANSWER, point.pk)


# Revisions of both ---------------------------------------------------------------------------


def test_a_point_and_its_answer_are_restored(point, officer, lead):
    change, answer = (
        url("recommendation_change", point),
        url("recommendation_answer", point),
    )
    for text in ("First.", "Second."):
        officer.post(change, wording(text=text))
    for text in ("First answer.", "Second answer."):
        lead.post(answer, {"kind": "changed", "text": text} | reading(point))
        point.refresh_from_db()
    answered = officer.post(
        page("revision_restore", POINT, point.pk, 2), {"confirmed": "on"}
    )

    lead.post(page("revision_restore", ANSWER, point.pk, 2), {"confirmed": "on"})

    point.refresh_from_db()
    assert (answered.status_code, point.text) == (302, "Second.")
    assert point.answer == "First answer."


def test_a_point_is_restored_before_it_is_answered(point, officer):
    for text in ("First.", "Second."):
        officer.post(url("recommendation_change", point), wording(text=text))

    response = officer.post(
        page("revision_restore", POINT, point.pk, 2), {"confirmed": "on"}
    )

    point.refresh_from_db()
    assert response.url == url("recommendation_change", point)
    assert point.text == "First."


def test_revisions_are_for_those_who_write(point, officer, lead, as_user):
    officer.post(url("recommendation_change", point), wording(text="New."))
    said = {"kind": "changed", "text": "New."} | reading(point)
    lead.post(url("recommendation_answer", point), said)
    visitors = [officer, lead, as_user(member()), as_user(UserFactory.create())]

    answers = {
        kind: [
            browser.get(page("revision_list", kind, point.pk)).status_code
            for browser in visitors
        ]
        for kind in (POINT, ANSWER)
    }
    pages = [
        (browser, page("revision_compare", kind, point.pk))
        for browser, kind in ((officer, POINT), (lead, ANSWER))
    ]
    compared = [
        browser.get(address, {"old": 1, "new": 2}).status_code for browser, address in pages
    ]

    assert answers == {POINT: [200, 403, 403, 404], ANSWER: [403, 200, 403, 404]}
    assert compared == [200, 200]
    assert officer.get(page("revision_list", POINT, "x")).status_code == 404


def test_those_who_write_on_one_review_are_told_of_each_other(point, officer, lead):
    lead.post(page("presence", ANSWER, point.pk))

    said = officer.post(page("presence", POINT, point.pk)).json()["said"]

    assert said.endswith(f"(Answer to recommendation {point.number}).")


# The checklist -------------------------------------------------------------------------------


@pytest.fixture
def reviewer(review):
    return member()


def test_a_checklist_open_twice_is_joined(review, reviewer, as_user):
    browser, address = as_user(reviewer), url("review_assess", review)
    seen = token_on(browser, review.get_absolute_url())
    browser.post(address, {"checklist-goal": "yes", "version": seen})

    browser.post(
        address,
        {"checklist-goal": "", "checklist-remarks": "More.", "version": seen},
    )

    filed = review.assessments.get()
    assert (filed.goal, filed.remarks) == ("yes", "More.")


def test_one_remark_written_twice_is_shown_twice(review, reviewer, as_user):
    browser, address = as_user(reviewer), url("review_assess", review)
    seen = token_on(browser, review.get_absolute_url())
    answers = {"checklist-goal": "yes", "version": seen}
    browser.post(address, answers | {"checklist-remarks": "Earlier."})

    response = browser.post(address, answers | {"checklist-remarks": "Later."})

    assert response.status_code == 409
    assert review.assessments.get().remarks == "Earlier."
    assert "Later." in response.content.decode()


def test_the_checklist_is_restored(review, reviewer, as_user):
    browser, address = as_user(reviewer), url("review_assess", review)
    for remarks in ("Earlier.", "Later."):
        browser.post(address, {"checklist-goal": "yes", "checklist-remarks": remarks})
    key = f"{review.pk}-{reviewer.pk}"

    listed = browser.get(page("revision_list", CHECKLIST, key))
    compared = browser.get(page("revision_compare", CHECKLIST, key), {"old": 2, "new": 3})
    browser.post(page("revision_restore", CHECKLIST, key, 2), {"confirmed": "on"})

    assert (listed.status_code, compared.status_code) == (200, 200)
    assert review.assessments.get().remarks == "Earlier."


def test_nobody_reads_the_revisions_of_anothers_checklist(
    review, reviewer, as_user, officer
):
    as_user(reviewer).post(url("review_assess", review), {"checklist-goal": "yes"})
    address = page("revision_list", CHECKLIST, f"{review.pk}-{reviewer.pk}")

    assert officer.get(address).status_code == 404
    assert as_user(member()).get(address).status_code == 404


def test_a_concluded_review_takes_no_earlier_checklist(review, reviewer, as_user):
    browser, address = as_user(reviewer), url("review_assess", review)
    browser.post(address, {"checklist-goal": "yes"})
    done = PlanReviewFactory.create(concluded=True)
    as_they_were(Revision.objects.all(), key=f"{done.pk}-{reviewer.pk}")

    response = browser.post(
        page("revision_restore", CHECKLIST, f"{done.pk}-{reviewer.pk}", 2),
        {"confirmed": "on"},
    )

    assert (response.status_code, response.url) == (302, done.get_absolute_url())
