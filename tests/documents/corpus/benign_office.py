"""Documents of Word, Excel and OpenDocument as people write them."""

import datetime as dt
import io
from collections.abc import Iterator

import openpyxl
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from odf import draw, style, table, text
from odf.opendocument import OpenDocumentSpreadsheet, OpenDocumentText
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as ExcelPicture
from openpyxl.worksheet.datavalidation import DataValidation
from PIL import Image

from tests.documents.corpus.hostile_office import (
    WORD_RELATIONS,
    declared,
    fields,
    in_word,
    related,
    word,
    zipped,
)
from tests.documents.corpus.sample import Sample


def saved(document: object) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def picture() -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "navy").save(out, "PNG")
    out.seek(0)
    return out


def word_files() -> Iterator[tuple[str, bytes]]:
    document = Document()
    document.add_heading("Letter of intent", 0)
    document.add_paragraph("We support the Partnership. نؤيد 支持", style="List Bullet")
    yield "letter", saved(document)
    document.add_picture(picture())
    grid = document.add_table(rows=2, cols=2)
    grid.cell(0, 0).text = "Cost"
    document.sections[0].footer.paragraphs[0].text = "Page"
    yield "picture, table and footer", saved(document)
    link = document.part.relate_to(
        "https://www.unep.org/?a=1&b=2", RELATIONSHIP_TYPE.HYPERLINK, is_external=True
    )
    document.part.relate_to(
        "mailto:a@example.org", RELATIONSHIP_TYPE.HYPERLINK, is_external=True
    )
    document.paragraphs[0]._p.set("linked", link)
    yield "links to the web and to a mail address", saved(document)
    contents = in_word(fields('TOC \\o "1-3" \\h', " PAGEREF _Toc1 \\h ") + fields("PAGE"))
    yield "list of contents", zipped(contents)
    printer = "application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings"
    yield (
        "settings of a printer",
        zipped(declared(word(), "word/printerSettings1.bin", b"\0\1", printer)),
    )
    font = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
    yield (
        "fonts inside",
        zipped(declared(word(), "word/fonts/font1.odttf", b"\0\1" * 99, font)),
    )
    people = "application/vnd.openxmlformats-officedocument.wordprocessingml.people+xml"
    parts = declared(word(), "word/people.xml", b"<w:people xmlns:w='x'/>", people)
    notes = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    parts = declared(parts, "word/comments.xml", b"<w:comments xmlns:w='x'/>", notes)
    yield "changes and comments", zipped(parts)


def grown_word_files() -> Iterator[tuple[str, bytes]]:
    """Charts, fields and drawings as Word itself writes them."""
    known = (
        " MERGEFIELD Name ",
        " MACROBUTTON NoMacro [Click here] ",
        "REF Important",
        ' HYPERLINK "https://www.unep.org" \\t "_blank" ',
        ' HYPERLINK \\l "_Toc1" ',
        ' IF 1 = 1 "DDE" "b" ',
        ' ADDIN ZOTERO_ITEM CSL_CITATION {"a":"b"} ',
        "= 1 + 2",
    )
    yield "fields", zipped(in_word(b"".join(fields(each) for each in known)))
    table = io.BytesIO()
    openpyxl.Workbook().save(table)
    place = "word/embeddings/Microsoft_Excel_Sheet1.xlsx"
    main = "application/vnd.openxmlformats-officedocument"
    parts = declared(word(), place, table.getvalue(), f"{main}.spreadsheetml.sheet")
    chart = f"{main}.drawingml.chart+xml"
    parts = declared(parts, "word/charts/chart1.xml", b"<c/>", chart)
    relations = "word/charts/_rels/chart1.xml.rels"
    target = "../embeddings/Microsoft_Excel_Sheet1.xlsx"
    yield "chart", zipped(related(parts, relations, "package", target, outside=False))
    template = "file:///C:\\Users\\x\\Templates\\Letter.dotx"
    settings = "word/_rels/settings.xml.rels"
    yield "local template", zipped(related(word(), settings, "attachedTemplate", template))
    svg = b"""<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"
        "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
        <svg xmlns="http://www.w3.org/2000/svg"><use href="#a"/></svg>"""
    yield "drawing", zipped(declared(word(), "word/media/a.svg", svg, "image/svg+xml"))
    links = related(word(), WORD_RELATIONS, "hyperlink", "ftp://ftp.fao.org/a")
    yield "link to a server of files", zipped(links)


def excel_files() -> Iterator[tuple[str, bytes]]:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Year", "Cost"])
    for year in range(2020, 2027):
        sheet.append([year, 250_000.5])
    sheet["C2"] = "=SUM(B2:B8)"
    sheet["C3"] = '=IF(B2>0,"a|b","it\'s")'
    sheet["C4"] = """=IF(B2>0,"Please call (office) | 'b'","see it's")"""
    sheet["C5"] = '=HYPERLINK("https://www.unep.org","UNEP")'
    sheet["D2"] = dt.date(2026, 11, 27)
    yield "costs", saved(book)
    sheet["A2"].hyperlink = "https://www.unep.org"
    sheet["A3"].comment = Comment("Estimated", "Example")
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=8), titles_from_data=True)
    sheet.add_chart(chart, "F2")
    sheet.add_image(ExcelPicture(picture()), "F20")
    allowed = DataValidation(type="list", formula1='"yes,no"')
    sheet.add_data_validation(allowed)
    allowed.add("E2")
    yield "chart, picture, comment, list", saved(book)


def open_files() -> Iterator[tuple[str, bytes]]:
    letter = OpenDocumentText()
    bold = style.Style(name="Bold", family="text")
    bold.addElement(style.TextProperties(fontweight="bold"))
    letter.automaticstyles.addElement(bold)
    paragraph = text.P(text="We support the Partnership. ")
    paragraph.addElement(text.Span(stylename=bold, text="Fully."))
    paragraph.addElement(text.A(href="https://www.unep.org", text="UNEP"))
    letter.text.addElement(text.H(outlinelevel=1, text="Letter"))
    letter.text.addElement(paragraph)
    yield "letter", saved(letter)
    place = letter.addPicture(
        "sign.png", mediatype="image/png", content=picture().getvalue()
    )
    frame = draw.Frame(width="3cm", height="2cm", anchortype="paragraph")
    frame.addElement(draw.Image(href=place))
    paragraph.addElement(frame)
    yield "letter with a picture", saved(letter)
    costs = OpenDocumentSpreadsheet()
    sheet = table.Table(name="Costs")
    for number in range(20):
        row = table.TableRow()
        row.addElement(table.TableCell(valuetype="float", value=number))
        cell = table.TableCell(formula="of:=[.A1]+1", valuetype="float", value=number)
        cell.addElement(text.P(text=str(number)))
        row.addElement(cell)
        sheet.addElement(row)
    costs.spreadsheet.addElement(sheet)
    yield "costs", saved(costs)


def long_word_files() -> Iterator[tuple[str, bytes]]:
    document = Document()
    for number in range(3000):
        document.add_paragraph(f"Paragraph {number} of a long report. " * 5)
    yield "report of 3,000 paragraphs", saved(document)


def long_excel_files() -> Iterator[tuple[str, bytes]]:
    book = openpyxl.Workbook(write_only=True)
    large = book.create_sheet("Inventory")
    for row in range(5000):
        large.append([f"Place {row}", row, row / 7, "mercury"])
    yield "5,000 rows", saved(book)


PROGRAMS = (
    ("python-docx", word_files),
    ("Word", grown_word_files),
    ("openpyxl", excel_files),
    ("odfpy", open_files),
)
LONG = (("python-docx", long_word_files), ("openpyxl", long_excel_files))


def samples(*, light: bool = False) -> Iterator[Sample]:
    for program, files in PROGRAMS if light else (*PROGRAMS, *LONG):
        for variant, data in files():
            yield Sample(f"Document of {program}", variant, data)
