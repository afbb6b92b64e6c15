"""A letter speaks one language throughout, whoever reads it (A1-2c, A1-2e)."""

import ast
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.utils import translation

from areas import seed as area_seed
from areas.annex2 import SECTIONS
from areas.models import (
    Application,
    Effort,
    LeadTerm,
    Linkage,
    Opportunity,
    PotentialDonor,
    Risk,
)
from areas.models.plans import LANGUAGES as PLAN_LANGUAGES
from gmp_portal.exchange.word import form_sheets, letter_writing
from gmp_portal.meetings.models import Body
from gmp_portal.meetings.reading import report_document
from gmp_portal.reference import seed as reference_seed
from gmp_portal.reference.choices import Objective
from gmp_portal.typesetting import fixed_words
from gmp_portal.typesetting.content import plain
from gmp_portal.typesetting.data import dump
from gmp_portal.typesetting.languages import LANGUAGES
from partners.models import Kind, LetterOfIntent, Pledge
from partners.reading import letter_sheets
from tests import english as left_english
from tests.factories.meetings import MeetingReportFactory
from tests.factories.partners import LetterFactory
from tests.foreign_words import CODES, foreign, texts

pytestmark = pytest.mark.django_db

PLAN_CHOICES = (
    Application.State,
    Effort.Kind,
    LeadTerm.Kind,
    Linkage.Side,
    Objective,
    Opportunity.Status,
    PotentialDonor.Kind,
    Risk.Grade,
)
ROOT = Path(__file__).parents[2]
SPEAKERS = (
    "partners/reading/letter_sheets.py",
    "partners/reading/form_pledges.py",
    "partners/reading/letter_form.py",
    "partners/reading/pledge_words.py",
    "gmp_portal/exchange/word/form_sheets.py",
    "gmp_portal/exchange/word/letter_writing.py",
    "areas/reading/groups.py",
    "areas/reading/narrative.py",
    "areas/reading/plan_display.py",
    "areas/reading/plan_pdf.py",
    "areas/reading/quarters.py",
    "areas/reading/title_block.py",
    "areas/reading/tongue.py",
    "areas/reading/trace.py",
    "gmp_portal/meetings/reading/report_document.py",
    "gmp_portal/meetings/reading/report_voices.py",
)


@pytest.fixture
def letter():
    reference_seed.load()
    area_seed.load()
    return LetterFactory(
        confirmed=True,
        confirmed_by__name="Qz",
        organisation="Qxy 77",
        country_id="KE",
        website="https://qxy.example.org/",
        area_slugs=["asgm", "cement"],
        contribution_kinds=[kind.value for kind in LetterOfIntent.Contribution],
        contribution="Qxy 12.",
        support_statement="Qxy 13.",
        contribution_period="2030–2031",
        contact_name="Qz",
        contact_title="Qt",
        signed_name="Qz",
    )


@pytest.mark.parametrize("reader", ["en", "zh-hans"])
@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("kind", [Kind.NGO, Kind.INDIVIDUAL])
@pytest.mark.parametrize("sheet", ["sent_letter", "public_letter", "confirmation_letter"])
def test_no_word_of_another_language_stands_in_a_letter(letter, sheet, kind, code, reader):
    letter.language, letter.kind = code, kind

    with translation.override(reader):
        made = getattr(letter_sheets, sheet)(letter)

    assert list(foreign(made, code)) == []
    assert made.language == code


@pytest.mark.parametrize("code", CODES)
def test_country_and_areas_are_named_in_the_language_of_the_letter(letter, code):
    letter.language = code

    said = "\n".join(texts(dump(letter_sheets.public_letter(letter))))

    with translation.override(code):
        assert letter.country.name in said
    names = {row["slug"]: row for row in area_seed.rows()}
    assert names["asgm"][f"name_{code.partition('-')[0]}"] in said


@pytest.mark.parametrize("code", CODES)
def test_no_word_of_another_language_stands_in_a_meeting_report(code):
    report = MeetingReportFactory()
    report.language = code
    report.meeting.title = "XV"
    report.meeting.body = Body(kind=Body.Kind.ADVISORY_GROUP)

    document = report_document.document_of(report)

    assert list(foreign(replace(document, blocks=()), code)) == []
    assert document.language in LANGUAGES


@pytest.mark.parametrize(
    ("code", "expected"),
    [("fr", "Genève, Suisse, 24-29"), ("zh-hans", "29日，瑞士Genève")],
)
def test_a_meeting_report_names_the_country_in_its_language(code, expected):
    reference_seed.load()
    report = MeetingReportFactory()
    report.language = code
    report.meeting.place, report.meeting.country_id = "Genève", "CH"
    report.meeting.starts_on = date(2026, 9, 24)
    report.meeting.ends_on = date(2026, 9, 29)

    with translation.override("en"):
        meeting = report_document.document_of(report).meeting

    assert expected in plain(meeting.place_and_dates)


def _name(function):
    return getattr(function, "id", "") or getattr(function, "attr", "")


def test_every_sentence_that_is_said_is_in_the_table():
    said = {
        node.args[0].value
        for path in SPEAKERS
        for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.args[0] if node.args else None, ast.Constant)
        and (_name(node.func) == "say" or isinstance(node.func, ast.Call))
    }
    with translation.override("en"):
        choices = {
            str(label)
            for label in [
                *Kind.labels,
                *LetterOfIntent.Contribution.labels,
                *Pledge.Rhythm.labels,
            ]
        } | {str(label) for kinds in PLAN_CHOICES for label in kinds.labels}
        choices |= {str(section.title) for section in SECTIONS}
        choices |= {str(name) for _code, name in PLAN_LANGUAGES}
        bodies = {str(kind.label) for kind in Body.Kind if kind != Body.Kind.AREA}
    signed = {"Signed file uploaded", "Typed signature"}
    signed |= {*letter_writing.TO_SIGN, *letter_writing.WHO_SIGNS}
    signed |= {*form_sheets.INSTRUCTIONS.values()}

    assert said | choices | bodies | signed == set(fixed_words.table())


def test_every_sentence_has_words_and_places_in_each_language():
    for english, row in fixed_words.table().items():
        places = sorted(re.findall(r"%\(\w+\)s", english))
        for code in CODES:
            assert row[code].strip(), (english, code)
            assert sorted(re.findall(r"%\(\w+\)s", row[code])) == places, (english, code)


@pytest.mark.parametrize("kind", [Kind.NGO, Kind.INDIVIDUAL])
@pytest.mark.parametrize("sheet", ["sent_letter", "public_letter", "confirmation_letter"])
def test_a_chinese_letter_holds_no_english_sentence(letter, sheet, kind):
    letter.language, letter.kind = "zh-hans", kind

    made = getattr(letter_sheets, sheet)(letter)

    assert left_english.sentences("\n".join(texts(dump(made)))) == []


def test_a_chinese_meeting_report_holds_no_english_sentence():
    report = MeetingReportFactory()
    report.language = "zh-hans"
    report.meeting.title = "示例会议"
    report.meeting.body = Body(kind=Body.Kind.ADVISORY_GROUP)

    made = replace(report_document.document_of(report), blocks=())

    assert left_english.sentences("\n".join(texts(dump(made)))) == []


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "This is what we will contribute: training, data and information."),
        ("fr", "Voici notre contribution : formation, données et informations."),
        ("zh-hans", "我们将作出以下贡献：培训、数据和信息。"),
    ],
)
def test_what_is_contributed_ends_the_sentence_that_announces_it(language, sentence):
    letter = LetterFactory(language=language, contribution_kinds=["training", "data"])

    body = [plain(paragraph) for paragraph in letter_sheets.public_letter(letter).body]

    assert sentence in body
