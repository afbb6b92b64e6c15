"""A plan speaks one language throughout, and names contacts who agreed (A1-6d-ii, A1-6d-iii)."""

from datetime import date, timedelta

import pytest
from django.utils import timezone, translation
from django.utils.html import strip_tags

from areas import seed as area_seed
from areas.actions import plans
from areas.models import (
    Linkage,
    Opportunity,
    PlanVersion,
    PotentialDonor,
    ProjectRequest,
)
from areas.reading import compare, plan_pdf, snapshot, tongue
from gmp_portal.typesetting import fixed_words
from gmp_portal.typesetting.content import Section, Table, Unnumbered, plain
from gmp_portal.typesetting.data import dump
from gmp_portal.typesetting.languages import language as spoken
from partners.models import Representative
from tests import english as left_english
from tests.factories.areas import (
    EffortFactory,
    PlanFactory,
    advance,
    member_of,
)
from tests.factories.partners import PartnerFactory
from tests.factories.reference import CountryFactory
from tests.foreign_words import CODES, foreign, texts

pytestmark = pytest.mark.django_db


def draft(code="en"):
    """A plan that uses every label; what people write in it are no words."""
    area_seed.load()
    plan = PlanFactory(complete=True, title="Qxy 77", language=code.partition("-")[0])
    plan.texts.update(text="")
    plan.objectives.update(
        statement="Qx 1", measure="Qx 2", target="Qx 3", realism="Qx", goal_links=["O1"]
    )
    plan.actions.update(title="Qx 4", description="Qx 5")
    plan.efforts.update(description="Qx 6", target="Qx 7")
    EffortFactory(plan=plan, cost=None, currency="", target="", description="Qx 9")
    for status in Opportunity.Status:
        Opportunity.objects.create(plan=plan, title="Qx 10", status=status)
    plan.indicators.update(name="Qx 11", unit="Qx", source="Qx 12", target="")
    PotentialDonor.objects.create(plan=plan, name="Qx 13", kind="finance", note="Qx")
    ProjectRequest.objects.create(
        plan=plan, title="Qx 14", purpose="Qx", amount=12500, currency="USD", in_kind="Qx"
    )
    Linkage.objects.create(plan=plan, side="outside", name="Qx 15", note="Qx 16")
    return plan


def booklet(plan):
    return plan_pdf.publication(
        snapshot.of(plan),
        sha256="ab12",
        address="https://example.org/",
        published_on=date(2026, 6, 1),
        checkpoint="12:ab",
    )


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("reader", ["en", "zh-hans"])
def test_no_word_of_another_language_stands_in_a_plan(code, reader):
    plan = draft(code)

    with translation.override(reader):
        made = booklet(plan)

    said = "\n".join(texts(dump(made)))
    say = fixed_words.speaker(code)
    assert made.language == code
    assert list(foreign(made, code)) == []
    assert spoken(code).written(date(2026, 6, 30)) in said
    for words in ("Partner efforts and timeline", "not available", "Where it stands"):
        assert say(words) in said


@pytest.mark.parametrize("code", CODES)
def test_the_page_of_a_plan_speaks_its_language(code, client):
    plan = advance(draft(code), "published")

    page = strip_tags(client.get(plan.get_absolute_url()).content.decode())

    say = fixed_words.speaker(code)
    for english in ("Resource mobilization", "Shows progress of", "Seeking funding"):
        assert say(english) in page
        assert code == "en" or english not in page


@pytest.mark.parametrize("reader", ["en", "zh-hans"])
@pytest.mark.parametrize(("code", "kept"), [("en", "en"), ("zh", "zh-hans"), ("fr", "en")])
def test_the_decision_of_its_area_is_in_the_language_of_the_plan(code, kept, reader):
    """Whoever sends it may read another one; where the portal lacks that of the plan: English."""
    plan = PlanFactory(complete=True, language=code)
    lead, in_a_week = plan.area.lead_terms.get().person, timezone.now() + timedelta(days=7)

    with translation.override(reader):
        decision = plans.send(plan, by=lead, closes_at=in_a_week)

    assert decision.texts.get().language == kept
    assert ("业务计划" in decision.title) == (kept == "zh-hans")
    assert plan.area.name in decision.title


def test_a_plan_without_a_language_is_in_english():
    assert tongue.of({}).spoken.code == "en"
    assert tongue.of({"language": "xx"}).spoken.code == "en"


def test_a_change_of_language_alone_changes_no_label():
    old = snapshot.gather(draft())

    changes = compare.versions(old, old | {"language": "fr"})

    assert [change.section.key for change in changes if change.is_changed] == []


def contact_of(plan):
    return snapshot.of(plan)["efforts"][0]["contact"]


def test_an_effort_names_its_contact_only_with_consent():
    """A2-IV-4 asks for a contact, A1-6d-iii lets people stay unnamed."""
    plan = PlanFactory(complete=True)
    effort = plan.efforts.get()
    effort.contact = member_of(plan.area)
    effort.save()
    voice = Representative.objects.get(person=effort.contact)
    before = snapshot.fingerprint(plan)

    Representative.objects.update(consented_at=None)
    unnamed = contact_of(plan)
    Representative.objects.update(consented_at="2026-01-01T00:00Z")

    assert unnamed == voice.partner.full_name
    assert contact_of(plan) == effort.contact.name
    assert snapshot.fingerprint(plan) == before


def test_who_speaks_for_nobody_is_not_named_and_no_contact_is_none():
    plan = PlanFactory(complete=True)
    effort = plan.efforts.get()

    assert contact_of(plan) == effort.who

    plan.efforts.update(contact=None)
    assert contact_of(plan) == ""


def test_a_plan_frozen_before_does_not_show_who_did_not_agree():
    plan = PlanFactory(complete=True)
    effort = plan.efforts.get()
    plan.snapshot = snapshot.gather(plan) | snapshot.written(plan)
    assert plan.snapshot["efforts"][0]["contact"] == effort.contact.name

    assert contact_of(plan) == effort.who


@pytest.mark.parametrize(
    ("code", "country"), [("en", " (Kenya)"), ("fr", " (Kenya)"), ("zh", "（肯尼亚）")]
)
def test_the_country_stands_beside_a_name_that_two_partners_have(code, country):
    plan = PlanFactory(complete=True, language=code)
    mine = plan.area.lead_terms.get().partner
    mine.country = CountryFactory(iso2="KE")
    mine.save()
    PartnerFactory(name=mine.name, country=CountryFactory(iso2="PE"), slug="second")
    EffortFactory(plan=plan, partner=mine)
    ProjectRequest.objects.create(plan=plan, title="Qx", purpose="Qx", partner=mine)

    with translation.override("ru"):
        content = snapshot.gather(PlanVersion.objects.get(pk=plan.pk))

    said = f"{mine.name}{country}"
    assert said in [row["name"] for row in content["partners"]]
    assert said in [row["partner"] for row in content["leads"]]
    assert said in [row["partner"] for row in content["requests"]]
    assert said in [row["who"] for row in content["efforts"]]


def blocks_of(made, kind):
    return [
        (section, block)
        for section in made.sections
        for block in section.blocks
        if isinstance(block, kind)
    ]


def test_a_booklet_says_nothing_twice():
    made = booklet(draft())

    headings = [(part.title, block.title) for part, block in blocks_of(made, Section)]
    tables = blocks_of(made, Table)
    assert ("Objectives", "Objectives") not in headings
    assert ("Partners", "Partners") in headings
    assert [block for _section, block in tables if block.title or block.numbered] == []


def test_a_fact_stands_in_one_line_of_a_booklet():
    plan = draft()
    plan.next_review_on = date(2027, 6, 30)
    plan.efforts.update(cost=12500, currency="USD")

    made = booklet(plan)

    lines = [plain(block.runs) for _section, block in blocks_of(made, Unnumbered)]
    assert "Next review of the plan: 30 June 2027" in lines
    assert [line for line in lines if line.startswith("Total cost by currency: USD ")]


def test_a_chinese_plan_holds_no_english_sentence():
    made = booklet(draft("zh"))

    assert left_english.sentences("\n".join(texts(dump(made)))) == []
