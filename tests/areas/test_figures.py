"""Figures in the narrative of plans: added, seen, set and kept (A2, R-72)."""

import io

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from areas.actions import sections
from areas.models import PlanFigure, PlanVersion
from areas.reading import compare, completeness, plan_pdf, snapshot
from gmp_portal.documents import policies
from gmp_portal.typesetting import content
from tests.factories.accounts import UserFactory
from tests.factories.areas import (
    PlanFactory,
    PlanFigureFactory,
    advance,
    member_of,
)
from tests.factories.partners import PublicFileFactory

pytestmark = pytest.mark.django_db


def png():
    made = io.BytesIO()
    Image.new("RGB", (4, 3), "red").save(made, "PNG")
    return SimpleUploadedFile("mines.png", made.getvalue(), content_type="image/png")


def address(plan, key="VI"):
    return reverse("areas:figure_add", args=[plan.area.slug, plan.number, key])


@pytest.fixture
def plan():
    return PlanFactory.create(complete=True)


@pytest.fixture
def lead(as_user, plan):
    return as_user(plan.area.lead_terms.get().person)


def shown(plan, figure, words="A map"):
    text = f"%%%\nWords.\n\n![{figure.pk}] {words} | Mines"
    sections.save_text(plan, "VI", text, by=plan.started_by)
    return PlanVersion.objects.get(pk=plan.pk)


def test_without_scripts_a_figure_stands_behind_the_text(lead, plan):
    typed = {"file": png(), "alternative": "A map", "caption": "Mines", "source": "UNEP"}

    answer = lead.post(address(plan), typed)

    figure = PlanFigure.objects.get()
    assert answer.status_code == 302
    text = PlanVersion.objects.get(pk=plan.pk).text_of("VI")
    assert text.endswith(f"\n\n![{figure.pk}] A map | Mines | UNEP")


def test_the_editor_is_told_where_the_figure_is(lead, plan):
    answer = lead.post(address(plan), {"file": png(), "as_data": "1"})

    figure = PlanFigure.objects.get()
    assert answer.json() == {
        "key": figure.pk,
        "address": figure.document.get_absolute_url(),
    }
    assert policies.may_read(figure.added_by, figure.document)


def test_what_is_no_picture_is_refused_and_the_words_stay(lead, plan):
    letter = SimpleUploadedFile("letter.pdf", b"%PDF-1.7 no picture")

    page = lead.post(address(plan), {"file": letter, "alternative": "A map"})
    told = lead.post(address(plan), {"as_data": "1"})

    assert page.status_code == 422
    assert "A map" in page.content.decode()
    assert "file" in told.json()["errors"]
    assert not PlanFigure.objects.exists()


@pytest.mark.parametrize("key", ["IV", "XI", "\u0663"])
def test_a_section_without_text_has_no_figures(lead, plan, key):
    assert lead.post(address(plan, key), {"file": png()}).status_code == 404


def test_only_leads_add_figures(as_user, plan):
    member = as_user(member_of(plan.area))

    answer = member.post(address(plan), {"file": png()})

    assert answer.status_code == 403


def test_a_figure_is_seen_by_whoever_may_read_a_version_that_shows_it(plan):
    figure = PlanFigureFactory.create(area=plan.area)
    readers = member_of(plan.area), UserFactory.create()

    before = [policies.may_read(reader, figure.document) for reader in readers]
    shown(plan, figure)
    drafted = [policies.may_read(reader, figure.document) for reader in readers]
    advance(plan, "published")
    published = policies.may_read(AnonymousUser(), figure.document)

    assert (before, drafted, published) == ([False, False], [True, False], True)


def test_a_file_that_is_no_figure_is_seen_by_nobody(plan):
    file = PublicFileFactory.create(policy="plan_figure")

    assert not policies.may_read(UserFactory.create(officer=True), file)


def test_a_key_of_another_area_shows_its_words_only(client, plan):
    other = PlanFigureFactory.create()

    content_ = snapshot.gather(shown(plan, other))

    assert "figures" not in content_


def test_the_file_of_a_figure_belongs_to_the_text_that_the_area_agrees_to(plan):
    before = snapshot.fingerprint(plan)
    figure = PlanFigureFactory.create(area=plan.area)

    after = shown(plan, figure)

    kept = snapshot.gather(after)["figures"]
    assert kept[str(figure.pk)]["sha256"] == figure.document.sha256
    assert snapshot.fingerprint(after) != before


def test_a_figure_without_words_holds_the_plan_back(plan):
    figure = PlanFigureFactory.create(area=plan.area)

    lacking = completeness.blocking(shown(plan, figure, words=""))
    complete = completeness.blocking(shown(plan, figure))

    assert [(problem.section, problem.clause) for problem in lacking] == [("VI", "R-72")]
    assert complete == []


def test_a_figure_is_in_the_file_of_the_plan(plan):
    figure = PlanFigureFactory.create(area=plan.area)
    held = snapshot.gather(shown(plan, figure))

    document = plan_pdf.publication(
        held, sha256="0" * 64, address="https://example.org/", published_on=plan.period_from
    )

    [picture] = [
        block
        for section in document.sections
        for block in section.blocks
        if isinstance(block, content.Picture)
    ]
    assert picture.content == figure.document.read()
    assert picture.alternative == "A map"


def test_another_alternative_text_is_a_change_of_the_version(plan):
    figure = PlanFigureFactory.create(area=plan.area)
    old = snapshot.gather(shown(plan, figure))

    new = snapshot.gather(shown(plan, figure, words="A map of mines"))

    [change] = [each for each in compare.versions(old, new) if each.is_changed]
    pieces = [(piece.kind, piece.text) for line in change.lines for piece in line.pieces]
    assert ("added", " of mines") in pieces
    assert pieces[1][1].startswith(f"Figure {figure.pk}: A map")


def test_the_page_of_the_section_knows_where_its_figures_are(lead, plan):
    figure = PlanFigureFactory.create(area=plan.area)
    shown(plan, figure)

    page = lead.get(
        reverse("areas:section_edit", args=[plan.area.slug, plan.number, "VI"])
    ).content.decode()

    assert figure.document.get_absolute_url() in page
