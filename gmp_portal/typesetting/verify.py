"""Our own reading of a finished PDF: what an archive and a screen reader need is there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf

from gmp_portal.typesetting import accessibility, wording
from gmp_portal.typesetting.extraction import File
from gmp_portal.typesetting.sheets import Sheet

ALLOWED_FONTS = (
    "LiberationSerif",
    "LiberationSans",
    "NotoSerifCJK",
    "NotoSansCJK",
    "Amiri",
)


@dataclass(frozen=True)
class Examination:
    """What is wrong with a file, and what is only worth a remark."""

    faults: tuple[str, ...]
    remarks: tuple[str, ...]


def examine(content: bytes, sheet: Sheet, attachments: Sequence[str] = ()) -> Examination:
    """Return the findings about a file made from ``sheet``; refuse one that says something else."""
    file = File(content)
    faults = [
        *accessibility.faults(file),
        *_title_faults(file, sheet),
        *_outline_faults(file, sheet),
        *_note_faults(file, sheet),
        *_attachment_faults(file, attachments),
    ]
    if not faults:
        wording.compare(file, sheet.html, from_the_right=sheet.language == "ar")
    remarks = [
        f"Some characters are set in {name}, a font outside the list of the portal."
        for name in fonts(file)
        if not name.startswith(ALLOWED_FONTS)
    ]
    return Examination(tuple(faults), tuple(remarks))


def fonts(file: File) -> dict[str, bool]:
    """Return the names of all fonts, and whether each is embedded."""
    embedded: dict[str, bool] = {}
    for font in accessibility.fonts(file):
        name = accessibility.name_of(font)
        embedded[name] = embedded.get(name, True) and accessibility.is_embedded(font)
    return embedded


def outline(file: File) -> list[str]:
    """Return the titles of the bookmarks in reading order."""
    with file.pdf.open_outline() as opened:
        return list(_titles(opened.root))


def places(file: File) -> dict[str, int]:
    """Return the page of each named place."""
    numbers = {page.objgen: at for at, page in enumerate(file.pdf.pages)}
    if "/Names" not in file.root or "/Dests" not in file.root.Names:
        return {}
    names = pikepdf.NameTree(file.root.Names.Dests)
    return {name: numbers[_target(place)[0].objgen] for name, place in names.items()}


def _target(place: Any) -> Any:
    return place.D if isinstance(place, pikepdf.Dictionary) else place


def _titles(items: Sequence[Any]) -> Iterator[str]:
    for item in items:
        yield " ".join(str(item.title).split())
        yield from _titles(item.children)


def _title_faults(file: File, sheet: Sheet) -> Iterator[str]:
    if file.root.get("/Lang") != sheet.language:
        yield "The file does not name the language of its sheet."
    if str(file.pdf.docinfo.get("/Title", "")) != sheet.title:
        yield "The file does not carry its title."


def _outline_faults(file: File, sheet: Sheet) -> Iterator[str]:
    expected = [" ".join(heading.split()) for heading in sheet.headings]
    if outline(file) != expected:
        yield "The bookmarks differ from the headings."


def _note_faults(file: File, sheet: Sheet) -> Iterator[str]:
    marked = [element for element, tags in file.elements() if tags[-1] == "Note"]
    if len(marked) != sheet.notes:
        yield f"{sheet.notes} notes were written, {len(marked)} are tagged."
    known = places(file)
    for number in range(1, sheet.notes + 1):
        if known.get(f"note-{number}") != known.get(f"call-{number}"):
            yield f"Note {number} stands on another page than its call."


def _attachment_faults(file: File, attachments: Sequence[str]) -> Iterator[str]:
    related = {
        str(each.get("/UF") or each.get("/F")): each.get("/AFRelationship")
        for each in file.root.get("/AF", [])
    }
    for name in attachments:
        if related.get(name) != "/Data":
            yield f"The data file {name} is not attached as data."
