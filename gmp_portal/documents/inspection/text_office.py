"""The text of Word, Excel and OpenDocument files, as their readers see it (A1-6d-ii).

What was deleted under track changes, comments and hidden sheets stay out.
"""

import io
import zipfile

from gmp_portal.documents.inspection import (
    office,
    opendocument,
    openxml,
    text_sheets,
    xml_parts,
)
from gmp_portal.documents.inspection.texts import NO_PAGES, Manner, Pieces, Reader
from gmp_portal.documents.inspection.verdict import RefusedError
from gmp_portal.documents.inspection.xml_parts import Budget

WORD = Manner(
    heard=frozenset({"t"}),
    left_out=frozenset({"pPr", "rPr", "sectPr", "del", "moveFrom", "Fallback"}),
    stands_for={"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"},
    paragraphs=frozenset({"p"}),
    cells=frozenset({"tc"}),
    rows=frozenset({"tr"}),
)
# What stands beside the body of a Word file, in the order in which it is read behind it.
BESIDE = ("footnotes", "endnotes", "header", "footer")


def take(data: bytes, pieces: Pieces) -> None:
    """Take the text out of a document in an archive, or refuse it with a reason."""
    budget = Budget(size=office.MAX_UNPACKED)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            office.check_directory(archive, data, budget)
            names = archive.namelist()
            if "[Content_Types].xml" in names:
                _take_openxml(archive, budget, pieces)
            elif "mimetype" in names:
                _take_opendocument(archive, budget, pieces)
            else:
                raise RefusedError("archive")
    except office.BROKEN as error:
        raise RefusedError("office_broken") from error


def _take_openxml(archive: zipfile.ZipFile, budget: Budget, pieces: Pieces) -> None:
    kinds = openxml.kinds_of(archive, budget)
    actual = {name.lower(): name for name in archive.namelist()}
    if f"{openxml.XLSX}.main+xml" in kinds.values():
        text_sheets.take_openxml(archive, kinds, budget, pieces)
        return
    prefix = openxml.DOCX.removesuffix("document")
    wanted = [f"{openxml.DOCX}.main+xml", *(f"{prefix}{part}+xml" for part in BESIDE)]
    texts: dict[str, None] = {}
    for kind in wanted:
        for name in sorted(part for part, known in kinds.items() if known == kind):
            reader = Reader(WORD)
            with archive.open(actual[name]) as file:
                xml_parts.listen(file, budget, reader)
            # Headers of the first, the left and the right page often say the same.
            texts.setdefault(str(reader))
    pieces.add(NO_PAGES, "\n".join(texts))


def _take_opendocument(archive: zipfile.ZipFile, budget: Budget, pieces: Pieces) -> None:
    if archive.read("mimetype")[:200].decode("ascii") == opendocument.ODS:
        text_sheets.take_opendocument(archive, budget, pieces)
        return
    texts = []
    for part in ("content.xml", "styles.xml"):
        reader = Reader(text_sheets.OPEN)
        if part in archive.namelist():
            with archive.open(part) as file:
                xml_parts.listen(file, budget, reader)
        texts.append(str(reader))
    pieces.add(NO_PAGES, "\n".join(texts))
