"""Letters in Word: the facts of the PDF in their order, in each language."""

from dataclasses import replace

import pytest
from lxml import etree

from gmp_portal.exchange.word import letters, reading, shapes
from gmp_portal.typesetting import fixed_words, languages, spacing
from gmp_portal.typesetting.content import plain
from tests.exchange import audit, edits
from tests.exchange.samples import CODES, letter_sheet


def lines(data):
    file = reading.read(data)
    return [part.after for part in shapes.flat(file.content) if part.after.strip()]


@pytest.mark.parametrize("code", CODES)
def test_letter_has_the_facts_of_its_sheet_in_order(code):
    sheet = letter_sheet(code)
    spoken = languages.language(code)
    gap = "" if code == "zh-hans" else " "

    said = lines(letters.letter(sheet))

    reference = f"{spoken.reference}{spoken.colon}{gap}{sheet.reference}"
    facts = [
        *sheet.sender,
        f"{reference}\t{spoken.written(sheet.issued_on)}",
        *sheet.addressee,
        sheet.subject,
        *(plain(text) for text in sheet.body),
        *sheet.signature,
        sheet.summary_title,
        *(words for fact in sheet.summary for words in (fact.label, fact.value)),
        f"{spoken.verify}{gap}{sheet.verification_url}\n"
        f"{spoken.fingerprint}{spoken.colon}{gap}{sheet.fingerprint}",
    ]
    assert said == [spacing.tidy(fact, code) for fact in facts]


@pytest.mark.parametrize("code", CODES)
def test_letter_to_sign_has_lines_and_a_place_for_the_stamp(code):
    say = fixed_words.speaker(code)

    said = lines(letters.letter(letter_sheet(code), to_sign=True))

    start = said.index(say("Place and date"))
    assert said[start : start + 5] == [
        say("Place and date"),
        say("Signature"),
        "Ana Example",
        "Director",
        say("Stamp or seal"),
    ]


def test_letter_that_names_nobody_asks_who_signs():
    sheet = replace(letter_sheet("en"), signature=())

    said = lines(letters.letter(sheet, to_sign=True))

    start = said.index("Signature")
    assert said[start + 1 : start + 4] == [
        "Name of the signatory",
        "Function",
        "Stamp or seal",
    ]


@pytest.mark.parametrize("code", CODES)
def test_auditor_finds_nothing(code, tmp_path):
    sheet = letter_sheet(code, draft="DRAFT", from_programme=True)

    data = letters.letter(sheet, to_sign=True)

    assert audit.findings(data, tmp_path) == []


def test_draft_is_told_above_the_text():
    data = letters.letter(letter_sheet("es", draft="Borrador"))

    header = etree.fromstring(edits.parts(data)["word/header1.xml"])
    assert "".join(header.itertext()) == "Borrador"


def test_letter_of_the_programme_names_it():
    data = letters.letter(letter_sheet("zh-hans", from_programme=True))

    assert lines(data)[:4] == [
        "Example Institute",
        "12 Sample Street",
        "联合国",
        "环境规划署",
    ]


def test_summary_stays_on_one_page():
    data = letters.letter(letter_sheet("en"))

    styles = etree.fromstring(edits.parts(data)["word/styles.xml"])
    kept = {
        style.find("{*}name").values()[0]
        for style in styles.iter("{*}style")
        if style.find("{*}pPr/{*}keepNext") is not None
    }
    assert {"GMP Summary title", "GMP Summary label", "GMP Summary value"} <= kept
