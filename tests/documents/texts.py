"""Small files with words in six languages, made by the programs of other people."""

import io
import zipfile

import docx as word
from docx.oxml import parse_xml
from odf import opendocument, table, text
from odf.style import Style, TableProperties
from pypdf import PdfWriter
from pypdf.generic import NameObject

WORDS = {
    "en": "Mercury in the water",
    "zh": "汞污染是全球性的环境问题",
    "ar": "الزئبق يؤثر على صحة الإنسان والسلامة",
    "ru": "Ртуть и её соединения",
    "fr": "La Côte d\u2019Ivoire a réduit l\u2019œuvre",
    "es": "Año de la minería pequeña",
}
_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def pdf(*pages: str) -> bytes:
    """A PDF with a page for each text."""
    from weasyprint import HTML

    body = "".join(f'<p style="break-after: page">{page}</p>' for page in pages)
    return HTML(string=f"<html><body>{body}</body></html>").write_pdf()


def in_six_languages() -> bytes:
    return pdf(
        *(f'<span lang="{code}" dir="auto">{said}</span>' for code, said in WORDS.items())
    )


def divided() -> bytes:
    """A narrow column in which words are divided at the ends of the lines."""
    style = "width: 200px; hyphens: auto"
    return pdf(
        f'<span lang="en" style="display: block; {style}">{"contamination " * 9}</span>'
    )


def word_file() -> bytes:
    """Paragraphs, a table, a header, and changes that somebody tracked."""
    made, out = word.Document(), io.BytesIO()
    for said in WORDS.values():
        made.add_paragraph(said)
    cells = made.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = "Left", "Right"
    made.sections[0].header.paragraphs[0].text = "Head of each page"
    made.sections[0].even_page_header.paragraphs[0].text = "Head of each page"
    made.add_paragraph("Kept")._p.extend(
        parse_xml(f'<w:{tag} xmlns:w="{_SPACE}" w:id="1" w:author="A">{run}</w:{tag}>')
        for tag, run in [
            ("ins", "<w:r><w:t> inserted</w:t><w:tab/></w:r>"),
            ("del", "<w:r><w:delText> deleted</w:delText></w:r>"),
            ("moveFrom", "<w:r><w:t> moved away</w:t></w:r>"),
        ]
    )
    made.save(out)
    return out.getvalue()


def word_file_with_notes() -> bytes:
    """A Word file with a footnote, whose part is written beside the others."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    note = (
        f'<w:footnotes xmlns:w="{_SPACE}"><w:footnote w:id="2"><w:p><w:r>'
        "<w:t>A note below</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    listed = f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
    return changed(
        word_file(),
        {"word/footnotes.xml": note.encode()},
        {"[Content_Types].xml": (b"</Types>", listed.encode())},
    )


def changed(
    data: bytes,
    added: dict[str, bytes],
    replaced: dict[str, tuple[bytes, bytes]],
) -> bytes:
    """The archive with further parts, and with other words in those it has."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            before, after = replaced.get(name, (b"", b""))
            target.writestr(name, source.read(name).replace(before, after))
        for name, part in added.items():
            target.writestr(name, part)
    return out.getvalue()


def excel_file() -> bytes:
    """Three sheets: with words and numbers, hidden, and with a word written into its cell."""
    from openpyxl import Workbook

    book, out = Workbook(), io.BytesIO()
    book.active.title = "First"
    for row, said in enumerate(WORDS.values(), start=1):
        book.active.cell(row, 1, said)
        book.active.cell(row, 2, row)
    hidden = book.create_sheet("Hidden")
    hidden["A1"] = "secret"
    hidden.sheet_state = "hidden"
    book.create_sheet("Empty")
    book.create_chartsheet("Drawn")
    book.create_sheet("Last")["A1"] = "Ртуть"
    book.save(out)
    return out.getvalue()


def excel_file_with_shared_words() -> bytes:
    """Cells that name a shared word by its number, one that does not exist, and others."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    listed = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    strings = (
        f'<sst xmlns="{space}"><si><r><t>Han</t></r><rPh><t>spoken</t></rPh></si></sst>'
    )
    cells = (
        b'<row><c t="s"><v>0</v></c><c t="s"><v>99</v></c><c t="str"><v>sum</v></c>'
        b'<c t="inlineStr"><is><t>own</t></is></c><c><v>5</v></c></row></sheetData>'
    )
    return changed(
        excel_file(),
        {"xl/sharedStrings.xml": strings.encode()},
        {
            "[Content_Types].xml": (b"</Types>", listed.encode()),
            "xl/worksheets/sheet1.xml": (b"</sheetData>", cells),
        },
    )


def opendocument_text() -> bytes:
    made, out = opendocument.OpenDocumentText(), io.BytesIO()
    for said in WORDS.values():
        made.text.addElement(text.P(text=said))
    noted = text.P(text="Before")
    note = text.Note(noteclass="footnote")
    note.addElement(text.NoteCitation(text="1"))
    body = text.NoteBody()
    body.addElement(text.P(text="A note below"))
    note.addElement(body)
    noted.addElement(note)
    noted.addElement(text.S())
    noted.addText("behind")
    made.text.addElement(noted)
    changes = text.TrackedChanges()
    region = text.ChangedRegion(check_grammar=False)
    deletion = text.Deletion()
    deletion.addElement(text.P(text="deleted"))
    region.addElement(deletion)
    changes.addElement(region)
    made.text.addElement(changes)
    made.write(out)
    return out.getvalue()


def opendocument_table() -> bytes:
    made, out = opendocument.OpenDocumentSpreadsheet(), io.BytesIO()
    style = Style(name="gone", family="table")
    style.addElement(TableProperties(display="false"))
    made.automaticstyles.addElement(style)
    for name, said, look in [
        ("First", WORDS["zh"], None),
        ("Hidden", "secret", "gone"),
        ("Empty", "", None),
        ("Last", WORDS["ar"], None),
    ]:
        sheet = table.Table(name=name, **({"stylename": look} if look else {}))
        row = table.TableRow()
        for piece in (said, said and "5"):
            cell = table.TableCell()
            cell.addElement(text.P(text=piece))
            row.addElement(cell)
        sheet.addElement(row)
        made.spreadsheet.addElement(sheet)
    made.write(out)
    return out.getvalue()


def only(data: bytes, *names: str) -> bytes:
    """An archive of these parts and no others."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in names:
            target.writestr(name, source.read(name))
    return out.getvalue()


def locked() -> bytes:
    """A PDF that nobody opens without its password."""
    writer, out = PdfWriter(clone_from=io.BytesIO(pdf("secret"))), io.BytesIO()
    writer.encrypt("password", algorithm="AES-256")
    writer.write(out)
    return out.getvalue()


def with_a_damaged_page() -> bytes:
    """A PDF whose first page is none."""
    writer, out = (
        PdfWriter(clone_from=io.BytesIO(pdf("x", "The page that is whole"))),
        io.BytesIO(),
    )
    writer.pages[0][NameObject("/Type")] = NameObject("/Nothing")
    del writer.pages[0]["/MediaBox"]
    writer.write(out)
    return out.getvalue()


def with_body(body: bytes) -> bytes:
    """A Word file whose text is exactly this."""
    named = only(word_file(), "[Content_Types].xml", "_rels/.rels")
    return changed(named, {"word/document.xml": body}, {})


def billion_laughs() -> bytes:
    rounds = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return with_body(f'<!DOCTYPE d [<!ENTITY l0 "ha">{rounds}]><d>&l9;</d>'.encode())


def nested() -> bytes:
    return with_body(b"<a>" * 5_000 + b"</a>" * 5_000)


def many_elements() -> bytes:
    return with_body(b"<d>" + b"<a/>" * 900_000 + b"</d>")


def bomb() -> bytes:
    """Fifty megabytes of blanks in a few kilobytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("[Content_Types].xml", b"<Types/>")
        target.writestr("word/document.xml", b" " * 50 * 1024 * 1024)
    return out.getvalue()
