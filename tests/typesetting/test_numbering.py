"""Numbers come from structure: they run, restart and follow their language."""

import pytest

from gmp_portal.typesetting import figures
from gmp_portal.typesetting.content import (
    Annex,
    BarTable,
    Chapter,
    Note,
    Paragraph,
    Section,
    SubParagraph,
    Table,
    Unnumbered,
    words,
)
from gmp_portal.typesetting.languages import language
from gmp_portal.typesetting.numbering import annex_labels, han, labels, punctuated, roman
from gmp_portal.typesetting.session import MeetingBlock, SessionDocument, session_sheet

BLOCKS = (
    Chapter("One"),
    Paragraph("a"),
    Chapter("Two"),
    Section("S"),
    Paragraph("b"),
    SubParagraph(1, words("x")),
    SubParagraph(2, words("y")),
    SubParagraph(2, words("y")),
    SubParagraph(1, words("x")),
    Table("t", ("h",), ()),
    Section("S"),
    Paragraph("c"),
    SubParagraph(1, words("x")),
    Unnumbered("d"),
)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("en", "I.|1.|II.|A.|2.|(a)|(i)|(ii)|(b)|Table 1|B.|3.|(a)|"),
        ("fr", "I.|1.|II.|A.|2.|a)|i)|ii)|b)|Tableau 1|B.|3.|a)|"),
        ("zh-hans", "一、|1.|二、|A.|2.|(a)|(一)|(二)|(b)|表1|B.|3.|(a)|"),
        ("ar", "أولاً -|١ -|ثانياً -|ألف -|٢ -|(أ)|‘١’|‘٢’|(ب)|الجدول ١|باء -|٣ -|(أ)|"),
    ],
)
def test_labels_follow_structure_and_language(code, expected):
    found = [label for label, _ in labels(BLOCKS, language(code))]

    assert "|".join(found) == expected


def test_numerals():
    assert [roman(number) for number in (4, 9, 14, 40)] == ["IV", "IX", "XIV", "XL"]
    assert [han(number) for number in (1, 10, 11, 20, 38)] == [
        "一",
        "十",
        "十一",
        "二十",
        "三十八",
    ]


def test_only_real_annexes_are_numbered():
    annexes = (Annex(()), Annex(()), Annex((), is_numbered=False))

    assert annex_labels(annexes, language("en")) == ["Annex I", "Annex II", ""]
    assert annex_labels(annexes[1:], language("zh-hans")) == ["附件", ""]


def test_paragraphs_and_notes_start_again_in_an_annex():
    noted = Paragraph(words("p", Note("n")))
    document = SessionDocument(
        language="en", title="T", blocks=(noted, noted), annexes=(Annex((noted,)),)
    )

    html = session_sheet(document).html

    body, annex = html.split('class="annex"')
    assert [
        mark in body for mark in ('data-mark="1"', 'data-mark="2"', 'data-mark="3"')
    ] == [
        True,
        True,
        False,
    ]
    assert 'data-mark="1"' in annex
    assert '<span class="pn">1. </span>' in annex
    assert 'id="note-3"' in annex


def test_asterisks_follow_the_order_of_appearance():
    meeting = MeetingBlock(
        place_and_dates=words("Sample City", Note("moved")),
        agenda_item=words("Item", Note("UNEP/X"), " 5"),
    )

    html = session_sheet(SessionDocument(language="en", title="T", meeting=meeting)).html

    assert html.index('data-mark="*"') < html.index("moved") < html.index('data-mark="**"')


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (words("Welcomes the report"), ("Welcomes the report", ";")),
        (words("Welcomes the report."), ("Welcomes the report.",)),
        (words("the report", Note("n")), ("the report", ";", Note("n"))),
    ],
)
def test_punctuation_is_kept_or_supplied(text, expected):
    assert punctuated(text, ";") == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("en", ["Figure 1", "Figure 2"]),
        ("fr", ["Figure 1", "Figure 2"]),
        ("es", ["Figura 1", "Figura 2"]),
        ("ru", ["Рисунок 1", "Рисунок 2"]),
        ("zh-hans", ["图1", "图2"]),
        ("ar", ["الشكل ١", "الشكل ٢"]),
    ],
)
def test_figures_are_numbered_as_tables_are(code, expected):
    figures = (BarTable("t", ()), BarTable("t", ()))

    assert [label for label, _ in labels(figures, language(code))] == expected


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("ar", "١ ٢٣٤٫٥"),
        ("zh-hans", "1,234.5"),
        ("en", "1,234.5"),
        ("fr", "1\u202f234,5"),
        ("ru", "1\u202f234,5"),
        ("es", "1\u202f234,5"),
    ],
)
def test_a_figure_is_written_as_its_language_writes_it(code, written):
    shown = figures.shown(1234.5, language(code))

    assert shown.split() == written.split()
