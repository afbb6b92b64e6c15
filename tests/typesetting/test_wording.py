"""The text of a file is the text of its source, in six languages, or there is no file."""

import pytest

from gmp_portal.typesetting import bidi, wording
from gmp_portal.typesetting.content import words
from gmp_portal.typesetting.errors import TextDiffersError
from gmp_portal.typesetting.extraction import File, Piece
from gmp_portal.typesetting.letter import LETTER, LetterSheet
from gmp_portal.typesetting.session import SESSION
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


def test_latin_words_that_stand_in_reverse_order_are_found():
    words_of_a_phrase = [("Global ", 300.0), ("Mercury ", 200.0), ("Partnership", 100.0)]
    matched = [(text, piece(text, x)) for text, x in words_of_a_phrase]

    with pytest.raises(TextDiffersError):
        wording._check_order(matched, from_the_right=True)


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
