"""Reviews: nobody answers, drops or concludes on other points than those that were read."""

import pytest
from django.urls import reverse

from advisory_group.models import Recommendation
from gmp_portal.ledger.models import Entry
from tests.acts.performance import scenes_of
from tests.acts.scenes_advisory_group import adopted_about
from tests.reading import reading

pytestmark = pytest.mark.django_db

NEW = "A wording that nobody has read."
# Who acts, in which state of the review, and what is sent besides what was read.
ON_A_POINT = {
    "recommendation_answer": ("lead", {"kind": "changed", "text": "Done."}),
    "recommendation_drop": ("chair", {"reason": "Said twice."}),
    "recommendation_merge": ("chair", {}),
}
ON_THE_LIST = {
    "review_draft_decision": ("chair", "open"),
    "review_conclude": ("chair", "open"),
    "review_hand_in": ("lead", "concluded"),
}


def send(as_user, scene, name, read):
    """Send the form of a step, as whoever read this."""
    if name in ON_A_POINT:
        role, typed = ON_A_POINT[name]
        if name == "recommendation_merge":
            typed = {"into": scene.should.pk}
        record = scene.must
    else:
        role, _state = ON_THE_LIST[name]
        record, typed = scene.record, {"outcome": "recommendations_made"}
        if name == "review_conclude":
            decision = adopted_about(scene.record)
            typed |= {"decision": decision.pk, "reason": "Answered later."}
    url = reverse(f"advisory_group:{name}", args=[record.pk])
    return as_user(scene.people[role]).post(url, typed | read)


@pytest.fixture(params=[*ON_A_POINT, *ON_THE_LIST])
def name(request):
    return request.param


@pytest.fixture
def scene(name):
    state = ON_THE_LIST[name][1] if name in ON_THE_LIST else "open"
    return scenes_of("review").nouns["review"](state)


@pytest.fixture
def text(name, scene):
    """What the page of the step shows."""
    is_about_one = name in ("recommendation_answer", "recommendation_drop")
    return scene.must if is_about_one else scene.record


def acts():
    return Entry.objects.filter(kind__startswith="review.").count()


@pytest.mark.parametrize("changed", [True, False])
def test_who_does_not_act_on_what_stands_there_records_nothing(
    as_user, scene, text, name, changed
):
    read = reading(text) if changed else {}
    field = "answer" if name == "review_hand_in" else "text"
    if changed:
        Recommendation.objects.filter(pk=scene.must.pk).update(**{field: NEW})
    before = acts()

    refused = send(as_user, scene, name, read)

    assert (refused.status_code, acts()) == (409, before)
    assert not changed or NEW in refused.content.decode()


def test_who_read_it_acts(as_user, scene, text, name):
    before = acts()

    answer = send(as_user, scene, name, reading(text))

    assert (answer.status_code, acts()) == (302, before + 1)


def test_the_point_that_takes_another_one_up_was_read_as_well(as_user):
    scene = scenes_of("review").nouns["review"]("open")
    read = reading(scene.record)
    Recommendation.objects.filter(pk=scene.should.pk).update(text=NEW)

    refused = send(as_user, scene, "recommendation_merge", read)

    assert refused.status_code == 409
    assert NEW in refused.content.decode()
    assert Recommendation.objects.filter(pk=scene.must.pk).exists()


def test_the_page_that_concludes_shows_the_list_that_it_names(as_user):
    scene = scenes_of("review").nouns["review"]("open")
    Recommendation.objects.filter(pk=scene.should.pk).update(text=NEW)
    url = reverse("advisory_group:review_conclude", args=[scene.record.pk])

    page = as_user(scene.people["chair"]).get(url)

    assert NEW in page.content.decode()
    assert page.context["form"].read_token == reading(scene.record)["read"]


def test_the_language_of_the_page_is_no_change(as_user):
    scene = scenes_of("review").nouns["review"]("open")
    url = reverse("advisory_group:recommendation_drop", args=[scene.must.pk])
    browser = as_user(scene.people["chair"])

    tokens = {
        browser.get(prefix + url).context["form"].read_token for prefix in ("", "/fr")
    }

    assert tokens == {reading(scene.must)["read"]}
