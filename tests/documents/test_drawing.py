"""Pages as pictures, and places of them that are black for good (R-14)."""

import io
import json

import pypdfium2
import pytest
from PIL import Image

from gmp_portal.documents import drawing, files, page_pictures
from gmp_portal.documents.inspection.verdict import RefusedError
from tests.documents import texts
from tests.documents.samples import plain_pdf

pytestmark = pytest.mark.django_db


def kept(content, name="letter.pdf", media_type="application/pdf"):
    return files.store(content, name=name, media_type=media_type, policy="letter_original")


def opened(jpeg):
    return Image.open(io.BytesIO(jpeg))


def test_each_page_of_a_pdf_becomes_a_picture():
    outcome = drawing.pages_of(kept(texts.in_six_languages()))

    assert len(outcome.pages) == len(texts.WORDS)
    first = outcome.pages[0]
    assert opened(first.content).size == (first.width, first.height)
    assert max(first.width, first.height) <= page_pictures.LONGEST_SIDE


def test_the_answer_names_each_picture_and_brings_it_along():
    target = io.BytesIO()

    page_pictures.run(io.BytesIO(texts.in_six_languages()), target)

    line, _newline, pictures = target.getvalue().partition(b"\n")
    told = json.loads(line)["pages"]
    assert len(told) == len(texts.WORDS)
    assert sum(length for _width, _height, length in told) == len(pictures)
    width, height, length = told[0]
    assert opened(pictures[:length]).size == (width, height)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_is_its_own_page(kind):
    out = io.BytesIO()
    Image.new("RGB", (3000, 1000), "white").save(out, kind)

    [(width, height, _data)] = page_pictures.drawn(out.getvalue())

    assert (width, height) == (1800, 600)


def test_a_signature_on_transparent_ground_stands_on_white_paper():
    out = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(out, "PNG")

    [(_width, _height, data)] = page_pictures.drawn(out.getvalue())

    assert opened(data).getpixel((5, 5)) == (255, 255, 255)


def test_a_photograph_stands_upright():
    out, facts = io.BytesIO(), Image.Exif()
    facts[0x0112] = 6
    Image.new("RGB", (400, 200), "white").save(out, "JPEG", exif=facts)

    [(width, height, _data)] = page_pictures.drawn(out.getvalue())

    assert (width, height) == (200, 400)


def test_sixteen_bits_of_grey_are_not_white():
    out = io.BytesIO()
    Image.new("I;16", (10, 10), 20_000).save(out, "PNG")

    [(_width, _height, data)] = page_pictures.drawn(out.getvalue())

    assert 70 <= opened(data).convert("L").getpixel((5, 5)) <= 86


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7\nnothing", "broken"),
        (b"\x89PNG\r\n\x1a\nnothing", "picture"),
        (b"PK\x03\x04", "unknown"),
    ],
)
def test_what_cannot_be_drawn_says_why(data, reason):
    target = io.BytesIO()

    page_pictures.run(io.BytesIO(data), target)

    assert json.loads(target.getvalue()) == {"reason": reason}


def test_a_locked_file_is_told_apart():
    with pytest.raises(RefusedError, match="encrypted"):
        page_pictures.drawn(texts.locked())


def test_very_many_pages_are_not_drawn():
    pdf = pypdfium2.PdfDocument.new()
    for _number in range(page_pictures.MOST_PAGES + 1):
        pdf.new_page(100, 100)
    out = io.BytesIO()
    pdf.save(out)

    with pytest.raises(RefusedError, match="pages"):
        page_pictures.drawn(out.getvalue())


def test_memory_that_runs_out_is_a_reason(monkeypatch):
    def fail(_data):
        raise MemoryError

    monkeypatch.setattr(page_pictures, "_pages", fail)

    with pytest.raises(RefusedError, match="heavy"):
        page_pictures.drawn(plain_pdf())


def test_what_takes_too_long_is_given_up():
    assert drawing.pages_of(kept(plain_pdf()), seconds=0).reason == "heavy"


def test_a_black_place_is_black_in_the_picture_itself():
    out = io.BytesIO()
    Image.new("RGB", (1000, 500), "white").save(out, "JPEG")

    covered = opened(drawing.blacked_out(out.getvalue(), [(100, 200, 300, 400)]))

    assert covered.getpixel((250, 200)) == (0, 0, 0)
    assert covered.getpixel((50, 50)) == covered.getpixel((800, 450)) == (255, 255, 255)
