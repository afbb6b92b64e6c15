"""Marks, spaces, numbers and page numbers have the form of the language of the document."""

import io
import re

import pikepdf
import pytest

from gmp_portal.typesetting.content import (
    Bar,
    BarTable,
    Emphasis,
    Note,
    Paragraph,
    Section,
    words,
)
from gmp_portal.typesetting.languages import language
from gmp_portal.typesetting.letter import LETTER, LetterSheet
from gmp_portal.typesetting.numbering import written
from gmp_portal.typesetting.publication import (
    PUBLICATION,
    PublicationDocument,
    PublicationSection,
)
from gmp_portal.typesetting.session import SESSION, SessionDocument, session_sheet

NO_BREAK, NARROW = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("code", "whole", "broken"),
    [
        ("en", "1,250", "1,250.5"),
        ("fr", f"1{NARROW}250", f"1{NARROW}250,5"),
        ("es", f"1{NARROW}250", f"1{NARROW}250,5"),
        ("ru", f"1{NARROW}250", f"1{NARROW}250,5"),
        ("zh-hans", "1,250", "1,250.5"),
        ("ar", f"١{NO_BREAK}٢٥٠", f"١{NO_BREAK}٢٥٠٫٥"),
    ],
)
def test_numbers_are_grouped_as_their_language_does(code, whole, broken):
    assert written(1250, language(code)) == whole
    assert written(1250.5, language(code)) == broken


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize(("value", "printed"), [(1250, "١٢٥٠"), (1250.5, "١٢٥٠٫٥")])
def test_the_groups_of_an_arabic_number_are_printed_from_the_left(value, printed):
    bars = BarTable("ت", (Bar("ب", value),))
    document = SessionDocument(language="ar", title="ت", blocks=(bars,))

    file = pikepdf.open(io.BytesIO(SESSION.pdf(document).content))

    assert printed in "".join(shown_on(file.pages[0]).split())


@pytest.mark.parametrize(
    ("code", "expected"),
    [("en", "Reference:"), ("fr", f"Référence{NO_BREAK}:"), ("zh-hans", "文号：")],
)
def test_a_colon_stands_as_its_language_sets_it(code, expected):
    html = LETTER.sheet(LetterSheet(code, "T", (), reference="LOI-1")).html

    assert f"<b>{expected}</b>" in html


@pytest.mark.parametrize(
    ("code", "typed", "shown"),
    [
        ("fr", "« Oui » : 50 % ; non !", "«_Oui_»_: 50_%_; non_!"),
        ("ru", "50 % от суммы", "50_% от суммы"),
        ("es", "el 50 % de", "el 50_% de"),
        ("en", "50 % ; no", "50 % ; no"),
    ],
)
def test_no_line_begins_with_a_mark_that_a_space_parts(code, typed, shown):
    document = SessionDocument(
        language=code,
        title=typed,
        blocks=(Paragraph(words(typed, Emphasis(typed), Note(typed))),),
    )

    body = session_sheet(document).html.partition("<body")[2]

    assert body.count(shown.replace("_", NO_BREAK)) == 4


def test_what_is_reproduced_as_received_keeps_its_spaces():
    document = SessionDocument(language="fr", title="Oui : non", as_received=True)

    assert "Oui : non" in session_sheet(document).html


@pytest.mark.parametrize(("code", "label"), [("en", "1.1"), ("ar", "١-١")])
def test_the_nought_of_arabic_is_not_mistaken_for_a_stop(code, label):
    section = PublicationSection("T", (Section("S"),))
    document = PublicationDocument(code, "T", sections=(section,))

    assert f'<span class="hn">{label}</span>' in PUBLICATION.sheet(document).html


KINDS = {
    "letter": (LETTER, lambda: LetterSheet("ar", "ت", (), draft="مسودة")),
    "publication": (
        PUBLICATION,
        lambda: PublicationDocument(
            "ar", "ت", sections=(PublicationSection("ب"),), draft="مسودة"
        ),
    ),
    "session": (
        SESSION,
        lambda: SessionDocument(
            language="ar",
            title="ت",
            draft="مسودة",
            blocks=tuple(Paragraph(str(n)) for n in range(60)),
        ),
    ),
}


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("kind", KINDS)
def test_pages_of_an_arabic_document_are_numbered_in_its_digits(kind):
    layout, make = KINDS[kind]

    result = layout.pdf(make())

    file = pikepdf.open(io.BytesIO(result.content))
    last = shown_on(file.pages[-1])
    assert str(len(file.pages)) not in re.findall(r"[0-9]+", last)
    assert result.problems == ()


def shown_on(page):
    """The letters that a page shows, in the order in which they are painted."""
    tables = {}
    for name, font in page.Resources.Font.items():
        unicode = font.ToUnicode.read_bytes().decode("latin-1")
        pairs = re.findall(r"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>", unicode)
        tables[name] = {
            int(code, 16): bytes.fromhex(letters).decode("utf-16-be")
            for code, letters in pairs
        }
    shown, table = [], {}
    for step in pikepdf.parse_content_stream(page, "Tf Tj TJ"):
        if str(step.operator) == "Tf":
            table = tables[str(step.operands[0])]
            continue
        strings = step.operands[0]
        for string in strings if isinstance(strings, pikepdf.Array) else [strings]:
            if isinstance(string, pikepdf.String):
                codes = bytes(string)
                pairs = range(0, len(codes) - 1, 2)
                shown += [
                    table.get(int.from_bytes(codes[at : at + 2], "big"), "") for at in pairs
                ]
    return "".join(shown)
