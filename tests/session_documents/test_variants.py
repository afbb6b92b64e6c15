"""The reader on variants of our own: tolerant, honest, and complete."""

import random

import pytest

from gmp_portal.typesetting.content import ContentsList, Table, notes, plain
from reporting.session_documents.parser import parse
from tests.session_documents.accounting import (
    document,
    doubts,
    kinds,
    lines_in,
    lost,
    miscounted,
    said,
)
from tests.session_documents.variants import (
    ALL,
    CHINESE,
    HEAD,
    MARKED,
    WORD_EXPORT,
    WRAPPED,
)

BODY = "Some words of prose that stand below and end like a sentence does."


def english(body):
    return parse(HEAD + body, language="en")


@pytest.mark.parametrize("name", ALL)
def test_nothing_is_lost_and_nothing_doubled(name):
    text, language = ALL[name]

    assert miscounted(text, parse(text, language=language)) == []
    assert lost(text, language) == []


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("turn", range(12))
def test_nothing_is_lost_however_the_lines_stand(name, turn):
    """Lines taken out, doubled and moved: reading still accounts for each."""
    text, language = ALL[name]
    chance = random.Random(turn)
    rows = lines_in(text)
    for _ in range(12):
        at, other = chance.randrange(len(rows)), chance.randrange(len(rows))
        chance.choice(
            [
                lambda at=at, other=other: rows.insert(at, rows[other]),
                lambda at=at, other=other: rows.insert(at, rows.pop(other)),
                lambda at=at, other=other: rows.insert(at, ""),
            ]
        )()
    mixed = "\n".join(rows)

    assert miscounted(mixed, parse(mixed, language=language)) == []
    document(parse(mixed, language=language), language)


@pytest.mark.parametrize(
    "text",
    ["", "\n\n---\n", "Only a line", "<sup>3</sup> An orphan note", "一、", "1. ", "|a|",
     "# Annex", "\ufffd", "\f", "\t\t", "Contents", "附件", "*", "¹", "Table 1", "- ", "I."],
)  # fmt: skip
def test_scraps_are_read_without_failing(text):
    assert miscounted(text, parse(text, language="en")) == []
    document(parse(text, language="en"))


def test_an_unnumbered_heading_is_never_glued_to_what_stands_below():
    read = parse(WORD_EXPORT, language="en")

    assert said(read, "heading") == ["Background", "A heading that stands alone"]
    assert [piece.doubt for piece in read.pieces if piece.kind == "heading"] == [
        "",
        "heading_alone",
    ]


def test_a_list_of_contents_names_headings_and_is_no_annex():
    read = parse(WORD_EXPORT, language="en")

    assert said(read, "chapter") == ["I. Introduction", "II. Implementation"]
    assert said(read, "annex") == ["Annex I List of bodies", "Annex II"]
    [listed] = [b for b in document(read).blocks if isinstance(b, ContentsList)]
    assert listed.title == "CONTENTS"
    assert [entry.text for entry in listed.entries][:2] == ["I. Introduction", "Background"]
    assert len(listed.entries) == 6


def test_a_list_of_contents_without_pages_is_one_too():
    read = english(
        f"Contents\n\nOverview\nLast words\nAnnex I\n\nOverview\n\n{BODY}\n\nLast words\n\n"
        f"{BODY}\n\nAnnex I\n\n{BODY}\n"
    )

    assert kinds(read)["contents"] == 1
    assert said(read, "heading") == ["Overview", "Last words"]
    assert said(read, "annex") == ["Annex I"]


def test_fields_page_numbers_and_running_heads_are_removed_and_counted():
    read = parse(WORD_EXPORT, language="en")

    assert {line.text for line in read.removed} >= {
        "PAGEREF _Toc111 \\h",
        'HYPERLINK "http://www.example.org/guide"',
        'TOC \\o "1-3" \\h \\z \\u',
        "PAGE   \\* MERGEFORMAT",
    }
    made = str(document(read).to_data())
    for scrap in ("PAGEREF", "HYPERLINK", "MERGEFORMAT", "_Toc", "TOC \\"):
        assert scrap not in made
    assert document(read).symbol == "UNEP/MC/COP.9/18"


@pytest.mark.parametrize(
    "scrap",
    [
        "{ PAGE }",
        '{ DATE \\@ "d MMMM yyyy" }',
        "NUMPAGES",
        "2 | Page",
        "Page 2",
        "¡Error! Marcador no definido.",
        "Erreur ! Signet non défini.",
        "Ошибка! Закладка не определена.",
        "错误!未定义书签。",
        "错误！未找到引用源。",
    ],
)
def test_what_a_field_leaves_alone_on_a_line_is_no_heading(scrap):
    read = english(f"1. {BODY}\n\n{scrap}\n\n2. It closed.\n")

    assert [piece.kind for piece in read.pieces][-3:] == [
        "paragraph",
        "residue",
        "paragraph",
    ]


def test_a_paragraph_cut_by_a_page_is_whole():
    [cut] = [w for w in said(parse(WORD_EXPORT, language="en"), "paragraph") if "3." in w]

    assert cut.endswith("as shown in table 1, held two meetings.")


def test_tabbed_rows_with_merged_cells_are_a_full_table():
    made = document(parse(WORD_EXPORT, language="en"))

    [table] = [block for block in made.blocks if isinstance(block, Table)]
    assert table.title == "Table 1 Meetings of the bodies"
    assert table.header == ("Year", "Meetings", "Reports")
    assert table.rows[1] == (("All years together",), (), ())


def test_nested_lists_keep_their_levels():
    for text, language in (ALL["word"], ALL["chinese"]):
        items = [p for p in parse(text, language=language).pieces if p.kind == "item"]
        assert [piece.level for piece in items][:4] == [1, 1, 2, 2]


def test_bullets_keep_their_levels_and_marks():
    blocks = document(parse(MARKED, language="en")).blocks

    items = [block for block in blocks if type(block).__name__ == "Item"]
    assert [(item.level, item.mark) for item in items] == [(1, "–"), (2, "–"), (1, "–")]


def test_marked_and_capital_headings_keep_their_level():
    read = parse(MARKED, language="en")

    headings = [piece.level for piece in read.pieces if piece.kind == "heading"]
    assert said(read, "heading") == [
        "Introduction",
        "What was done",
        "What comes next",
        "FINAL REMARKS",
    ]
    assert headings[:2] == [1, 2]
    assert doubts(read) == set()


def test_hard_wrapped_lines_are_one_paragraph():
    read = parse(WRAPPED, language="en")

    paragraphs = said(read, "paragraph")
    assert [words[:2] for words in paragraphs] == ["1.", "2.", "3."]
    assert said(read, "heading") == ["Lessons of the period"]
    assert len(said(read, "plain")) == 1


def test_notes_in_the_wrong_order_are_unsure_with_their_lines():
    read = parse(CHINESE, language="zh-hans")

    unsure = {row.text: row.role for row in read.not_understood}
    assert unsure["² 第二条注释。"] == "note_without_call"
    assert unsure["¹ 第一条注释。"] == "note_out_of_order"


def test_notes_go_to_their_calls_in_any_order():
    read = english("1. First.<sup>1</sup> Second.<sup>2</sup>\n\n² Two.\n\n¹ One.\n")

    [paragraph] = document(read).blocks
    assert [note.text for note in notes(paragraph.runs)] == ["One.", "Two."]
    assert doubts(read) == {"note_out_of_order"}


def test_swapped_notes_are_noticed_by_the_symbols_of_the_text():
    read = english(
        "1. The study “Mercury and fish” (UNEP/MC/COP.9/INF/1) is out.\n\n"
        "2. Notes the study “Mercury and fish”.<sup>1</sup>\n\n<sup>1</sup> UNEP/MC/COP.9/INF/2.\n"
    )

    assert doubts(read) == {"note_contradicts"}


@pytest.mark.parametrize(
    ("body", "doubt"),
    [
        ("1. Text.<sup>7</sup>\n", "call_without_note"),
        ("1. Text.\n\n<sup>1</sup> Note.\n", "note_without_call"),
        ("1. A.<sup>1</sup>\n\n<sup>1</sup> One.\n\n<sup>1</sup> Two.\n", "note_twice"),
        ("1. A.<sup>2</sup> B.<sup>1</sup>\n\n<sup>1</sup> O.\n\n<sup>2</sup> T.\n",
         "call_out_of_order"),
        ("1. Text.\n\n5. The number leaps.\n", "number_leaps"),
        (f"1. Text.\n\n{BODY}\n\n7\n\n2. Text.\n", "page_number"),
        (f"A. Sub\n\n1. Text.\n\nOne short line\nAnother one\nThird one\n\n{BODY}\n",
         "lines_together"),
        ("1. Text.\n\nlone\tcell\n\n2. Text.\n", "row_alone"),
        ("1. Text.\n1. Text again.\n", "letter_lost"),
        (f"{BODY}\n\nHead one .... 3\nHead two .... 4\n\n{BODY}\n", "contents_untitled"),
        (f"1. Text.\n\nAnnex I\n\n{BODY}\n\nAnnex I\n\n{BODY}\n", "annex_named_again"),
        ('1. Text.\n\nHYPERLINK "http://a.example" http://a.example\n', "note_without_mark"),
    ],
)  # fmt: skip
def test_what_is_not_sure_says_why(body, doubt):
    assert doubt in doubts(english(body))


def test_mixed_numbers_of_chapters_are_headings():
    read = parse(CHINESE, language="zh-hans")

    assert said(read, "chapter") == ["一、导言", "II. 执行情况", "四、跳过的编号"]
    assert "number_leaps" in doubts(read)


def test_lost_letters_are_items():
    read = parse(CHINESE, language="zh-hans")

    assert said(read, "item")[-2:] == [
        "3. 第一次会议，2029年1月；",
        "3. 第二次会议，2029年2月。",
    ]


def test_numbers_begin_anew_in_each_annex():
    made = document(parse(CHINESE, language="zh-hans"), "zh-hans")

    assert [annex.title for annex in made.annexes] == ["名单", ""]
    assert [type(annex.blocks[0]).__name__ for annex in made.annexes] == ["Paragraph"] * 2


def test_the_first_page_is_read():
    made = document(parse(WORD_EXPORT, language="en"))

    assert made.symbol == "UNEP/MC/COP.9/18"
    assert made.body_code == "MC"
    assert made.issued_on.isoformat() == "2030-08-12"
    assert plain(made.meeting.session) == "Ninth meeting"
    assert plain(made.meeting.place_and_dates) == "Sample City, 4–8 November 2030"
    assert [note.text for note in notes(made.meeting.place_and_dates)] == ["Invented data."]
    assert made.title == "Cooperation with Example bodies"
    assert made.subtitle == "Note by the secretariat"


@pytest.mark.parametrize(
    ("symbol", "letters"),
    [("UNEP/MC/COP.4/16", "MC"), ("UNEP/EA.4/3", "EA"), ("UNEP(DTIE)/Hg/INC.7/1", "EP"),
     ("COP.4/16", "")],
)  # fmt: skip
def test_letters_of_the_masthead_follow_from_the_symbol(symbol, letters):
    read = parse(f"{symbol}\n\nA title\n\n1. Text.\n", language="en")

    assert document(read).body_code == letters


def test_what_is_typed_comes_before_what_is_read():
    read = parse(WORD_EXPORT, language="en")

    made = document(read, title="Typed title", issued_on="2031-01-02")

    assert (made.title, made.issued_on.isoformat()) == ("Typed title", "2031-01-02")
