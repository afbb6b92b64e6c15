"""What PDF/UA-1 (ISO 14289-1) asks of the kinds of content we set; each check names its clause."""

from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf

from gmp_portal.typesetting.extraction import File, is_element, kids, steps

HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
KNOWN_TAGS = frozenset(
    (
        *HEADINGS,
        *[
            "Document",
            "Div",
            "Span",
            "P",
            "Sect",
            "NonStruct",
            "Table",
            "THead",
            "TBody",
            "TR",
            "TH",
            "TD",
            "L",
            "LI",
            "Lbl",
            "LBody",
            "Link",
            "Note",
            "Figure",
        ],
    )
)
# Inside which elements a part of a table or of a list has to stand (7.2, 7.5, 7.6).
PARENTS = {
    "TR": ("Table", "THead", "TBody"),
    "TH": ("TR",),
    "TD": ("TR",),
    "THead": ("Table",),
    "TBody": ("Table",),
    "LI": ("L",),
    "Lbl": ("LI",),
    "LBody": ("LI",),
}
FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


def faults(file: File) -> Iterator[str]:
    """Yield a sentence for each breach; a file without any is fit for a screen reader."""
    elements = list(file.elements())
    yield from _declarations(file)
    yield from _tags(elements)
    yield from _headings([tags[-1] for _element, tags in elements])
    for element, tags in elements:
        if tags[-1] == "Table":
            yield from _table(element)
        if tags[-1] == "Figure" and not str(element.get("/Alt", "")).strip():
            yield "A figure has no text in its place (PDF/UA 7.3)."
    yield from _notes([element for element, tags in elements if tags[-1] == "Note"])
    yield from _annotations(file, elements)
    yield from _marks(file)
    yield from _fonts(file)


def _declarations(file: File) -> Iterator[str]:
    root = file.root
    if not str(root.get("/Lang", "")):
        yield "The file does not name its language (PDF/UA 7.2)."
    if not root.get("/MarkInfo", {}).get("/Marked"):
        yield "The file is not tagged (PDF/UA 7.1)."
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "Readers would show the file name instead of the title (PDF/UA 7.1)."
    metadata = root.Metadata.read_bytes() if "/Metadata" in root else b""
    if b"pdfuaid:part" not in metadata or b"pdfaid:part" not in metadata:
        yield "The file does not declare PDF/A and PDF/UA (PDF/UA 5)."
    if b"<dc:title>" not in metadata:
        yield "The metadata carry no title (PDF/UA 7.1)."


def _tags(elements: Sequence[tuple[Any, tuple[str, ...]]]) -> Iterator[str]:
    for _element, tags in elements:
        if tags[-1] not in KNOWN_TAGS:
            yield f"The tag {tags[-1]} is not one of ours (PDF/UA 7.1)."
        allowed = PARENTS.get(tags[-1])
        if allowed and tags[-2:-1] and tags[-2] not in allowed:
            yield f"A {tags[-1]} stands inside a {tags[-2]} (PDF/UA 7.2)."
        if tags[-1] == "Link" and "Link" in tags[:-1]:
            yield "A link stands inside a link (PDF/UA 7.18.5)."


def _headings(tags: Sequence[str]) -> Iterator[str]:
    """No degree is skipped on the way down (7.4.2)."""
    degree = 0
    for tag in tags:
        if tag in HEADINGS:
            next_degree = HEADINGS.index(tag) + 1
            if next_degree > degree + 1:
                yield f"A heading {tag} follows one of degree {degree} (PDF/UA 7.4.2)."
            degree = next_degree


def _table(table: Any) -> Iterator[str]:
    """Every row has the same number of cells, and every cell knows its heads (7.2, 7.5)."""
    rows = list(_rows(table))
    widths = {sum(_span(cell) for cell in _cells(row)) for row in rows}
    if len(widths) > 1:
        yield "The rows of a table differ in length (PDF/UA 7.2)."
    heads = {
        str(cell.get("/ID"))
        for row in rows
        for cell in _cells(row)
        if cell.S == "/TH" and "/ID" in cell
    }
    for row in rows:
        for cell in _cells(row):
            told = cell.get("/A", pikepdf.Dictionary())
            if cell.S == "/TH" and "/ID" not in cell and "/Scope" not in told:
                yield "The head of a row or column belongs to nothing (PDF/UA 7.5)."
            named = [str(head) for head in told.get("/Headers", [])]
            if cell.S == "/TD" and (not named or not heads.issuperset(named)):
                yield "A cell of a table has no head (PDF/UA 7.5)."


def _rows(element: Any) -> Iterator[Any]:
    for kid in kids(element):
        if is_element(kid):
            if kid.S == "/TR":
                yield kid
            elif kid.S in ("/THead", "/TBody"):
                yield from _rows(kid)


def _cells(row: Any) -> Iterator[Any]:
    return (kid for kid in kids(row) if is_element(kid) and kid.S in ("/TH", "/TD"))


def _span(cell: Any) -> int:
    return int(cell.get("/A", pikepdf.Dictionary()).get("/ColSpan", 1))


def _notes(notes: Sequence[Any]) -> Iterator[str]:
    if len({str(note.get("/ID", "")) for note in notes} - {""}) != len(notes):
        yield "Notes are not told apart (PDF/UA 7.9)."


def _annotations(
    file: File, elements: Sequence[tuple[Any, tuple[str, ...]]]
) -> Iterator[str]:
    """Every annotation is a link with words, inside a Link of the tag tree (7.18)."""
    owners = {
        kid.Obj.objgen: tags[-1]
        for element, tags in elements
        for kid in kids(element)
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"
    }
    for page in file.pdf.pages:
        annotations: Any = page.get("/Annots", [])
        if len(annotations) and page.get("/Tabs") != "/S":
            yield "The order of the links on a page is not that of its text (PDF/UA 7.18.3)."
        for annotation in annotations:
            if annotation.Subtype != "/Link":
                yield "An annotation is not a link (PDF/UA 7.18.1)."
            if owners.get(annotation.objgen) != "Link":
                yield "A link is not tagged as a link (PDF/UA 7.18.5-1)."
            if not str(annotation.get("/Contents", "")).strip():
                yield "A link does not say where it leads (PDF/UA 7.18.5-2)."


def _marks(file: File) -> Iterator[str]:
    """Whatever is set is a part of the text or a running line (7.1)."""
    for number, page in enumerate(file.pdf.pages, start=1):
        depth = 0
        for name, _operands in steps(page, "BDC BMC EMC Tj TJ"):
            depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(name, 0)
            if name in ("Tj", "TJ") and not depth:
                yield f"Text on page {number} is not tagged (PDF/UA 7.1)."
                break


def _fonts(file: File) -> Iterator[str]:
    for font in fonts(file):
        if not is_embedded(font):
            yield f"The font {name_of(font)} is not embedded (PDF/UA 7.21.4)."
        if "/ToUnicode" not in font:
            yield f"The letters of the font {name_of(font)} cannot be read (PDF/UA 7.21.7)."


def fonts(file: File) -> list[Any]:
    """Return every font that the pages name, once."""
    known: dict[Any, Any] = {}
    for page in file.pdf.pages:
        resources: Any = page.get("/Resources", pikepdf.Dictionary())
        for font in resources.get("/Font", pikepdf.Dictionary()).values():
            known.setdefault(font.objgen, font)
    return list(known.values())


def name_of(font: Any) -> str:
    """Return the name of a font without the mark of its subset."""
    return str(font.BaseFont).lstrip("/").rpartition("+")[2].replace("-", "")


def is_embedded(font: Any) -> bool:
    """Tell whether the letters of a font travel inside the file."""
    descendants = font.get("/DescendantFonts", [font])
    descriptors = [each.get("/FontDescriptor", {}) for each in descendants]
    return all(any(key in each for key in FONT_FILES) for each in descriptors)
