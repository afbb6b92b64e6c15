"""One policy for what people paste: paragraphs, items and tables, on pages and in documents."""

import pytest
from django.template import Context, Template

from gmp_portal.typesetting import prose
from gmp_portal.typesetting.content import (
    Paragraph,
    SubParagraph,
    Table,
    Unnumbered,
    plain,
)

WRAPPED = (
    "The Partnership Advisory Group met in Geneva from 14 to 16 April 2027 and\n"
    "considered the business plans of the eight areas, which had been sent to it\n"
    "in time.\n"
    "It thanked the leads for their work and asked them to add the costs of the\n"
    "efforts that had none so far."
)


def shape(text):
    return [(part.kind, part.mark, part.text) for part in prose.parts(text)]


def texts(text):
    return [part.text for part in prose.parts(text)]


def test_paragraphs_with_single_line_breaks_stay_paragraphs():
    pasted = (
        "1. The secretariat opened the meeting.\n2. The agenda was adopted.\n3. It closed."
    )

    assert shape(pasted) == [
        ("number", "1.", "The secretariat opened the meeting."),
        ("number", "2.", "The agenda was adopted."),
        ("number", "3.", "It closed."),
    ]


def test_a_line_that_ends_a_sentence_ends_a_paragraph():
    assert texts("It met in Geneva.\nIt closed at noon.") == [
        "It met in Geneva.",
        "It closed at noon.",
    ]


def test_lines_that_a_page_had_broken_are_joined():
    first, second = texts(WRAPPED)

    assert first.endswith("which had been sent to it in time.")
    assert second.startswith("It thanked the leads")
    assert "\n" not in first + second


def test_a_sentence_that_ends_at_the_edge_of_a_page_ends_no_paragraph():
    pasted = (
        "The Partnership Advisory Group met in Geneva and discussed all of the plans.\n"
        "The business plans of the eight areas had been sent to it in time, and the\n"
        "leads were thanked."
    )

    assert len(texts(pasted)) == 1


def test_han_lines_are_joined_without_a_space():
    line = "秘书处继续与国际化学品管理战略方针秘书处合作，为战略方针提供相关协助并参加审议"

    assert texts(f"{line}\n水俣公约秘书处的工作。") == [f"{line}水俣公约秘书处的工作。"]


def test_short_lines_stay_lines():
    assert texts("Ministry of Environment\nNairobi\nKenya") == [
        "Ministry of Environment\nNairobi\nKenya"
    ]


@pytest.mark.parametrize(
    ("line", "kind", "mark"),
    [
        ("- less mercury", "bullet", "-"),
        ("• less mercury", "bullet", "•"),
        ("– less mercury", "bullet", "–"),
        ("\uf0b7\tless mercury", "bullet", "\uf0b7"),
        ("(a) less mercury", "letter", "(a)"),
        ("a) less mercury", "letter", "a)"),
        ("(iv) less mercury", "letter", "(iv)"),
        ("(一) 减少汞", "letter", "(一)"),
        ("（二）减少汞", "letter", "（二）"),
        ("а) меньше ртути, less mercury", "letter", "а)"),
        ("(б) меньше ртути, less mercury", "letter", "(б)"),
        ("o\tless mercury", "bullet", "o"),
        ("二、减少汞", "number", "二、"),
        ("12. less mercury", "number", "12."),
        ("12.\tless mercury", "number", "12."),
        ("12) less mercury", "number", "12)"),
        ("12、减少汞", "number", "12、"),
    ],
)
def test_a_line_begins_with_its_mark(line, kind, mark):
    first, second = prose.parts(f"We want this:\n{line}")

    assert (first.kind, first.text) == ("paragraph", "We want this:")
    assert (second.kind, second.mark) == (kind, mark)
    assert "mercury" in second.text or second.text == "减少汞"


@pytest.mark.parametrize(
    "line",
    [
        "3.5 tonnes were used",
        "2026 was a good year",
        "-5 degrees",
        "e.g. batteries",
        "(see above)",
        "1. 2",
        "30 per cent",
        "o mercury",
        "一个伙伴、两个国家",
        "二十、三十年代",
        "- ",
    ],
)
def test_other_lines_begin_no_item(line):
    [part] = prose.parts(line)

    assert part.kind == "paragraph" or part.text == "2"


def test_an_item_goes_on_over_its_lines():
    item = "(a) To reduce the use of mercury in small-scale gold mining by the end of"

    assert texts(f"{item}\nthe year.\n(b) To end it.") == [
        f"{item.removeprefix('(a) ')} the year.",
        "To end it.",
    ]


def test_tabbed_lines_become_a_table():
    before, table, after = prose.parts(
        "Costs follow.\nYear\tCost\n2026\t1,000\n2027\t2,000\nThat is all."
    )

    assert table.rows == (("Year", "Cost"), ("2026", "1,000"), ("2027", "2,000"))
    assert (before.text, after.text) == ("Costs follow.", "That is all.")


def test_one_line_with_a_tab_is_no_table():
    assert texts("Year\tCost") == ["Year Cost"]


def test_windows_and_mac_line_breaks_are_the_same():
    assert texts("a.\r\n\r\nb.") == texts("a.\r\rb.") == texts("a.\n\nb.") == ["a.", "b."]


def test_a_document_numbers_the_paragraphs_itself():
    pasted = "7. We met.\n8. We agreed:\n(a) On dates;\n(i) In May;\n(ii) In June;\n(b) On places."

    blocks = prose.content(pasted)

    assert [(type(b), getattr(b, "level", 0), plain(b.runs)) for b in blocks] == [
        (Paragraph, 0, "We met."),
        (Paragraph, 0, "We agreed:"),
        (SubParagraph, 1, "On dates;"),
        (SubParagraph, 2, "In May;"),
        (SubParagraph, 2, "In June;"),
        (SubParagraph, 1, "On places."),
    ]


def test_letters_that_do_not_follow_each_other_stay_as_typed():
    blocks = prose.content("We agreed on:\n(b) dates;\n(d) places.\n- and food.")

    assert [(type(b), plain(b.runs)) for b in blocks[1:]] == [
        (Unnumbered, "(b) dates;"),
        (Unnumbered, "(d) places."),
        (Unnumbered, "– and food."),
    ]


def test_a_table_of_a_document_has_a_head():
    [table] = prose.content("Year\tCost\n2026\t1,000")

    assert isinstance(table, Table)
    assert (table.header, len(table.rows)) == (("Year", "Cost"), 1)


@pytest.mark.parametrize(
    "text",
    [
        "One\n\nTwo",
        "Aims:\n- less\n- none\nEnd",
        WRAPPED,
        "1. a\n2. b",
        "a\tb\nc\td\nend",
        "",
    ],
)
def test_nothing_written_is_lost(text):
    kept = "".join(
        "".join(row for rows in part.rows for row in rows) + part.as_typed
        for part in prose.parts(text)
    )

    assert "".join(kept.split()) == "".join(text.split())


def test_pages_show_lists_tables_and_paragraphs():
    text = "1. We met.\n2. We want:\n- less\n- none\nYear\tCost\n2026\t<b>"
    page = Template("{% load ui %}{{ text|paragraphs }}").render(Context({"text": text}))

    assert '<p dir="auto">1. We met.</p>' in page
    assert '<ul><li dir="auto">less</li><li dir="auto">none</li></ul>' in page
    assert '<th scope="col" dir="auto">Cost</th>' in page
    assert "&lt;b&gt;" in page
