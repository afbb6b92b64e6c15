"""The text of a file is the text of its source, in six languages, or there is no file."""

import pytest

from gmp_portal.typesetting import bidi, wording
from gmp_portal.typesetting.content import (
    Annex,
    Bar,
    BarTable,
    Chapter,
    Note,
    Paragraph,
    Section,
    SubParagraph,
    Table,
    Unnumbered,
    words,
)
from gmp_portal.typesetting.errors import TextDiffersError
from gmp_portal.typesetting.extraction import File, Piece
from gmp_portal.typesetting.letter import LETTER, LetterSheet, SummaryRow
from gmp_portal.typesetting.publication import (
    PUBLICATION,
    PublicationDocument,
    PublicationSection,
)
from gmp_portal.typesetting.session import SESSION, MeetingBlock, SessionDocument

pytestmark = pytest.mark.usefixtures("engine")

# Each with what lies in wait in its script: symbols, quotes, numbers, addresses, brackets.
TEXTS = {
    "en": "The final office: “fine” – 50% of US$ 1,250.00 (UNEP/MC/COP.9/INF/97) [sic]; see "
    "https://www.example.org/partners/?a=1&b=2, +41 22 917 12 34, 12 µg and Ω‑values.",
    "fr": "L’Institut a tenu « un atelier » : 50 % des œuvres ; voir https://example.org/ ! "
    "Nº 5 … fin, flux et affiche (UNEP/MC/COP.9/INF/97) ?",
    "es": "¿Qué año? ¡Señal! «Mercurio» – 50 % (UNEP/MC/COP.9/INF/97), n.º 5: "
    "https://example.org/, acción, pingüino.",
    "ru": "Институт провёл семинар «Ртуть» (UNEP/MC/COP.9/INF/97) — 50 %, см. "
    "https://example.org/; № 5, § 3, ёлка, съезд.",
    "zh-hans": "示例研究所于2029年举办了关于含汞产品的示例讲习班（UNEP/MC/COP.9/INF/97），见"
    "https://example.org/partners/，“引文”、《书名》；占50%，Example Institute供稿。",
    "ar": "أعدت UNEP Global Mercury Partnership هذه الوثيقة (UNEP/MC/COP.9/INF/97)، انظر "
    "https://example.org/partners/ أو info@example.org؛ قانون Act (No. 5) بنسبة 50% «اقتباس» "
    "[نص] +41 22 917 1234، ١٢٣ و2026-2027 وأولاً، إلى Perú ومن Émile Ågård.",
}
HEADINGS = {
    "en": "The plan of UNEP",
    "fr": "Le plan de l’ONU",
    "es": "El plan de la ONU",
    "ru": "План ЮНЕП (UNEP)",
    "zh-hans": "UNEP的计划",
    "ar": "UNEP وخطة الشراكة Global Mercury Partnership",
}
CODES = tuple(TEXTS)


def session(code):
    text, heading = TEXTS[code], HEADINGS[code]
    rows = tuple((words(heading), words("60"), words("45")) for _ in range(60))
    return SessionDocument(
        language=code,
        title=heading,
        subtitle=heading,
        symbol="UNEP/MC/COP.9/INF/98",
        body_code="MC",
        meeting=MeetingBlock(
            body=words(heading),
            place_and_dates=words(heading, Note(text)),
            agenda_item=words(heading),
        ),
        blocks=(
            Chapter(heading),
            Section(heading),
            Paragraph(words(text, Note(text), " ", text)),
            SubParagraph(1, words(text)),
            Table(heading, (heading, heading, heading), rows, notes=(text,)),
            BarTable(heading, (Bar(heading, 1250), Bar(heading, 7)), as_of=heading),
            Unnumbered(text),
        ),
        annexes=(Annex((Paragraph(text),), title=heading),),
    )


def letter(code):
    text, heading = TEXTS[code], HEADINGS[code]
    return LetterSheet(
        language=code,
        subject=heading,
        body=(words(text), words(text)),
        reference="LOI-2030-0007",
        sender=(heading, "1 Sample Street"),
        addressee=(heading, "info@example.org"),
        summary_title=heading,
        summary=(SummaryRow(heading, text), SummaryRow(heading, "https://example.org/")),
        signature=(heading,),
        from_programme=True,
        verification_url="https://example.org/letters/7/",
        fingerprint="3f9a 02c4",
    )


def publication(code):
    text, heading = TEXTS[code], HEADINGS[code]
    return PublicationDocument(
        language=code,
        title=heading,
        subtitle=heading,
        period="2030–2032",
        sections=(
            PublicationSection(heading, (Unnumbered(text), Section(heading))),
            PublicationSection(text, (Paragraph(words(text, Note(text))),)),
        ),
        disclaimers=(text,),
        citation=text,
    )


KINDS = {
    "session": (SESSION, session),
    "letter": (LETTER, letter),
    "publication": (PUBLICATION, publication),
}


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
