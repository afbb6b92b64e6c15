"""Real past documents come in as their pages stand, or say line by line what is not sure."""

import pytest

from gmp_portal.typesetting import render
from gmp_portal.typesetting.content import (
    DraftDecision,
    Note,
    Paragraph,
    Table,
    notes,
    plain,
)
from gmp_portal.typesetting.session import SessionDocument, session_pdf
from reporting.session_documents.parser import parse
from tests.session_documents.accounting import (
    document,
    doubts,
    kinds,
    lost,
    miscounted,
    said,
    seed,
)

NUMBERS = ("000", "001", "002", "003", "004")


def read(number):
    return parse(seed(number), language="zh-hans")


@pytest.mark.parametrize("number", NUMBERS)
def test_every_line_stands_in_exactly_one_piece(number):
    assert miscounted(seed(number), read(number)) == []


@pytest.mark.parametrize("number", NUMBERS)
def test_no_word_is_lost(number):
    assert lost(seed(number), "zh-hans") == []


@pytest.mark.parametrize("number", NUMBERS)
def test_the_stored_document_is_found_again(number):
    made = document(read(number), "zh-hans")

    assert SessionDocument.from_data(made.to_data()) == made


@pytest.mark.parametrize(
    ("number", "chapters", "sections", "subsections", "headings"),
    [("000", 10, 0, 13, 5), ("001", 3, 10, 0, 0), ("002", 2, 4, 0, 2),
     ("003", 6, 5, 0, 3), ("004", 5, 14, 7, 8)],
)  # fmt: skip
def test_every_heading_is_one(number, chapters, sections, subsections, headings):
    by_kind = kinds(read(number))

    assert (by_kind["chapter"], by_kind["section"]) == (chapters, sections)
    assert (by_kind["subsection"], by_kind["heading"]) == (subsections, headings)


@pytest.mark.parametrize(
    ("number", "items", "tables", "notes_", "contents", "annexes"),
    [("000", 95, 0, 5, 0, 2), ("001", 0, 0, 8, 0, 1), ("002", 6, 0, 1, 0, 1),
     ("003", 12, 0, 1, 0, 0), ("004", 52, 16, 13, 1, 4)],
)  # fmt: skip
def test_lists_tables_notes_contents_and_annexes_are_such(
    number, items, tables, notes_, contents, annexes
):
    by_kind = kinds(read(number))

    assert (by_kind["item"], by_kind["table"], by_kind["note"]) == (items, tables, notes_)
    assert (by_kind["contents"], by_kind["annex"]) == (contents, annexes)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("000", {"title_alone", "heading_alone", "short_number", "note_without_call",
                 "lines_together", "short_alone"}),
        ("001", {"note_contradicts"}),
        ("002", {"title_alone", "heading_alone", "note_without_call"}),
        ("003", {"heading_alone"}),
        ("004", {"heading_alone", "number_leaps", "lines_together"}),
    ],
)  # fmt: skip
def test_what_is_not_sure_says_why(number, expected):
    assert doubts(read(number)) == expected


def test_swapped_notes_are_unsure_with_their_lines():
    """S001: the note of one study gives the symbol that the text gives to the other."""
    unsure = list(read("001").not_understood)

    assert [(row.line, row.role) for row in unsure] == [
        (160, "note_contradicts"),
        (162, "note_contradicts"),
    ]


def test_lost_letters_are_items_of_their_paragraph():
    """S003: the number of the paragraph was printed instead of (a) to (d)."""
    labels = [words.split(".")[0] for words in said(read("003"), "item")]

    assert labels == ["11"] * 4 + ["22"] * 4 + ["24"] * 4


def test_residue_of_a_word_processor_gets_no_page():
    """S003: a field of a link at the end of the file."""
    read_ = read("003")

    assert any("HYPERLINK" in row.text for row in read_.removed)
    assert "HYPERLINK" not in str(document(read_, "zh-hans").to_data())


def test_mixed_numbers_of_headings_are_kept_as_printed():
    """S000, annex 2: 一, II, III, IV, 五 to 十."""
    annex = document(read("000"), "zh-hans").annexes[1]

    titles = [block.title for block in annex.blocks if type(block).__name__ == "Heading"]
    assert [title[:3] for title in titles[:5]] == ["一、问", "II.", "III", "IV.", "五、机"]


def test_the_list_of_contents_is_no_annex():
    read_ = read("004")

    assert [words.split(" ")[0] for words in said(read_, "annex")] == [
        "附件一",
        "附件二",
        "附件三",
        "附件四",
    ]
    [listed] = [piece for piece in read_.pieces if piece.kind == "contents"]
    assert listed.lines[0] == 35
    assert listed.lines[-1] == 66


def test_numbers_begin_anew_in_an_annex():
    """S002: 1 to 4 in the note, 1 to 10 in its annex."""
    made = document(read("002"), "zh-hans")

    counted = [
        sum(isinstance(block, Paragraph) for block in blocks)
        for blocks in (made.blocks, made.annexes[0].blocks)
    ]
    assert counted == [4, 10]


def test_a_table_goes_on_across_pages_with_one_head():
    """S004, annex 2: the head is printed on fourteen pages."""
    annex = document(read("004"), "zh-hans").annexes[1]

    [table] = [block for block in annex.blocks if isinstance(block, Table)]
    assert not table.numbered
    assert sum(row[0] == (table.header[0],) for row in table.rows) == 0
    assert {len(row) for row in table.rows} == {len(table.header)}


def test_the_meeting_block_is_read():
    made = document(read("001"), "zh-hans")
    meeting = made.meeting

    assert plain(meeting.body) == "关于汞的水俣公约缔约方大会"
    assert plain(meeting.session) == "第四次会议"
    assert plain(meeting.place_and_dates) == "2021年11月1日至5日，在线"
    assert plain(meeting.agenda_item) == "临时议程项目5"
    assert plain(meeting.agenda_title) == made.title == "国际合作与协调"
    assert made.subtitle == "秘书处的说明"
    assert meeting.agenda_item[1] == Note("UNEP/MC/COP.4/1。")


def test_what_the_text_does_not_say_stays_empty():
    made = document(read("003"), "zh-hans")

    assert (made.symbol, made.body_code, made.issued_on) == ("", "", None)


def test_notes_stand_where_they_are_called():
    blocks = document(read("001"), "zh-hans").blocks
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]

    called = [n for n, block in enumerate(paragraphs, start=1) for _ in notes(block.runs)]
    assert len(paragraphs) == 38
    assert called == [14, 26, 32, 35]


def test_paragraphs_cut_by_a_page_are_whole_again():
    blocks = document(read("001"), "zh-hans").blocks
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]

    assert "秘书处的传播和知识管理干事" in plain(paragraphs[9].runs)
    assert "技术援助的专门国际方案" in plain(paragraphs[15].runs)


def test_the_draft_decision_of_the_annex_is_read():
    [annex] = document(read("001"), "zh-hans").annexes
    [decision] = annex.blocks

    assert isinstance(decision, DraftDecision)
    assert plain(decision.opening) == "缔约方大会，"
    assert (len(decision.preamble), len(decision.operative)) == (3, 7)


@pytest.mark.parametrize(("number", "pages"), [("001", range(6, 10)), ("002", range(2, 7))])
def test_it_becomes_a_pdf(number, pages):
    if not render.is_available():
        pytest.skip("The Pango library is missing on this machine, so no PDF can be made.")

    result = session_pdf(document(read(number), "zh-hans"))

    assert result.pages in pages
    assert result.problems == ()
