"""Latin words inside Arabic text keep their own order, as one run."""

import re

import pytest

from gmp_portal.typesetting.content import Emphasis, Note, Paragraph, Table, words
from gmp_portal.typesetting.letter import LETTER, LetterSheet
from gmp_portal.typesetting.session import (
    SESSION,
    SessionDocument,
    session_sheet,
    split_symbol,
)

BDI = re.compile(r"<bdi([^>]*)>(.*?)</bdi>")
SYMBOL = ' lang="en" class="latin"'
WORDS = ' lang="en"'
FOREIGN = ' class="foreign"'


def runs(text):
    document = SessionDocument(language="ar", title="ت", blocks=(Paragraph(text),))
    paragraph = re.search(
        r'<p class="para".*?</p>', session_sheet(document).html, re.DOTALL
    )
    assert paragraph
    return BDI.findall(paragraph[0])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "أعدت UNEP Global Mercury Partnership هذه الوثيقة",
            [(WORDS, "UNEP Global Mercury Partnership")],
        ),
        ("الوثيقة UNEP/GMP/ASGM/2026/1 في", [(SYMBOL, "UNEP/GMP/ASGM/2026/1")]),
        ("الشراكة (UNEP) في", [(SYMBOL, "UNEP")]),
        ("قانون Act (No. 5) في", [(WORDS, "Act (No. 5)")]),
        ("قانون Act (رقم 5) في", [(SYMBOL, "Act")]),
        ("بين UNEP و WHO.", [(SYMBOL, "UNEP"), (SYMBOL, "WHO")]),
        ("a" * 100 + " ثم", [(WORDS, "a" * 100)]),
        ("نص بلا لاتينية 2026", []),
        ("بين Perú و Émile Ågård.", [(SYMBOL, "Perú"), (WORDS, "Émile Ågård")]),
        ("وزارة Écologie (Sénégal) في", [(WORDS, "Écologie (Sénégal)")]),
        ("مدينة Łódź ومدينة Huế.", [(SYMBOL, "Łódź"), (SYMBOL, "Huế")]),
        ("في Peru\u0301 ثم", [(SYMBOL, "Peru\u0301")]),
        ("حاصل 2 × 3 ÷ 4 هنا", []),
        ("انظر https://example.org/a/ أو", [(SYMBOL, "https://example.org/a/")]),
        ("هاتف +41 22 917 1234 ثم", [(' class="latin"', "+41 22 917 1234")]),
        ("شركة 3M في", [(SYMBOL, "3M")]),
        ("بصمة: 12:ab9f ثم", [(SYMBOL, "12:ab9f")]),
        ("عام 2026 UNEP", [(SYMBOL, "UNEP")]),
        ("بين Ω و12 μg.", [(SYMBOL, "Ω"), (SYMBOL, "μg")]),
        ("معهد 示例研究所 (2026) في", [(FOREIGN, "示例研究所 (2026)")]),
        ("معهد Институт ртути في", [(FOREIGN, "Институт ртути")]),
    ],
)
def test_latin_words_stand_in_one_run(text, expected):
    assert runs(text) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("1 Sample Street, Example City.", [(WORDS, "1 Sample Street, Example City.")]),
        ("(UNEP)", [(SYMBOL, "(UNEP)")]),
        ("示例研究所。", [(FOREIGN, "示例研究所。")]),
        ("2026", []),
        ("نص (UNEP)", [(SYMBOL, "UNEP")]),
    ],
)
def test_a_line_without_arabic_is_one_run_with_its_figures_and_stops(line, expected):
    html = LETTER.sheet(LetterSheet("ar", "ت", (), sender=(line,))).html

    [sender] = re.findall(r'<div class="sender">(.*?)</div>', html, re.DOTALL)
    assert BDI.findall(sender) == expected


@pytest.mark.parametrize(
    ("symbol", "expected"),
    [
        ("UNEP/MC/COP.9/INF/98", ("UNEP", "/MC/COP.9/INF/98")),
        ("UNEP/2026/1/Rev.1", ("UNEP", "/2026/1/Rev.1")),
        ("PAG.18/4", ("PAG.18/4", "")),
        ("PAG 18.4", ("PAG 18.4", "")),
        ("", ("", "")),
    ],
)
def test_figures_alone_are_no_second_part_of_a_symbol(symbol, expected):
    assert split_symbol(symbol) == expected


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("symbol", ["PAG.18/4", "UNEP/GMP/2026/99"])
@pytest.mark.parametrize(
    "text",
    [
        words(Emphasis("UNEP"), " ", Emphasis("WHO"), " e.g. ", Emphasis("2026"), "1"),
        words("معهد 示例研究所 1) و Институт (UNEP) 50%"),
        words("CO₂ و Hg⁰ و 87ab ", Emphasis("A/B/1"), "e.g. (UNEP)"),
    ],
)
def test_runs_beside_each_other_are_printed(symbol, text):
    table = Table("ت", ("UNEP", "ب"), ((text, words("2026")), (words(symbol), text)))
    document = SessionDocument(
        language="ar", title="ت", symbol=symbol, blocks=(Paragraph(text), table)
    )

    assert SESSION.pdf(document).problems == ()


def test_a_paragraph_without_arabic_is_one_run_with_its_italics():
    text = words("The ", Emphasis("Parties"), " agree.", Note("نص (UNEP)"))
    document = SessionDocument(language="ar", title="ت", blocks=(Paragraph(text),))

    html = session_sheet(document).html

    assert '<bdi lang="en">The <em>Parties</em> agree.' in html
    assert 'نص (<bdi lang="en" class="latin">UNEP</bdi>)' in html
