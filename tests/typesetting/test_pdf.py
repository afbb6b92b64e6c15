"""The finished files: notes, tags, fonts, data, and the same bytes every time."""

import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from gmp_portal.typesetting import verify
from gmp_portal.typesetting.content import Note, Paragraph, words
from gmp_portal.typesetting.extraction import File
from gmp_portal.typesetting.letter import letter_pdf
from gmp_portal.typesetting.publication import publication_pdf
from gmp_portal.typesetting.render import STEPS, number_of
from gmp_portal.typesetting.session import (
    SESSION,
    SessionDocument,
    session_pdf,
    session_sheet,
)
from tests.typesetting import samples

pytestmark = pytest.mark.usefixtures("engine")

LANGUAGES = ("en", "zh-hans", "ar")
ANOTHER_PROCESS = (
    "from tests.typesetting import samples;"
    "from gmp_portal.typesetting.session import session_pdf;"
    "print(session_pdf(samples.three_pages('en')).sha256)"
)


def _reader(result):
    return PdfReader(io.BytesIO(result.content))


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_note_stands_on_the_page_of_its_call(three_pages, code):
    reader = _reader(three_pages(code))

    places = {
        name: reader.get_destination_page_number(destination)
        for name, destination in reader.named_destinations.items()
    }
    calls = [name for name in places if name.startswith("call-")]
    assert len(calls) == 27
    assert all(places[name] == places[name.replace("call", "note")] for name in calls)


@pytest.mark.parametrize("code", LANGUAGES)
def test_files_are_tagged_titled_and_archival(three_pages, code):
    result = three_pages(code)
    reader = _reader(result)

    root = reader.trailer["/Root"]
    metadata = root["/Metadata"].get_data()
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b'pdfaid:part="3"' in metadata
    assert b"<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert metadata.count(b"</rdf:RDF>") == 1
    file = File(result.content)
    notes = [element for element, tags in file.elements() if tags[-1] == "Note"]
    assert len({str(note.ID) for note in notes}) == 27
    assert result.problems == ()


@pytest.mark.parametrize("code", LANGUAGES)
def test_only_embedded_fonts_of_the_list_are_used(three_pages, code):
    fonts = verify.fonts(File(three_pages(code).content))

    assert fonts
    assert all(fonts.values())
    assert all(name.startswith(verify.ALLOWED_FONTS) for name in fonts)


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_symbol_runs_over_every_page_after_the_first(three_pages, code):
    result = three_pages(code)

    pages = [page.extract_text() for page in _reader(result).pages]
    assert result.pages == len(pages) >= 3
    assert all("UNEP/MC/COP.9/INF/98" in text for text in pages[1:])
    assert "K3000124" in pages[0]


def test_the_same_document_gives_the_same_bytes(three_pages):
    again = session_pdf(samples.three_pages("en"))

    assert again.content == three_pages("en").content


@pytest.mark.parametrize(("seed", "timezone"), [("77", "Asia/Tokyo")])
def test_another_process_gives_the_same_bytes(three_pages, seed, timezone):
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": timezone}

    run = subprocess.run(
        [sys.executable, "-c", ANOTHER_PROCESS],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
        cwd=Path(__file__).parents[2],
    )

    assert run.stdout.strip() == three_pages("en").sha256


def test_the_data_of_the_document_travels_along(three_pages):
    [stored] = _reader(three_pages("en")).attachments[SESSION.data_file]

    assert SessionDocument.from_data(json.loads(stored)) == samples.three_pages("en")


def test_progress_is_told_step_by_step():
    steps: list[str] = []

    session_pdf(replace(samples.three_pages("en"), blocks=()), progress=steps.append)

    assert tuple(steps) == tuple(STEPS)


def test_steps_are_counted_from_one():
    assert [number_of(step) for step in STEPS] == [1, 2, 3, 4]


def test_a_draft_says_so_on_every_page_and_has_no_symbol():
    document = replace(
        samples.three_pages("en"), draft="Draft 3 · 15 Jan 2030, not for citation"
    )

    pages = [page.extract_text() for page in _reader(session_pdf(document)).pages]

    assert all("Draft 3" in text for text in pages)
    assert not any("INF/98" in text for text in pages)


def test_a_document_as_received_keeps_its_spaces_and_says_so():
    document = replace(samples.three_pages("zh-hans"), as_received=True)

    html = session_sheet(document).html

    assert "于 2029 年" in html
    assert "未经正式编辑" in html


def test_chinese_closes_up():
    assert "于2029年" in session_sheet(samples.three_pages("zh-hans")).html


def test_the_outline_repeats_the_headings():
    result = session_pdf(samples.biennial())

    titles = verify.outline(File(result.content))

    assert (
        titles[0] == "Report on activities undertaken within the Global Mercury Partnership"
    )
    assert "III. Progress by partnership area" in titles
    assert titles[-1] == "Annex II Partners that joined in the period"


@pytest.mark.parametrize(
    ("make", "sample", "expected"),
    [
        (letter_pdf, samples.letter, "3f9a 02c4"),
        (letter_pdf, samples.confirmation, "DRAFT 1"),
        (publication_pdf, samples.publication, "Efforts and timelines"),
    ],
)
def test_letters_and_publications_take_the_same_way(make, sample, expected):
    result = make(sample())

    text = "\n".join(page.extract_text() for page in _reader(result).pages)
    assert expected in text
    assert result.problems == ()


def test_long_notes_stay_on_their_page(engine):
    note = Note("示例报告说明。" * 40)
    document = SessionDocument(
        language="zh-hans", title="示例", blocks=(Paragraph(words("示例段落", note, "。")),)
    )

    press = engine.Press(session_sheet(document))
    lines = [
        box for box in _boxes(press.render().pages[0]._page_box) if hasattr(box, "text")
    ]

    assert all(box.position_x + box.width <= 794 - 90 for box in lines)


def _boxes(box):
    yield box
    for child in getattr(box, "children", ()):
        yield from _boxes(child)
