"""A version in other languages: beside the original, which alone the area agrees to (B4-1)."""

import hashlib

import pytest
from django.urls import reverse

from areas.actions import plans, sections, translations
from areas.actions.translations import Translated
from areas.models import PlanTranslation, PlanVersion
from areas.reading import language_versions, passages, snapshot
from gmp_portal.ui.prose_fields import ProseInput
from gmp_portal.workflow import RuleRefusedError
from tests.factories.accounts import UserFactory
from tests.factories.areas import (
    PlanFactory,
    PlanFigureFactory,
    advance,
    lead_of,
    member_of,
)
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


# Texts with signs -----------------------------------------------------------------------------

SIGNED = """%%%
# Where it comes from

Small **mines** use [it](https://example.org/)^[So says a survey.].

- First

| Year | Tonnes |
| 2024 | 12 |"""
EN_FRANCAIS = """%%%
# D'où il vient

De petites **mines** l'utilisent.

- Premier

| Année | Tonnes |
| 2024 | 12 |"""


@pytest.fixture
def signed(plan):
    sections.save_text(plan, "I", SIGNED, by=lead(plan))
    return PlanVersion.objects.get(pk=plan.pk)


def test_an_original_with_signs_is_shown_as_it_reads_beside_its_translation(
    signed, as_user
):
    page = as_user(lead(signed)).get(address("translation_write", signed, "fr", "I"))

    beside = page.text.partition("<textarea")[0]
    assert "<strong>mines</strong>" in beside
    assert '<a href="https://example.org/">it</a>' in beside
    assert '<li dir="auto">First</li>' in beside
    assert '<td dir="auto">12</td>' in beside
    assert "So says a survey." in beside
    assert "**" not in beside


def test_a_translation_is_written_like_the_text_of_the_section(signed, as_user):
    url = address("translation_write", signed, "fr", "I")

    page = as_user(lead(signed)).get(url)

    field = page.context["form"].fields["texts-I"]
    assert isinstance(field.widget, ProseInput)
    assert "data-prose" in page.text
    assert 'name="texts-I_with_signs"' in page.text


def test_other_passages_are_written_without_signs(plan, as_user):
    page = as_user(lead(plan)).get(address("translation_write", plan, "fr", "front"))

    assert "data-prose" not in page.text


def test_a_translation_with_signs_is_read_as_it_is_meant(signed, as_user):
    client = as_user(lead(signed))
    url = address("translation_write", signed, "fr", "I")

    client.post(url, sent_by(client.get(url)) | {"texts-I": EN_FRANCAIS})

    read = client.get(f"{signed.get_absolute_url()}?lang=fr").text
    assert PlanTranslation.objects.get().text == EN_FRANCAIS
    assert "<strong>mines</strong> l&#x27;utilisent." in read
    assert '<li dir="auto">Premier</li>' in read
    assert '<th scope="col" dir="auto">Année</th>' in read
    assert "**" not in read


def test_signs_of_a_translation_that_are_typed_without_scripts_are_signs(signed, as_user):
    client = as_user(lead(signed))
    url = address("translation_write", signed, "fr", "I")
    typed = {"texts-I": "De **mines**.", "texts-I_with_signs": "1"}

    client.post(url, sent_by(client.get(url)) | typed)

    assert PlanTranslation.objects.get().text == "%%%\nDe **mines**."


def test_a_figure_is_seen_in_the_original_and_in_its_translation(plan, as_user):
    figure = PlanFigureFactory.create(area=plan.area)
    sections.save_text(plan, "I", f"%%%\n![{figure.pk}] A map | Mines", by=lead(plan))
    plan = PlanVersion.objects.get(pk=plan.pk)
    translate(plan, "texts.I", f"%%%\n![{figure.pk}] Une carte | Des mines")
    client = as_user(lead(plan))

    beside = client.get(address("translation_write", plan, "fr", "I"))
    read = client.get(f"{plan.get_absolute_url()}?lang=fr").text

    place = figure.document.get_absolute_url()
    assert f'<img src="{place}" alt="A map">' in beside.text
    assert beside.context["figures"] == {figure.pk: place}
    assert f'<img src="{place}" alt="Une carte">' in read


def test_a_translation_begins_with_the_original_for_whoever_asks(signed, as_user):
    client = as_user(lead(signed))
    url = address("translation_write", signed, "fr", "I")

    offered = client.get(url)
    begun = client.get(f"{url}?begin=texts-I")
    nothing_saved = not PlanTranslation.objects.exists()
    answer = client.post(f"{url}?begin=texts-I", sent_by(begun) | {"texts-I": EN_FRANCAIS})

    assert 'href="?begin=texts-I"' in offered.text
    assert begun.context["form"]["texts-I"].value() == SIGNED
    assert nothing_saved
    assert answer.status_code == 302
    assert PlanTranslation.objects.get().text == EN_FRANCAIS


def test_what_is_translated_already_is_begun_no_more(signed, as_user):
    translate(signed, "texts.I", EN_FRANCAIS)
    url = address("translation_write", signed, "fr", "I")

    page = as_user(lead(signed)).get(f"{url}?begin=texts-I")

    assert page.context["form"]["texts-I"].value() == EN_FRANCAIS
    assert 'href="?begin=' not in page.text


def test_a_changed_original_with_signs_is_marked_until_its_translation_is_right(
    signed, as_user
):
    translate(signed, "texts.I", EN_FRANCAIS)
    changed = SIGNED.replace("Small", "Large")
    sections.save_text(signed, "I", changed, by=lead(signed))
    client = as_user(lead(signed))
    url = address("translation_write", signed, "fr", "I")
    page = client.get(url)

    client.post(url, sent_by(page))
    stays = language_versions.all_of(signed)[0].progress.stale
    client.post(url, sent_by(client.get(url)) | {"right-texts-I": "1"})

    assert "The original was changed after this was translated" in page.text
    assert stays == 1
    assert language_versions.all_of(signed)[0].progress.stale == 0
