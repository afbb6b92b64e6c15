"""The first page says what its lines say: nothing is lost, nothing is invented."""

import time

import pytest

from gmp_portal.typesetting.languages import LANGUAGES
from gmp_portal.typesetting.session import SessionDocument, issue_lines
from reporting.session_documents import bold, first_page, lines
from reporting.session_documents.parser import parse
from tests.session_documents.accounting import document
from tests.session_documents.variants import ALL, HEAD

MEETING = HEAD[HEAD.index("Conference of") :]
BODY = "\nI. Introduction\n\n1. The Example Partnership worked.\n"
SECONDS = 2


def read(*rows, language="en"):
    return parse("\n\n".join(rows) + "\n\n" + MEETING + BODY, language=language)


def piece_of(understanding, line):
    return next(piece for piece in understanding.pieces if line in piece.lines)


@pytest.mark.parametrize(
    ("words", "kind", "doubt"),
    [
        ("31 February 2024", "issued_on", "day_unknown"),
        ("5 Smarch 2024", "issued_on", "day_unknown"),
        ("Original: Klingon", "original_language", "language_unknown"),
        ("Original: English and French", "original_language", "language_unknown"),
    ],
)
def test_what_cannot_be_read_is_unsure_and_empty(words, kind, doubt):
    understanding = read(words)

    piece = piece_of(understanding, 1)
    assert (piece.kind, piece.doubt) == (kind, doubt)
    assert getattr(document(understanding), kind) in (None, "")
    assert 1 in first_page.lost(
        document(understanding), understanding.pieces, understanding.lines
    )


def test_a_second_symbol_is_unsure():
    understanding = read("UNEP/MC/COP.98/1", "UNEP/MC/COP.98/2")

    assert document(understanding).symbol == "UNEP/MC/COP.98/1"
    assert piece_of(understanding, 3).doubt == "front_lost"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("1 January 2024", "2024-01-01"),
        ("1er janvier 2024", "2024-01-01"),
        ("5 de mayo de 2021", "2021-05-05"),
        ("9 февраля 2022 года", "2022-02-09"),
        ("2024年1月5日", "2024-01-05"),
        ("٥ تشرين الأول/أكتوبر ٢٠٢٣", "2023-10-05"),
        ("5 أكتوبر 2023", "2023-10-05"),
    ],
)
def test_a_day_is_read_in_six_languages(words, day):
    understanding = read(words)

    assert piece_of(understanding, 1).kind == "issued_on"
    assert piece_of(understanding, 1).is_sure
    assert document(understanding).issued_on.isoformat() == day


@pytest.mark.parametrize(
    "symbol", ["UNEP/MC/5/1 Rev.1", "UNEP/MC/5/1/Add.2/Corr.1", "UNEP/EA.5/1 Add.2 Corr.1"]
)
def test_a_symbol_keeps_what_stands_behind_it(symbol):
    understanding = read(symbol)

    assert piece_of(understanding, 1).kind == "symbol"
    assert document(understanding).symbol == symbol


@pytest.mark.parametrize(
    ("words", "code", "category"),
    [
        (("Original: French", "Distr.: Limited"), "fr", "Limited"),
        (("Original : anglais", "Distr. générale"), "en", "General"),
        (("Original: ruso", "Distr. limitada"), "ru", "Limited"),
    ],
)
def test_distribution_and_original_are_read_in_their_languages(words, code, category):
    made = document(read(*words))

    assert (made.original_language, made.distribution) == (code, category)


def test_a_job_number_is_kept():
    understanding = read("K2401234[E]")

    assert document(understanding).job_number == "K2401234[E]"
    assert piece_of(understanding, 1).is_sure


def test_what_the_text_does_not_say_is_not_invented():
    made = document(parse("Example title\n" + BODY, language="en"))

    assert (made.distribution, made.original_language) == ("", "")
    assert issue_lines(made, LANGUAGES["en"]) == [[], []]
    assert SessionDocument.from_data(made.to_data()) == made


@pytest.mark.parametrize("name", ALL)
def test_the_first_page_holds_every_line_that_is_sure(name):
    text, language = ALL[name]
    understanding = parse(text, language=language)
    missing = first_page.lost(
        document(understanding, language), understanding.pieces, understanding.lines
    )

    assert all(piece_of(understanding, line).doubt for line in missing)


def test_a_note_of_the_title_stands_in_the_text():
    text = MEETING.replace("Example bodies", "Example bodies***") + "*** Of the title.\n"
    made = document(parse(text + BODY, language="en"))

    assert "Of the title." in str(made.to_data())


def test_what_is_typed_over_a_call_loses_its_note():
    understanding = read("UNEP/MC/COP.98/1")
    made = document(understanding, agenda_item="Item 5 of the provisional agenda")
    [line] = first_page.lost(made, understanding.pieces, understanding.lines)

    assert understanding.lines[line - 1].text == "** UNEP/MC/COP.9/1."


@pytest.mark.parametrize("unit", ["**a ", "__a ", "**", "** ", "*a ", "[a](", "<sup>1 "])
def test_a_long_line_is_read_in_no_time(unit):
    line = (unit * 200_000)[:200_000]
    start = time.monotonic()

    lines.split(line)

    assert time.monotonic() - start < SECONDS


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("a **b** c __d__", "a b c d"),
        ("**b __c__** d", "b __c__ d"),
        (r"\**b** c**", r"\**b** c**"),
        ("** b **", "** b **"),
        ("**b c", "**b c"),
        ("**b**c**", "bc**"),
    ],
)
def test_bold_words_lose_their_marks_only(text, without):
    assert bold.without(text) == without
    assert not bold.is_whole("a **b**")
