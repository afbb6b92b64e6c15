"""Whatever stands in a document, the file is made, and nothing is fetched."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from gmp_portal.typesetting import repair
from gmp_portal.typesetting.content import (
    Bar,
    BarTable,
    Chapter,
    Emphasis,
    Note,
    Paragraph,
    SubParagraph,
    Table,
    Unreadable,
    words,
)
from gmp_portal.typesetting.errors import NotesDoNotConvergeError
from gmp_portal.typesetting.languages import ENGLISH
from gmp_portal.typesetting.render import _with_notes_in_place, typeset
from gmp_portal.typesetting.session import SessionDocument, session_pdf, session_sheet
from gmp_portal.typesetting.sheets import Sheet

BAD_BLOCKS = [
    Paragraph("x" * 30_000),
    Paragraph((["nested", ["deeper"]],)),
    Paragraph((Note(None),)),
    Paragraph(tuple(Note("n") for _ in range(100))),
    Paragraph(words("a", Note("n" * 10_000))),
    Table("wide", ("h",) * 10_000, ()),
    Table("long", ("h",), ((words("x"),),) * 5_000),
    BarTable("bars", (Bar("a", float("nan")),)),
    Chapter("t" * 5_000),
    SubParagraph("first", words("x")),
    Unreadable("stored data is broken"),
    object(),
]
FACE = 'body { font-family: "Liberation Serif" }'
MARKUP = '</p><script>alert(1)</script><img src="file:///etc/passwd"><style>@import "http://x.example"'


@pytest.mark.parametrize("block", BAD_BLOCKS, ids=lambda block: type(block).__name__)
def test_a_bad_block_leaves_a_marked_place(block):
    sheet = session_sheet(
        SessionDocument(
            language="en",
            title="T",
            blocks=(Paragraph("before"), block, Paragraph(words("after", Note("n")))),
        )
    )

    assert len(sheet.problems) == 1
    assert ENGLISH.not_set in sheet.html
    assert "before" in sheet.html
    assert 'id="note-1"' in sheet.html
    assert sheet.notes == 1


def test_a_report_full_of_bad_blocks_is_still_made(engine):
    blocks = (
        *BAD_BLOCKS,
        Paragraph(words("fine", Emphasis("\x00\ud800\u202e")), numbered=True),
    )

    result = session_pdf(SessionDocument(language="en", title="T", blocks=blocks))

    text = "".join(
        page.extract_text() for page in PdfReader(io.BytesIO(result.content)).pages
    )
    assert len(result.problems) == len(BAD_BLOCKS)
    assert "fine" in text


def test_a_document_that_is_too_long_ends_with_a_marked_place():
    blocks = (Paragraph("汞" * 19_000),) * 20

    sheet = session_sheet(SessionDocument(language="en", title="T", blocks=blocks))

    assert ENGLISH.too_long in sheet.html
    assert len(sheet.problems) == 1


def test_markup_is_text(engine):
    result = session_pdf(
        SessionDocument(language="en", title=MARKUP, blocks=(Paragraph(MARKUP),))
    )

    text = "".join(
        page.extract_text() for page in PdfReader(io.BytesIO(result.content)).pages
    )
    assert "file:///etc/passwd" in text
    assert result.problems == ()


@pytest.mark.parametrize(
    "address",
    [
        "http://192.0.2.1/x.png",
        "https://example.org/x.png",
        "file:///etc/passwd",
        "file:///usr/share/fonts/../../../etc/passwd",
        "file:///usr/share/fonts/%2e%2e/%2e%2e/%2e%2e/etc/shadow.ttf",
        "file://localhost/usr/share/fonts/x.ttf",
        "FILE:///etc/passwd",
        "gmp:../session.css",
        "data:text/html,x",
        "ftp://example.org/x.png",
    ],
)
def test_addresses_are_not_fetched(engine, address):
    def build(broken):
        html = f'<html lang=en><title>T</title><body><h1>T</h1><div><img alt=x src="{address}"></div>'
        return Sheet(html=html, styles=FACE, title="T", language="en", headings=("T",))

    result = typeset(build)

    assert result.problems == (f"An address was not fetched: {address}",)


def test_an_attached_file_is_not_fetched(engine):
    def build(broken):
        html = '<html lang=en><title>T</title><link rel=attachment href="file:///etc/passwd"><h1>T</h1>'
        return Sheet(html=html, styles=FACE, title="T", language="en", headings=("T",))

    result = typeset(build)

    assert not PdfReader(io.BytesIO(result.content)).attachments
    assert len(result.problems) == 1


def test_a_block_the_engine_cannot_lay_out_is_replaced(engine, monkeypatch):
    laid_out = engine.Press._render

    def fragile(self, html, *asked):
        if "FRAGILE" in html:
            raise AssertionError("layout")
        return laid_out(self, html, *asked)

    monkeypatch.setattr(engine.Press, "_render", fragile)
    blocks = (Paragraph("sound"), Paragraph("FRAGILE"), Paragraph("sound too"))

    result = session_pdf(SessionDocument(language="en", title="T", blocks=blocks))

    text = "".join(
        page.extract_text() for page in PdfReader(io.BytesIO(result.content)).pages
    )
    assert "sound too" in text
    assert "could not be set" in text
    assert len(result.problems) == 1


def test_notes_that_never_come_home_fail_the_job():
    class Page:
        anchors = {"call-1": (0, 0), "p-1": (0, 0)}

    class Document:
        pages = [Page()]

    class Press:
        rendered = 0

        def render(self, held, begun):
            self.rendered += 1
            return Document()

    press = Press()
    sheet = Sheet("", "", "T", "en", (), notes=1, paragraphs=1)

    with pytest.raises(NotesDoNotConvergeError) as caught:
        _with_notes_in_place(press, Document(), sheet)

    assert caught.value.wrong == (1,)
    assert press.rendered <= repair.MAX_ROUNDS


def test_a_misplaced_note_holds_the_last_paragraph_of_the_page():
    places = repair.first_pages(
        [{"p-1": 0, "call-1": 0, "p-2": 0}, {"p-2": 0, "p-3": 0, "note-1": 0}]
    )

    wrong = repair.misplaced(places, 1)

    assert wrong == [1]
    assert repair.to_hold(places, wrong, 3, set()) == {"p-2"}
    assert repair.to_hold(places, wrong, 3, {"p-2"}) == {"p-1"}


LONG_PART = (
    '<p class="para" id="p-1">One.<span class="call" id="call-1"></span></p>'
    '<h3 class="section">Two</h3> <p class="para" id="p-2">'
    'Two.<span class="call" id="call-2"></span></p><table></table>'
)


def test_a_call_goes_to_a_page_that_begins_with_a_paragraph_but_with_no_lonely_heading():
    assert repair.to_begin(LONG_PART, [1], set()) == {"p-1"}
    assert repair.to_begin(LONG_PART, [2], set()) == {"p-1"}
    assert repair.to_begin(LONG_PART, [2], {"p-1"}) == set()


def test_a_note_that_holding_brings_not_home_begins_a_page():
    class Document:
        def __init__(self, *places):
            self.pages = [type("Page", (), {"anchors": dict.fromkeys(at)}) for at in places]

    class Press:
        rounds = []

        def render(self, held, begun):
            self.rounds.append((set(held), set(begun)))
            return home if begun else away

    away = Document(("p-1", "p-2", "call-1"), ("note-1",))
    home = Document(("p-2",), ("p-1", "call-1", "note-1"))
    sheet = Sheet(LONG_PART, "", "T", "en", (), notes=1, paragraphs=2)

    document, rounds = _with_notes_in_place(Press(), away, sheet)

    assert document is home
    assert rounds == 3
    assert Press.rounds[-1] == ({"p-1", "p-2"}, {"p-1"})


@pytest.mark.parametrize("error", ["OSError", "ImportError"])
def test_a_machine_without_pango_gets_one_clear_sentence(error):
    code = f"""
import sys

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name == "weasyprint":
            raise {error}("cannot load library 'libgobject-2.0-0'")

sys.meta_path.insert(0, Missing())
from gmp_portal.typesetting import render, session
assert not render.is_available()
try:
    session.session_pdf(session.SessionDocument(language="en", title="T"))
except Exception as error:
    print(type(error).__name__, error)
"""

    done = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )

    assert done.stdout.startswith("PdfUnavailableError")
    assert "Pango" in done.stdout


def test_the_layout_engine_is_not_loaded_before_the_first_rendering():
    code = (
        "import sys;"
        "from gmp_portal.typesetting import letter, publication, session;"
        "sys.exit('weasyprint' in sys.modules)"
    )

    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])
