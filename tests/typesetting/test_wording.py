"""The text of a file is the text of its source, in six languages, or there is no file."""

import pytest

from gmp_portal.typesetting import bidi, wording
from gmp_portal.typesetting.content import Table, words
from gmp_portal.typesetting.errors import TextDiffersError
from gmp_portal.typesetting.extraction import File, Piece
from gmp_portal.typesetting.letter import LETTER, LetterSheet
from gmp_portal.typesetting.session import SESSION, SessionDocument
from tests.typesetting.six import CODES, HEADINGS, KINDS, letter, session

pytestmark = pytest.mark.usefixtures("engine")


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("kind", KINDS)
def test_the_text_of_a_file_is_the_text_of_its_source(kind, code):
    layout, make = KINDS[kind]

    result = layout.pdf(make(code))

    assert result.problems == ()
    printed = bidi.visible("".join(p.text for p in File(result.content).pieces()))
    if code != "ar":
        assert bidi.visible(HEADINGS[code]) in printed


@pytest.mark.parametrize("code", CODES)
def test_a_file_that_says_something_else_is_refused(code):
    sheet = SESSION.sheet(session(code))
    file = File(SESSION.pdf(session(code)).content)
    changed = sheet.html.replace("97", "79", 1)

    with pytest.raises(TextDiffersError) as caught:
        wording.compare(file, changed, from_the_right=code == "ar")

    assert "79" in caught.value.source
    assert "97" in caught.value.printed
    assert "First difference" in str(caught.value)


@pytest.mark.parametrize("added", ["<p>more</p>", '<p>x<span class="note">n</span></p>'])
def test_words_that_are_missing_from_the_file_are_found(added):
    document = letter("en")
    html = LETTER.sheet(document).html.replace("</body>", f"{added}</body>")
    file = File(LETTER.pdf(document).content)

    with pytest.raises(TextDiffersError):
        wording.compare(file, html, from_the_right=False)


def test_no_file_comes_out_of_a_job_whose_text_differs(engine, monkeypatch):
    write = engine.Press.write

    def lossy(self, document, files, identifier):
        texts = (b for b in boxes(document.pages[0]._page_box) if hasattr(b, "text"))
        box = next(box for box in texts if "sic" in box.text)
        box.text = box.text.replace("sic", "sio")
        return write(self, document, files, identifier)

    def boxes(box):
        yield box
        for child in getattr(box, "children", ()):
            yield from boxes(child)

    monkeypatch.setattr(engine.Press, "write", lossy)

    with pytest.raises(TextDiffersError):
        LETTER.pdf(letter("en"))


def piece(text, x, spelt=None):
    return Piece(
        list(text if spelt is None else spelt), x=x, tags=("Document", "P", "Span")
    )


def set_in(isolates, *places):
    """Three Latin words at these places, in isolates with these numbers."""
    texts = ("Global ", "Mercury ", "Partnership")
    matched = [(text, piece(text, x)) for text, x in zip(texts, places, strict=True)]
    for (_text, each), number in zip(matched, isolates, strict=True):
        each.isolate = number
    return matched


def test_latin_words_that_stand_in_reverse_order_are_found():
    with pytest.raises(TextDiffersError):
        wording._check_order(set_in((1, 1, 1), 300.0, 200.0, 100.0), from_the_right=True)


def test_latin_runs_that_stand_beside_each_other_go_on_to_the_left():
    wording._check_order(set_in((1, 3, 5), 300.0, 200.0, 100.0), from_the_right=True)

    with pytest.raises(TextDiffersError):
        wording._check_order(set_in((1, 3, 5), 100.0, 200.0, 300.0), from_the_right=True)


def test_what_is_read_from_the_left_is_marked_in_the_source():
    html = '<p>أ <bdi lang="en">A</bdi> ب</p><p dir="ltr">B <b>C</b></p>'

    assert "".join(wording.source_of(html).body.split()) == "أ\u2066A\u2069ب\u2066BC\u2069"


def test_a_line_of_arabic_in_the_order_of_storing_is_found():
    with pytest.raises(TextDiffersError):
        wording._check_order([("نص عربي", piece("نص عربي", 100.0))], from_the_right=True)


def test_the_order_of_printing_follows_the_annex_of_unicode():
    text = "قانون Act (5) في 2026-2027"

    printed = "".join(bidi.printed(text, from_the_right=True))

    assert printed == "2027-2026 يف Act (5) نوناق"


def test_a_glyph_for_two_letters_does_not_hide_the_second():
    """Greek mu and the micro sign share a glyph in most faces; the file says which it is."""
    document = letter("en")
    text = words("12 µg of μ and a\u2011b")

    result = LETTER.pdf(LetterSheet("en", "T", (text,), sender=document.sender))

    said = "".join(p.text for p in File(result.content).pieces())
    assert "12 µg of μ and a\u2011b" in said


@pytest.mark.parametrize("code", CODES)
def test_a_number_keeps_its_distance_from_the_words_of_the_next_column(code):
    """A column of numbers ends where one of words begins: 60 45 is not 6045."""
    rows = tuple((words("A"), words("60"), words(word)) for word in ("45", "none"))
    table = Table("T", ("A", "B", "C"), rows)
    document = SessionDocument(language=code, title="T", blocks=(table,))

    file = File(SESSION.pdf(document).content)

    at = {piece.text.strip(): piece.x for piece in file.pieces()}
    assert abs(at["45"] - at["60"]) > 6 * 72 / 25.4


@pytest.mark.parametrize("code", ["en", "zh-hans", "ar"])
@pytest.mark.parametrize("before", [14, 20])
def test_a_row_that_goes_on_overleaf_is_read_cell_by_cell(code, before):
    long = " ".join(str(number) for number in range(390))
    first = tuple((words(f"a{n}"), words("b"), words("c")) for n in range(before))
    rows = (*first, (words(long), words(long), words("x")), *first)
    table = Table("T", ("A", "B", "C"), rows)
    document = SessionDocument(language=code, title="T", blocks=(table,))

    result = SESSION.pdf(document)

    assert result.problems == ()
    assert result.pages > 1


def test_the_head_of_a_table_with_long_rows_stands_on_its_first_page():
    long = words(" ".join(str(number) for number in range(390)))
    table = Table("T", ("A", "B", "C", "D"), ((long, long, long, long),) * 3)
    document = SessionDocument(language="en", title="T", blocks=(table,))

    pieces = File(SESSION.pdf(document).content).pieces()

    assert min(piece.page for piece in pieces if "THead" in piece.tags) == 0
