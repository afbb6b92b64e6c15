"""Our own reading of a finished PDF: what an archive and a screen reader need is there."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pypdf import PdfReader
from pypdf.generic import Destination

from gmp_portal.typesetting.sheets import Sheet

ALLOWED_FONTS = (
    "LiberationSerif",
    "LiberationSans",
    "NotoSerifCJK",
    "NotoSansCJK",
    "Amiri",
)
FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


@dataclass(frozen=True)
class Examination:
    """What is wrong with a file, and what is only worth a remark."""

    faults: tuple[str, ...]
    remarks: tuple[str, ...]


def examine(content: bytes, sheet: Sheet, attachments: Sequence[str] = ()) -> Examination:
    """Return the findings about a file that was made from ``sheet``."""
    reader = PdfReader(io.BytesIO(content), strict=True)
    faults = [
        *_catalog_faults(reader, sheet),
        *_outline_faults(reader, sheet),
        *_note_faults(reader, sheet),
        *_attachment_faults(reader, attachments),
    ]
    remarks = []
    for name, is_embedded in fonts(reader).items():
        if not is_embedded:
            faults.append(f"The font {name} is not embedded.")
        if not name.startswith(ALLOWED_FONTS):
            remarks.append(
                f"Some characters are set in {name}, a font outside the list of the portal."
            )
    return Examination(tuple(faults), tuple(remarks))


def fonts(reader: PdfReader) -> dict[str, bool]:
    """Return the names of all fonts, and whether each is embedded."""
    embedded: dict[str, bool] = {}
    for page in reader.pages:
        resources: Any = page["/Resources"]
        for reference in resources.get("/Font", {}).values():
            font = reference.get_object()
            for descendant in font.get("/DescendantFonts", [font]):
                descriptor = descendant.get_object().get("/FontDescriptor", {})
                name = (
                    str(font["/BaseFont"]).lstrip("/").rpartition("+")[2].replace("-", "")
                )
                has_file = any(key in descriptor.get_object() for key in FONT_FILES)
                embedded[name] = embedded.get(name, True) and has_file
    return embedded


def outline(reader: PdfReader) -> list[str]:
    """Return the titles of the bookmarks in reading order."""
    return list(_titles(reader.outline))


def structure(reader: PdfReader) -> Iterator[Any]:
    """Yield every element of the tag tree, parents first."""
    root: Any = reader.trailer["/Root"]
    stack = [root["/StructTreeRoot"]]
    while stack:
        element = stack.pop()
        yield element
        kids = element.get("/K", [])
        kids = kids if isinstance(kids, list) else [kids]
        elements = [kid.get_object() for kid in kids]
        stack.extend(
            kid for kid in reversed(elements) if isinstance(kid, dict) and "/S" in kid
        )


def _titles(items: Sequence[Any]) -> Iterator[str]:
    for item in items:
        if isinstance(item, Destination):
            yield " ".join(str(item.title).split())
        else:
            yield from _titles(item)


def _catalog_faults(reader: PdfReader, sheet: Sheet) -> Iterator[str]:
    root: Any = reader.trailer["/Root"]
    if root.get("/Lang") != sheet.language:
        yield "The file does not name its language."
    if not root.get("/MarkInfo", {}).get("/Marked"):
        yield "The file is not tagged."
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "Readers would show the file name instead of the title."
    if not reader.metadata or reader.metadata.title != sheet.title:
        yield "The file does not carry its title."
    metadata = root["/Metadata"].get_data() if "/Metadata" in root else b""
    if b"pdfuaid:part" not in metadata or b"pdfaid:part" not in metadata:
        yield "The file does not declare PDF/A and PDF/UA."


def _outline_faults(reader: PdfReader, sheet: Sheet) -> Iterator[str]:
    expected = [" ".join(heading.split()) for heading in sheet.headings]
    if outline(reader) != expected:
        yield "The bookmarks differ from the headings."


def _note_faults(reader: PdfReader, sheet: Sheet) -> Iterator[str]:
    marked = [element for element in structure(reader) if element.get("/S") == "/Note"]
    if len(marked) != sheet.notes:
        yield f"{sheet.notes} notes were written, {len(marked)} are tagged."
    if len({element.get("/ID") for element in marked}) != len(marked):
        yield "Notes are not told apart."
    places = {
        name: reader.get_destination_page_number(destination)
        for name, destination in reader.named_destinations.items()
    }
    for number in range(1, sheet.notes + 1):
        if places.get(f"note-{number}") != places.get(f"call-{number}"):
            yield f"Note {number} stands on another page than its call."


def _attachment_faults(reader: PdfReader, attachments: Sequence[str]) -> Iterator[str]:
    root: Any = reader.trailer["/Root"]
    files = [reference.get_object() for reference in root.get("/AF", [])]
    related = {
        str(file.get("/UF") or file.get("/F")): file.get("/AFRelationship")
        for file in files
    }
    for name in attachments:
        if related.get(name) != "/Data":
            yield f"The data file {name} is not attached as data."
