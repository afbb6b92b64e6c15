"""A version in other languages: beside the original, which alone the area agrees to (B4-1)."""

import hashlib

import pytest
from django.urls import reverse

from areas.actions import plans, translations
from areas.actions.translations import Translated
from areas.models import PlanTranslation
from areas.reading import language_versions, passages, snapshot
from gmp_portal.workflow import RuleRefusedError
from tests.factories.accounts import UserFactory
from tests.factories.areas import PlanFactory, advance, lead_of, member_of
from tests.forms import token_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return PlanFactory(complete=True, title="Example plan for gold")


def lead(plan):
    return plan.area.lead_terms.first().person


def translate(plan, path, text, *, language="fr", of=None):
    original = of if of is not None else original_of(plan, path)
    digest = hashlib.sha256(original.encode()).hexdigest()
    translations.write(plan, language, {path: Translated(text, digest)}, by=lead(plan))


def sent_by(page):
    """What a browser sends with the form of this page, unchanged."""
    form = page.context["form"]
    unseen = {seen: pair.passage.sha256 for pair, _field, seen in form.lines}
    shown = {field.html_name: field.value() or "" for _pair, field, _seen in form.lines}
    return unseen | shown | {"version": token_in(page)}


def original_of(plan, path):
    told = passages.of(plan, snapshot.of(plan))
    return next(each.text for each in told if each.path == path)


def address(name, plan, *more):
    return reverse(f"areas:{name}", args=[plan.area.slug, plan.number, *more])


def test_every_word_that_people_wrote_is_a_passage(plan):
    told = passages.of(plan, snapshot.of(plan))

    paths = [each.path for each in told]
    step = plan.efforts.get().milestones.first()
    assert paths[0] == "title"
    assert f"objectives.{plan.objectives.first().pk}.statement" in paths
    assert f"milestones.{step.pk}.text" in paths
    assert "texts.I" in paths


def test_the_version_is_read_as_far_as_it_is_translated(plan, as_user):
    translate(plan, "title", "Plan exemple pour Exemple")
    client = as_user(member_of(plan.area))

    page = client.get(f"{plan.get_absolute_url()}?lang=fr").content.decode()

    objective = plan.objectives.first()
    assert "Ceci est une traduction." in page
    assert "Résumé de la question" in page
    assert objective.statement in page


def test_the_page_of_the_original_offers_the_others(plan, as_user):
    translate(plan, "title", "Plan exemple")
    client = as_user(member_of(plan.area))

    page = client.get(plan.get_absolute_url()).content.decode()

    assert 'href="?lang=fr"' in page
    assert "Ceci est une traduction." not in page


@pytest.mark.parametrize("language", ["en", "xx", "de", "%00"])
def test_an_unknown_language_shows_the_original(plan, as_user, language):
    client = as_user(member_of(plan.area))

    page = client.get(f"{plan.get_absolute_url()}?lang={language}")

    assert page.status_code == 200
    assert "Summary of the issue" in page.content.decode()


def test_a_changed_original_is_marked(plan):
    translate(plan, "title", "Plan exemple")

    plans.change_frame(plan, title="Another title", by=lead(plan))

    told = language_versions.all_of(plan)[0]
    assert (told.language, told.progress.done, told.progress.stale) == ("fr", 1, 1)


def test_an_area_agrees_to_the_same_words_whatever_is_translated(plan):
    before = snapshot.fingerprint(plan)

    translate(plan, "title", "Plan exemple")

    assert snapshot.fingerprint(plan) == before


def test_a_version_in_force_is_translated_too(client):
    plan = PlanFactory(status="published")

    translate(plan, "texts.I", "Résumé exemple")

    page = client.get(f"{plan.get_absolute_url()}?lang=fr").content.decode()
    assert "Résumé exemple" in page


def test_an_earlier_version_is_not_translated():
    plan = PlanFactory(status="superseded")

    with pytest.raises(RuleRefusedError, match="earlier version"):
        translate(plan, "title", "Plan exemple")


def test_the_next_version_takes_over_what_is_translated(plan):
    translate(plan, "texts.I", "Résumé exemple")
    advance(plan, "published")

    following = plans.start(
        plan.area,
        title="Next",
        language="en",
        period_from=plan.period_from,
        period_to=plan.period_to,
        by=lead(plan),
    )

    pairs = {
        pair.passage.path: pair for pair in language_versions.pairs_of(following, "fr")
    }
    assert pairs["texts.I"].text == "Résumé exemple"
    assert not pairs["texts.I"].is_stale


def test_what_was_taken_over_can_be_emptied(plan):
    translate(plan, "texts.I", "Résumé exemple")
    PlanTranslation.objects.update(path="before.1")

    translate(plan, "texts.I", "")

    pairs = {pair.passage.path: pair for pair in language_versions.pairs_of(plan, "fr")}
    assert pairs["texts.I"].text == ""


def test_nothing_is_kept_of_passages_that_stay_empty(plan):
    translate(plan, "title", "")

    assert not PlanTranslation.objects.exists()


def test_a_lead_writes_beside_the_original(plan, as_user):
    client = as_user(lead(plan))
    url = address("translation_write", plan, "fr", "front")
    page = client.get(url)

    answer = client.post(
        url, sent_by(page) | {"title": "Plan exemple", "save_and_next": "1"}
    )

    assert "Example plan for gold" in page.content.decode()
    assert answer.status_code == 302
    assert answer["Location"] == address("translation_write", plan, "fr", "I")
    row = PlanTranslation.objects.get()
    assert (row.path, row.text) == ("title", "Plan exemple")


def test_a_translation_that_is_right_still_is_kept_as_such(plan, as_user):
    translate(plan, "title", "Plan exemple", of="Old title")
    client = as_user(lead(plan))
    url = address("translation_write", plan, "fr", "front")
    page = client.get(url)

    client.post(url, sent_by(page))
    stays = language_versions.all_of(plan)[0].progress.stale
    client.post(url, sent_by(client.get(url)) | {"right-title": "1"})

    assert "The original was changed after this was translated" in page.content.decode()
    assert stays == 1
    assert language_versions.all_of(plan)[0].progress.stale == 0


def test_a_translation_names_the_original_that_was_read(plan, as_user):
    client = as_user(lead(plan))
    url = address("translation_write", plan, "fr", "front")
    page = client.get(url)
    plans.change_frame(plan, title="Another title", by=lead(plan))

    client.post(url, sent_by(page) | {"title": "Plan exemple"})

    assert language_versions.all_of(plan)[0].progress.stale == 1


@pytest.mark.parametrize("seen", ["", "xyz", "g" * 64, "٣" * 64])
def test_a_hash_that_is_none_counts_as_that_of_today(plan, as_user, seen):
    client = as_user(lead(plan))
    url = address("translation_write", plan, "fr", "front")
    page = client.get(url)

    client.post(url, sent_by(page) | {"title": "Plan exemple", "seen-title": seen})

    assert language_versions.all_of(plan)[0].progress.stale == 0


def test_two_leads_lose_nothing(plan, as_user):
    client = as_user(lead(plan))
    url = address("translation_write", plan, "fr", "II")
    objective = plan.objectives.first()
    statement, target = (
        f"objectives-{objective.pk}-{name}" for name in ("statement", "target")
    )
    mine = sent_by(client.get(url))
    client.post(url, mine | {statement: "Premier"})

    answer = client.post(url, mine | {target: "Cible"})

    texts = {row.path: row.text for row in PlanTranslation.objects.all()}
    assert answer.status_code == 302
    assert set(texts.values()) >= {"Premier", "Cible"}


def test_two_words_for_the_same_are_both_shown(plan, as_user):
    client = as_user(lead(plan))
    url = address("translation_write", plan, "fr", "front")
    mine = sent_by(client.get(url))
    client.post(url, mine | {"title": "Plan un"})

    answer = client.post(url, mine | {"title": "Plan deux"})

    said = answer.content.decode()
    assert answer.status_code == 409
    assert "Plan un" in said
    assert "Plan deux" in said


def test_the_list_tells_how_far_each_language_is(plan, as_user):
    translate(plan, "title", "Plan exemple", of="Old title")
    client = as_user(lead(plan))

    page = client.get(address("translation_list", plan)).content.decode()

    count = len(passages.of(plan, snapshot.of(plan)))
    assert f"1 of {count} passages" in page
    assert "1 passage changed since" in page


@pytest.mark.parametrize("name", ["translation_list", "translation_write"])
def test_only_leads_write_in_other_languages(plan, as_user, name):
    more = ["fr", "front"] if name == "translation_write" else []
    url = address(name, plan, *more)

    client = as_user(member_of(plan.area))
    member = client.get(url).status_code
    client = as_user(UserFactory())

    assert member == 403
    assert client.get(url).status_code in (403, 404)


@pytest.mark.parametrize(
    ("language", "key"), [("en", "front"), ("de", "front"), ("fr", "XX"), ("fr", "V")]
)
def test_what_is_no_part_in_no_language_is_not_found(plan, as_user, language, key):
    plan.opportunities.all().delete()
    client = as_user(lead(plan))

    assert client.get(address("translation_write", plan, language, key)).status_code == 404


def test_earlier_texts_of_a_translation_are_listed(plan, as_user):
    client = as_user(lead(plan))
    url = address("translation_write", plan, "fr", "front")
    client.post(url, sent_by(client.get(url)) | {"title": "Plan exemple"})

    history = reverse(
        "writing:revision_list", args=["areas.translation", f"{plan.pk}-fr-front"]
    )

    assert client.get(history).status_code == 200
    for key in ("x", "1", f"{plan.pk}-de-front", f"{plan.pk}-fr-nothing"):
        wrong = reverse("writing:revision_list", args=["areas.translation", key])
        assert client.get(wrong).status_code == 404


def test_a_co_lead_and_the_interim_lead_write_too(plan, as_user):
    client = as_user(lead_of(plan.area, interim=True))

    assert client.get(address("translation_list", plan)).status_code == 200
