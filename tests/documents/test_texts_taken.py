"""What is taken out of files: the words that readers see, in bounded time and memory."""

import io
import json
import subprocess
import sys
import time

import pytest
from django.conf import settings as portal

from gmp_portal.documents import taking, text_taker
from gmp_portal.documents.inspection import text_pdf
from gmp_portal.documents.inspection import texts as bounds
from gmp_portal.documents.inspection.verdict import RefusedError
from tests.documents import texts
from tests.documents.corpus import hostile_office
from tests.documents.samples import picture, plain_pdf
from tests.documents.texts import WORDS

DOCX = "word/document.xml"


def words_of(data):
    """All that was taken, the pieces behind each other."""
    return "\n".join(text for _number, text in text_taker.taken(data).of)


def test_each_page_of_a_pdf_is_a_piece_in_the_six_languages():
    pieces = text_taker.taken(texts.in_six_languages())

    assert pieces.of == list(enumerate(WORDS.values(), start=1))
    assert not pieces.is_cut


def test_words_that_a_line_divides_are_whole():
    assert words_of(texts.divided()).split() == ["contamination"] * 9


@pytest.mark.parametrize(
    ("printed", "whole"),
    [
        ("mer-\r\ncury", "mercury"),
        ("mer\ufffecury", "mercury"),
        ("ртут\u2010\nный", "ртутный"),
        ("全球性\r\n问题", "全球性问题"),
        ("con\ufb01rmed", "confirmed"),
        ("2013-\n2024", "2013-\n2024"),
        ("one\ntwo", "one\ntwo"),
    ],
)
def test_lines_are_joined_where_a_word_goes_on(printed, whole):
    assert text_pdf.joined(printed) == whole


@pytest.mark.parametrize(
    "made", [texts.word_file, texts.word_file_with_notes, texts.opendocument_text]
)
def test_text_documents_are_one_piece_without_a_page(made):
    [(number, said)] = text_taker.taken(made()).of

    assert number == bounds.NO_PAGES
    assert said.split("\n")[: len(WORDS)] == list(WORDS.values())
    assert "deleted" not in said
    assert "moved away" not in said


def test_word_files_have_their_tables_headers_notes_and_insertions():
    said = words_of(texts.word_file_with_notes())

    assert "Left\tRight" in said
    assert "Kept inserted" in said
    assert said.endswith("A note below\nHead of each page")


def test_notes_of_opendocument_stand_behind_the_text():
    assert words_of(texts.opendocument_text()).endswith("Before behind\nA note below")


def test_a_text_without_styles_is_read_too():
    data = texts.only(texts.opendocument_text(), "mimetype", "content.xml")

    assert WORDS["ru"] in words_of(data)


def test_sheets_stand_behind_their_names_and_hidden_ones_stay_out():
    numbers = [
        [number for number, _text in text_taker.taken(made()).of]
        for made in (texts.excel_file, texts.opendocument_table)
    ]
    said = words_of(texts.excel_file()) + words_of(texts.opendocument_table())

    assert numbers == [[1, 5], [1, 4]]
    assert said.count("First\n") == 2
    assert "secret" not in said
    assert all(word in said for word in WORDS.values())


def test_cells_that_share_words_and_those_with_their_own_are_read():
    said = words_of(texts.excel_file_with_shared_words())

    assert "\nHan\tsum\town\nLast" in said
    assert "spoken" not in said


@pytest.mark.parametrize("data", [picture(), picture("JPEG"), plain_pdf()])
def test_what_has_no_words_has_no_pieces(data):
    assert text_taker.taken(data).of == []


def test_a_text_that_is_too_long_is_cut(monkeypatch):
    monkeypatch.setattr(bounds, "MAX_SIZE", 20)

    pieces = text_taker.taken(texts.in_six_languages())

    assert pieces.of == [(1, WORDS["en"])]
    assert pieces.is_cut


def test_a_character_is_not_cut_in_half(monkeypatch):
    monkeypatch.setattr(bounds, "MAX_SIZE", 25)

    pieces = text_taker.taken(texts.in_six_languages())

    assert pieces.of == [(1, WORDS["en"]), (2, "汞")]


def test_so_many_pages_are_kept_and_no_more(monkeypatch):
    monkeypatch.setattr(bounds, "MAX_PIECES", 2)

    pieces = text_taker.taken(texts.in_six_languages())

    assert (len(pieces.of), pieces.is_cut) == (2, True)


def test_words_of_a_part_end_where_no_more_is_kept(monkeypatch):
    monkeypatch.setattr(bounds, "MAX_SIZE", 30)

    pieces = text_taker.taken(texts.word_file())

    assert (words_of(texts.word_file())[:20], pieces.is_cut) == (WORDS["en"], True)


def test_pages_that_take_too_long_are_left_out(monkeypatch):
    monkeypatch.setattr(text_pdf, "SECONDS", 0)

    pieces = text_taker.taken(texts.in_six_languages())

    assert (pieces.of, pieces.is_cut) == ([], True)


def test_a_damaged_page_does_not_hide_the_others():
    assert words_of(texts.with_a_damaged_page()) == "The page that is whole"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7 nothing else", "broken"),
        (texts.locked(), "encrypted"),
        (b"PK\x03\x04 nothing else", "office_broken"),
        (texts.only(texts.word_file(), DOCX), "archive"),
        (texts.billion_laughs(), "office_active"),
        (texts.nested(), "office_heavy"),
        (texts.bomb(), "office_heavy"),
        (texts.many_elements(), "office_heavy"),
        (b"\0" * 100, "unknown"),
    ],
)
def test_hostile_files_are_given_up_with_a_reason(data, reason):
    with pytest.raises(RefusedError) as refusal:
        text_taker.taken(data)

    assert refusal.value.reason == reason


def test_a_file_that_needs_too_much_memory_is_given_up(monkeypatch):
    def exhausted(_data, _pieces):
        raise MemoryError

    monkeypatch.setattr(text_pdf, "take", exhausted)

    with pytest.raises(RefusedError, match="heavy"):
        text_taker.taken(plain_pdf())


def test_the_answer_is_the_pieces_or_the_reason():
    answers = []
    for data in (texts.pdf("汞"), b"nothing"):
        out = io.BytesIO()
        text_taker.run(io.BytesIO(data), out)
        answers.append(json.loads(out.getvalue()))

    assert answers == [
        {"pieces": [[1, "汞"]], "is_cut": False},
        {"reason": "unknown"},
    ]


def test_the_small_process_answers_with_the_text():
    outcome = taking.text_of(texts.in_six_languages())

    assert outcome.pieces == list(enumerate(WORDS.values(), start=1))
    assert not outcome.reason


def test_no_hostile_office_file_holds_the_process_long():
    begin = time.monotonic()
    for sample in hostile_office.samples():
        taking.text_of(sample.data)

    assert time.monotonic() - begin < 120


def test_a_process_that_takes_too_long_is_ended():
    assert taking.text_of(plain_pdf(), seconds=0.001).reason == "heavy"


def test_a_process_that_dies_gives_no_text(monkeypatch):
    monkeypatch.setattr(sys, "executable", "false")

    assert taking.text_of(plain_pdf()).reason == "heavy"


def test_what_the_database_does_not_take_is_taken_out():
    assert taking.clean("a\0b\ud800c\x07 \N{PILE OF POO}") == "abc \N{PILE OF POO}"


def test_the_web_process_reads_no_file_itself():
    probe = (
        "import sys, django; django.setup(); import gmp_portal.urls;"
        "from gmp_portal.documents import files, handlers, scheduled;"
        "print([name for name in sys.modules if 'documents.inspection' in name"
        " or name.startswith('pypdfium2') or name.endswith('text_taker')])"
    )

    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", probe],
        cwd=portal.BASE_DIR,
        env={
            "DEMO": "1",
            "DJANGO_SETTINGS_MODULE": "gmp_portal.settings",
            "PATH": "/usr/bin",
        },
        capture_output=True,
        check=True,
    )

    assert done.stdout.decode().split("\n")[-2] == "[]"
