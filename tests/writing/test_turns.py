"""Two people fill in the same form: nothing typed is overwritten or lost (C4, N16)."""

import pytest
from django.urls import reverse

from areas.writings import SECTION
from gmp_portal.workflow import RuleRefusedError
from gmp_portal.writing.models import Revision
from tests.before_rule import never_kept
from tests.factories.accounts import SecretariatTermFactory
from tests.factories.areas import AreaFactory, PlanFactory, lead_of
from tests.forms import token_in, token_on

pytestmark = pytest.mark.django_db

BASE = "First paragraph.\n\nSecond paragraph.\n\nThird paragraph."


@pytest.fixture
def plan():
    area = AreaFactory.create()
    return PlanFactory.create(area=area, started_by=lead_of(area))


@pytest.fixture
def first(plan, as_user):
    return as_user(plan.started_by)


@pytest.fixture
def second(plan, as_user):
    return as_user(lead_of(plan.area, interim=True))


@pytest.fixture
def url(plan, first):
    """The page of a section that holds three paragraphs."""
    address = reverse("areas:section_edit", args=[plan.area.slug, plan.number, "I"])
    first.post(address, {"text": BASE})
    return address


def text_of(plan):
    return plan.texts.get(section="I").text


def kept_texts(plan):
    revisions = Revision.objects.of("areas.section", f"{plan.pk}-I")
    return {"".join(revision.values["text"]) for revision in revisions}


def test_paragraphs_changed_apart_are_joined(plan, first, second, url):
    token = token_on(second, url)
    first.post(url, {"text": BASE.replace("First", "My first"), "version": token})

    response = second.post(
        url, {"text": BASE.replace("Third", "Her third"), "version": token}, follow=True
    )

    assert text_of(plan) == (
        "My first paragraph.\n\nSecond paragraph.\n\nHer third paragraph."
    )
    said = [str(message) for message in response.context["messages"]]
    assert f"Joined with what {plan.started_by.name} saved meanwhile: Summary." in said[-1]


def test_the_same_paragraph_is_shown_with_base_mine_and_theirs(plan, first, second, url):
    token = token_on(second, url)
    mine = BASE.replace("Second", "My second")
    first.post(url, {"text": BASE.replace("Second", "Their second"), "version": token})

    response = second.post(url, {"text": mine, "version": token})

    page = response.content.decode()
    assert response.status_code == 409
    [conflict] = response.context["form"].shared.conflicts
    assert (conflict.base, conflict.mine) == (BASE, mine)
    assert ">Second</del>" in page
    assert ">Their second</ins>" in page
    assert ">My second</ins>" in page
    assert "My second paragraph." in response.context["form"]["text"].value()
    assert "Their second" in text_of(plan)
    assert {BASE, mine, text_of(plan)} <= kept_texts(plan)


def test_a_token_that_no_database_takes_is_that_of_no_text(plan, first, url):
    response = first.post(url, {"text": "Mine.", "version": "a\0b"})

    assert response.status_code == 409
    assert "Mine." in response.content.decode()
    assert text_of(plan) == BASE


def test_staff_is_named_as_the_secretariat_where_texts_meet(plan, first, second, url):
    SecretariatTermFactory.create(person=plan.started_by)
    token = token_on(second, url)
    first.post(url, {"text": BASE.replace("Second", "Their second"), "version": token})

    clash = second.post(
        url, {"text": BASE.replace("Second", "My second"), "version": token}
    ).content.decode()
    joined = second.post(
        url, {"text": BASE.replace("Third", "Her third"), "version": token}, follow=True
    )

    *_others, said = map(str, joined.context["messages"])
    assert "The secretariat saved this on" in clash
    assert plan.started_by.name not in clash
    assert "Joined with what the secretariat saved meanwhile: Summary." in said


@pytest.mark.parametrize(
    ("choice", "stored"),
    [
        ("mine", "Mine."),
        ("theirs", "Theirs."),
        ("both", "Theirs.\n\nMine."),
    ],
)
def test_whoever_chooses_loses_neither_text(plan, first, second, url, choice, stored):
    token = token_on(second, url)
    first.post(url, {"text": "Theirs.", "version": token})
    conflict = second.post(url, {"text": "Mine.", "version": token})

    second.post(
        url,
        {
            "text": "Mine.",
            "version": conflict.context["form"].shared.token,
            "settle-text": choice,
        },
    )

    assert text_of(plan) == stored
    assert {"Mine.", "Theirs."} <= kept_texts(plan)


def test_what_was_typed_over_both_texts_is_kept_also_by_whoever_takes_theirs(
    plan, first, second, url
):
    token = token_on(second, url)
    first.post(url, {"text": "Theirs.", "version": token})
    conflict = second.post(url, {"text": "Mine.", "version": token})
    version = conflict.context["form"].shared.token
    chosen = {"text": "Mine, and more.", "version": version, "settle-text": "theirs"}

    second.post(url, chosen)

    assert text_of(plan) == "Theirs."
    assert "Mine, and more." in kept_texts(plan)


def test_a_token_that_nobody_knows_overwrites_nothing(plan, second, url):
    response = second.post(url, {"text": "Mine.", "version": "0" * 32})

    assert response.status_code == 409
    assert text_of(plan) == BASE
    assert "Mine." in kept_texts(plan)


def test_autosave_hears_what_came_in(plan, first, second, url):
    token = token_on(second, url)
    first.post(url, {"text": BASE.replace("First", "My first"), "version": token})

    response = second.post(
        f"{url}autosave/", {"text": BASE.replace("Third", "Her third"), "version": token}
    )

    answer = response.json()
    assert response.status_code == 200
    assert answer["merged"] == {"text": text_of(plan).replace("\n", "\n")}
    assert answer["version"] == token_on(second, url)
    assert "Joined with what" in answer["notice"]


def test_what_was_typed_on_over_a_joined_save_is_joined_again(plan, first, second, url):
    """The page typed on while its save was joined: it goes on from what it had sent."""
    token = token_on(second, url)
    first.post(url, {"text": BASE.replace("First", "My first"), "version": token})
    sent = BASE.replace("Third", "Her third")
    answer = second.post(f"{url}autosave/", {"text": sent, "version": token}).json()

    typed_on = f"{sent}\n\nAnd more."
    second.post(f"{url}autosave/", {"text": typed_on, "version": answer["typed"]})

    assert text_of(plan) == (
        "My first paragraph.\n\nSecond paragraph.\n\nHer third paragraph.\n\nAnd more."
    )


def test_an_autosave_that_clashes_saves_nothing_and_keeps_the_text(
    plan, first, second, url
):
    token = token_on(second, url)
    first.post(url, {"text": "Theirs.", "version": token})

    response = second.post(f"{url}autosave/", {"text": "Mine.", "version": token})

    assert (response.status_code, response.json()["conflict"]) == (409, True)
    assert text_of(plan) == "Theirs."
    assert "Mine." in kept_texts(plan)


def test_the_same_text_over_an_older_one_is_no_conflict(plan, first, second, url):
    token = token_on(second, url)
    first.post(url, {"text": "The same.", "version": token})

    response = second.post(url, {"text": "The same.", "version": token})

    assert response.status_code == 302


def test_every_save_is_a_revision_with_author(plan, first, url):
    first.post(url, {"text": "Later words.", "version": token_on(first, url)})

    newest = Revision.objects.of("areas.section", f"{plan.pk}-I")[0]

    assert newest.values["text"] == ["Later words."]
    assert newest.saved_by == plan.started_by
    assert "" in kept_texts(plan)


@pytest.mark.parametrize("step", ["edit", "autosave"])
def test_what_is_sent_without_a_field_and_a_token_empties_nothing(plan, first, url, step):
    address = reverse(f"areas:section_{step}", args=[plan.area.slug, plan.number, "I"])
    before = kept_texts(plan)

    refused = first.post(address)

    assert refused.status_code == 422
    assert "Nothing was sent." in refused.content.decode()
    assert (text_of(plan), kept_texts(plan)) == (BASE, before)


def test_a_text_sent_without_a_token_is_shown_beside_the_one_that_stands_there(
    plan, first, url
):
    """Whoever sends none cannot know what would be overwritten."""
    shown = first.post(url, {"text": "Words of somebody's own.", "version": ""})

    page = shown.content.decode()
    aside = Revision.objects.get(is_aside=True)
    assert (shown.status_code, text_of(plan)) == (409, BASE)
    assert aside.values["text"] == ["Words of somebody's own."]
    assert "changed the same as you." in page
    settled = {"text": "Words of somebody's own.", "version": token_in(shown)}
    assert first.post(url, settled).status_code == 302
    assert text_of(plan) == "Words of somebody's own."


def test_a_page_that_saves_itself_without_a_token_hears_of_the_other_text(plan, first, url):
    address = reverse("areas:section_autosave", args=[plan.area.slug, plan.number, "I"])

    response = first.post(
        address, {"text": "Mine."}, headers={"accept": "application/json"}
    )

    assert (response.status_code, response.json()["conflict"]) == (409, True)
    assert text_of(plan) == BASE


@pytest.mark.parametrize("stored", ["", "The same words."])
def test_without_a_token_what_is_empty_is_filled_and_what_is_the_same_stays(
    plan, first, url, stored
):
    first.post(url, {"text": stored, "version": token_on(first, url)})

    saved = first.post(url, {"text": "The same words.", "version": ""})

    assert (saved.status_code, text_of(plan)) == (302, "The same words.")


def test_a_text_can_be_emptied_by_its_form(plan, first, url):
    saved = first.post(url, {"text": "", "version": token_on(first, url)})

    assert (saved.status_code, text_of(plan)) == (302, "")


def test_what_the_action_refuses_is_no_revision(plan, first, url, monkeypatch):
    never_kept(Revision.objects.all())

    def refuse(*args, **kwargs):
        raise RuleRefusedError("Not so.", clause="A1-6b-ii")

    monkeypatch.setattr(SECTION, "save", refuse)

    refused = first.post(url, {"text": "Mine.", "version": token_on(first, url)})

    assert refused.status_code == 422
    assert not Revision.objects.exists()
