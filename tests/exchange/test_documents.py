"""Documents in Word: every kind of block out and in again, in each language."""

import hashlib
import os
import subprocess
import sys
from datetime import date

import pytest
from lxml import etree

from gmp_portal.exchange.word import block_reading, documents, reading
from gmp_portal.exchange.word.documents import Cover
from gmp_portal.launcher import paths
from gmp_portal.typesetting.content import (
    Annex,
    Bar,
    BarTable,
    Chapter,
    Emphasis,
    Note,
    Paragraph,
    SubParagraph,
    Table,
    Unnumbered,
    Unreadable,
    words,
)
from tests.exchange import audit, edits
from tests.exchange.samples import CODES, HEADINGS, TEXTS, all_blocks
from tests.typesetting import samples

SCRIPT = """
import hashlib
from gmp_portal.exchange.word import documents, form
from tests.exchange import samples
files = [documents.document(samples.all_blocks("ar"), language="ar", title="T", draft="D")]
files.append(form.form(samples.form_sheet("zh-hans")))
print(*(hashlib.sha256(data).hexdigest() for data in files))
"""


def whole(code, **more):
    annexes = (
        Annex(all_blocks(code), title=HEADINGS[code], subtitle="S", original_language="fr"),
        Annex((Paragraph(TEXTS[code]),)),
    )
    return documents.document(
        all_blocks(code), language=code, title=HEADINGS[code], annexes=annexes, **more
    )


def xml(data, part=edits.DOCUMENT):
    return etree.fromstring(edits.parts(data)[part])


@pytest.mark.parametrize("code", CODES)
def test_every_block_comes_back_equal(code):
    read = block_reading.read_document(whole(code, cover=Cover(subtitle="Sub")))

    assert read.blocks == all_blocks(code)
    assert read.annexes == (
        Annex(all_blocks(code), title=HEADINGS[code], subtitle="S", original_language="fr"),
        Annex((Paragraph(TEXTS[code]),)),
    )
    assert (read.title, read.subtitle, read.language) == (HEADINGS[code], "Sub", code)
    assert read.unsure == ()


def test_long_report_comes_back_equal():
    report = samples.biennial()

    data = documents.document(
        report.blocks, language="en", title=report.title, annexes=report.annexes
    )

    read = block_reading.read_document(data)
    assert (read.blocks, read.annexes) == (report.blocks, report.annexes)


@pytest.mark.parametrize("code", CODES)
def test_auditor_finds_nothing(code, tmp_path):
    data = whole(code, draft="DRAFT", cover=Cover("Sub", "UNEP/1", date(2030, 1, 1)))

    said = audit.findings(data, tmp_path)

    assert said == []


def test_auditor_finds_a_planted_fault(tmp_path):
    def turn_round(root):
        laid_out = root.find(".//{*}pPr[{*}numPr]")
        laid_out[:] = reversed(laid_out)

    data = edits.edited(whole("en"), turn_round)

    assert audit.findings(data, tmp_path) != []


def test_bytes_are_equal_whatever_the_hashes():
    environ = {**os.environ, "PYTHONPATH": str(paths.ROOT)}

    said = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env={**environ, "PYTHONHASHSEED": seed},
            cwd=paths.ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }

    data = documents.document(all_blocks("ar"), language="ar", title="T", draft="D")
    assert len(said) == 1
    assert hashlib.sha256(data).hexdigest() in said.pop()


def test_draft_is_told_above_every_section():
    data = whole("fr", draft="Projet")

    sections = list(xml(data).iter("{*}sectPr"))
    assert len(sections) == 3
    assert all(section.find("{*}headerReference") is not None for section in sections)
    assert "Projet" in "".join(xml(data, "word/header1.xml").itertext())


def test_final_document_says_nothing_above_its_text():
    data = whole("fr")

    assert "".join(xml(data, "word/header1.xml").itertext()) == ""


def test_file_says_its_title_and_language():
    data = documents.document((), language="zh-hans", title="标题")

    core = xml(data, "docProps/core.xml")
    assert [core.findtext("{*}title"), core.findtext("{*}language")] == ["标题", "zh-CN"]
    language = xml(data, "word/styles.xml").find(".//{*}lang")
    assert set(language.attrib.values()) == {"en-GB", "zh-CN", "ar-SA"}


def test_notes_are_notes_of_word():
    data = documents.document(
        (Paragraph(words("a", Note("first"), "b", Note("second"))),),
        language="en",
        title="T",
    )

    root = xml(data, "word/footnotes.xml")
    texts = ["".join(note.itertext("{*}t")).strip() for note in root]
    assert texts == ["", "", "first", "second"]
    assert len(list(xml(data).iter("{*}footnoteReference"))) == 2


def test_each_group_of_sub_paragraphs_counts_from_one():
    parts = (SubParagraph(1, words("x")), SubParagraph(1, words("y")))

    data = documents.document(
        (Paragraph("a"), *parts, Unnumbered("b"), *parts), language="en", title="T"
    )

    numbers = [number.values()[0] for number in xml(data).iter("{*}numId")]
    assert [number == numbers[0] for number in numbers] == [True, True, False, False]
    restarts = xml(data, "word/numbering.xml").findall(".//{*}startOverride")
    assert len(restarts) == 8


def test_paragraphs_count_through_chapters_by_their_style():
    data = documents.document(
        (Chapter("c"), Paragraph("a"), Chapter("d"), Paragraph("b")),
        language="en",
        title="T",
    )

    assert xml(data).find(".//{*}numPr") is None
    levels = xml(data, "word/numbering.xml").findall(".//{*}pStyle")
    assert "GMPParagraph" in {level.values()[0] for level in levels}


def test_latin_words_in_arabic_are_read_from_the_left():
    data = documents.document(
        (Paragraph("أعدت UNEP هذه الوثيقة"),), language="ar", title="ع"
    )

    runs = list(xml(data).iter("{*}r"))[-3:]
    read = [
        ("".join(run.itertext("{*}t")), run.find(".//{*}rtl") is not None) for run in runs
    ]
    assert read == [("أعدت ", True), ("UNEP", False), (" هذه الوثيقة", True)]
    assert xml(data).find(".//{*}sectPr/{*}bidi") is not None


def test_opening_verb_has_a_style_of_its_own():
    data = documents.document(
        (Unnumbered(words(Emphasis("Recalling"), " it")),), language="en", title="T"
    )

    pieces = reading.read(data).content[-1].pieces
    assert [(piece.text, piece.style) for piece in pieces] == [
        ("Recalling", "gmp verb"),
        (" it", ""),
    ]


def test_characters_that_no_file_can_hold_are_left_out():
    data = documents.document(
        (Paragraph("a\x00b\x0bc\ud800\ufffe"),), language="en", title="T"
    )

    assert block_reading.read_document(data).blocks == (Paragraph("abc"),)


def test_paragraph_of_no_known_style_is_kept_and_told():
    data = edits.edited(whole("en"), edits.said_outside("Somebody’s remark"))

    read = block_reading.read_document(data)

    assert read.blocks[0] == Unnumbered("Somebody’s remark")
    assert read.unsure == ("Somebody’s remark",)


def test_caption_without_its_table_is_kept_and_told():
    def no_tables(root):
        for table in list(root.iter("{*}tbl")):
            table.getparent().remove(table)

    data = documents.document(all_blocks("en")[18:19], language="en", title="T")

    read = block_reading.read_document(edits.edited(data, no_tables))

    assert read.blocks[0] == Unnumbered(HEADINGS["en"])
    assert HEADINGS["en"] in read.unsure


@pytest.mark.parametrize("said", ["about ten", "nan", "inf"])
def test_chart_with_words_for_a_value_becomes_a_table_and_is_told(said):
    def no_number(root):
        for text in root.iter("{*}t"):
            text.text = said if text.text == "1,234.5" else text.text

    data = documents.document(all_blocks("en")[21:22], language="en", title="T")

    read = block_reading.read_document(edits.edited(data, no_number))

    assert read.unsure == (HEADINGS["en"],)
    assert read.blocks[0].rows[-1] == (("b",), (said,))


@pytest.mark.parametrize(
    "block",
    [
        BarTable("bars", (Bar("a", float("nan")),)),
        Paragraph(words("a", Note(None))),
        Table("wide", ("h",) * 70, ()),
        SubParagraph("first", words("x")),
        "no block",
    ],
)
def test_block_that_cannot_be_written_leaves_a_marked_place(block, tmp_path):
    data = documents.document(
        (block, Paragraph(words("next", Note("kept")))), language="en", title="T"
    )

    read = block_reading.read_document(data)
    assert isinstance(read.blocks[0], Unreadable)
    assert read.blocks[1:] == (Paragraph(words("next", Note("kept"))),)
    assert audit.findings(data, tmp_path) == []


def test_table_without_rows_can_be_opened(tmp_path):
    data = documents.document((Table("empty", (), ()),), language="en", title="T")

    assert audit.findings(data, tmp_path) == []
    assert xml(data).find(".//{*}tbl/{*}tr") is not None


def test_title_may_hold_what_no_file_can():
    data = documents.document((), language="en", title="a\x00b")

    assert xml(data, "docProps/core.xml").findtext("{*}title") == "ab"
