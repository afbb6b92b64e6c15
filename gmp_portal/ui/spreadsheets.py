"""An Excel file, written row by row to whoever reads it; no cell of it is ever a formula.

Texts stand in the cells themselves, marked as texts, so that nothing has to be kept until the
end. The sheet with the rows is the last one in the file, and the first one that a reader sees.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from xml.sax.saxutils import escape

from gmp_portal.ui.open_lists import FieldKind, OpenField

# What Excel can hold: rows of a sheet with the headings, and characters of a cell.
MOST_ROWS, MOST_CHARACTERS = 1_048_576, 32_767
# Pieces are handed on once they are worth a packet.
PIECE = 16_384
# No XML may hold these, and what looks like an escape of Excel ("_x000D_") is read as one.
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
# Days are counted from here, by a calendar that is right from March 1900 on.
EPOCH, FIRST = date(1899, 12, 30), date(1900, 3, 1)
PLAIN, BOLD, DAY, MOMENT = 0, 1, 2, 3
WIDTHS = {
    FieldKind.INTEGER: 10,
    FieldKind.NUMBER: 14,
    FieldKind.BOOLEAN: 10,
    FieldKind.DAY: 12,
    FieldKind.MOMENT: 20,
    FieldKind.LIST: 30,
    FieldKind.URL: 40,
}
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
TYPES = (
    f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{SHEET}.sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{SHEET}.styles+xml"/>'
    f'<Override PartName="/xl/worksheets/rows.xml" ContentType="{SHEET}.worksheet+xml"/>'
    f'<Override PartName="/xl/worksheets/about.xml" ContentType="{SHEET}.worksheet+xml"/>'
    "</Types>"
)
ROOT = (
    f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
PARTS = (
    f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="worksheets/rows.xml"/>'
    f'<Relationship Id="rId2" Type="{RELATIONS}/worksheet" Target="worksheets/about.xml"/>'
    f'<Relationship Id="rId3" Type="{RELATIONS}/styles" Target="styles.xml"/>'
    "</Relationships>"
)
STYLES = (
    f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts count="2">'
    '<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
    '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf xfId="0"/>'
    '<xf xfId="0" fontId="1" applyFont="1"/>'
    '<xf xfId="0" numFmtId="164" applyNumberFormat="1"/>'
    '<xf xfId="0" numFmtId="165" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)


@dataclass(frozen=True)
class Sheets:
    """What the file is called, what stands on its second sheet, and which way its language runs."""

    title: str
    about_title: str
    about: Sequence[tuple[str, str]]
    is_rtl: bool = False


class _Pipe(io.RawIOBase):
    """Takes what the archive writes, until somebody fetches it; nobody can go back in it."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[bytes] = []
        self.size = 0

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:
        self.pieces.append(bytes(piece))
        self.size += len(piece)
        return len(piece)

    def fetch(self) -> bytes:
        piece = b"".join(self.pieces)
        self.pieces.clear()
        self.size = 0
        return piece


def stream(
    sheets: Sheets, fields: Sequence[OpenField], rows: Iterable[dict[str, Any]]
) -> Iterator[bytes]:
    """The file, piece by piece; its head is there before the first row is asked for."""
    pipe = _Pipe()
    headings = [str(field.label) for field in fields]
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in _fixed(sheets):
            # Without the second of packing: the same rows are the same file, and its ETag says so.
            part = zipfile.ZipInfo(name)
            part.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(part, content, compresslevel=1)
        yield pipe.fetch()
        with archive.open("xl/worksheets/rows.xml", "w") as sheet:
            sheet.write(_begin(sheets, [WIDTHS.get(field.kind, 30) for field in fields]))
            sheet.write(_row([_text(heading, BOLD) for heading in headings]))
            for row in rows:
                sheet.write(_row([_cell(row[field.name], field.kind) for field in fields]))
                if pipe.size > PIECE:
                    yield pipe.fetch()
            sheet.write(b"</sheetData></worksheet>")
    yield pipe.fetch()


def _fixed(sheets: Sheets) -> Iterator[tuple[str, str | bytes]]:
    yield "[Content_Types].xml", TYPES
    yield "_rels/.rels", ROOT
    yield "xl/_rels/workbook.xml.rels", PARTS
    yield "xl/styles.xml", STYLES
    names = (_sheet_name(sheets.title), _sheet_name(sheets.about_title))
    listed = "".join(
        f'<sheet name="{escape(name, {chr(34): "&quot;"})}" sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(names, start=1)
    )
    yield (
        "xl/workbook.xml",
        f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{listed}</sheets>'
        "</workbook>",
    )
    about = [_row([_text(label, BOLD), _text(value)]) for label, value in sheets.about]
    begun = _begin(sheets, [24, 80], is_frozen=False)
    yield "xl/worksheets/about.xml", b"".join([begun, *about, b"</sheetData></worksheet>"])


def _sheet_name(title: str) -> str:
    """At most 31 characters, and none that a formula reads as a mark."""
    return re.sub(r"[\[\]:*?/\\']", " ", ILLEGAL.sub("", title))[:31].strip() or "1"


def _begin(sheets: Sheets, widths: Sequence[int], *, is_frozen: bool = True) -> bytes:
    direction = ' rightToLeft="1"' if sheets.is_rtl else ""
    pane = (
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        if is_frozen
        else ""
    )
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(widths, start=1)
    )
    return (
        f'{HEAD}<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0"{direction}>'
        f"{pane}</sheetView></sheetViews><cols>{columns}</cols><sheetData>"
    ).encode()


def _row(cells: Sequence[str]) -> bytes:
    return f"<row>{''.join(cells)}</row>".encode()


def _cell(value: Any, kind: FieldKind) -> str:
    if value is None or value == "" or value == []:
        return "<c/>"
    if kind == FieldKind.BOOLEAN:
        return f'<c t="b"><v>{int(value)}</v></c>'
    if kind in (FieldKind.INTEGER, FieldKind.NUMBER):
        return f"<c><v>{value}</v></c>"
    if kind == FieldKind.DAY and value >= FIRST:
        return f'<c s="{DAY}"><v>{(value - EPOCH).days}</v></c>'
    if kind == FieldKind.MOMENT:
        return _moment(value)
    return _text("; ".join(value) if kind == FieldKind.LIST else str(value))


def _moment(value: datetime) -> str:
    """The moment in UTC, to the second."""
    begun = datetime(EPOCH.year, EPOCH.month, EPOCH.day, tzinfo=UTC)
    seconds = (value.astimezone(UTC).replace(microsecond=0) - begun) // timedelta(seconds=1)
    return f'<c s="{MOMENT}"><v>{seconds / 86_400!r}</v></c>'


def _text(text: str, style: int = PLAIN) -> str:
    """A cell that is a text whatever it begins with; one that is too long ends with an ellipsis."""
    clean = ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    # Excel counts as UTF-16 does: what lies beyond its first plane, such as rare Han, is two.
    units = clean.encode("utf-16-le")
    if len(units) > 2 * MOST_CHARACTERS:
        kept = units[: 2 * (MOST_CHARACTERS - 1)]
        clean = kept.decode("utf-16-le", errors="ignore") + "\u2026"
    shown = escape(ESCAPED.sub("_x005F_", clean))
    return f'<c t="inlineStr" s="{style}"><is><t xml:space="preserve">{shown}</t></is></c>'
