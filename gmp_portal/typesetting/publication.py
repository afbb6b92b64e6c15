"""Publications: business plans and area reports in the style of a printed booklet."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from gmp_portal.typesetting.content import Annex, Block
from gmp_portal.typesetting.data import Storable
from gmp_portal.typesetting.layout import Layout, Page
from gmp_portal.typesetting.markup import Writer
from gmp_portal.typesetting.numbering import annex_labels, chapter_label, digits

# Between the margins of a page that stands upright, and of one on its side, in millimetres.
UPRIGHT, ON_ITS_SIDE = 166, 253


@dataclass(frozen=True)
class PublicationSection:
    """A numbered part of a publication."""

    title: str
    blocks: tuple[Block, ...] = ()
    is_wide: bool = False
    """Whether its pages lie on their long side, for tables of many columns."""
    key: str = ""
    """By which name its rows are known when a file comes back."""


@dataclass(frozen=True)
class PublicationDocument(Storable):
    """A business plan or an area report: everything that its pages say."""

    language: str
    title: str
    subtitle: str = ""
    status_note: str = ""
    period: str = ""
    issued_on: date | None = None
    publisher: str = ""
    front: tuple[PublicationSection, ...] = ()
    """What stands before the contents, without a number."""
    sections: tuple[PublicationSection, ...] = ()
    annexes: tuple[Annex, ...] = ()
    disclaimers: tuple[str, ...] = ()
    citation: str = ""
    draft: str = ""
    """What every page of a version says that is not published."""
    watermark: str = ""
    """The same in a word or two, across each page."""


def _compose(publication: PublicationDocument, writer: Writer) -> Page:
    spoken = writer.language
    title = writer.line(publication.title)
    front = [_front(writer, part) for part in publication.front]
    before = [*writer.headings]
    context = {
        "publication": publication,
        "publisher": writer.shown(publication.publisher or spoken.programme),
        "title": title,
        "shown_title": writer.shown(publication.title),
        "subtitle": writer.shown(publication.subtitle),
        "front": front,
        "parts": _parts(publication, writer),
        "disclaimers": [writer.shown(text) for text in publication.disclaimers],
        "citation": writer.shown(publication.citation),
    }
    first = [" ".join(title.split()), *before, spoken.contents]
    headings = [*first, *writer.headings[len(before) :]]
    return Page(publication.title, headings, context)


def _front(writer: Writer, part: PublicationSection) -> dict[str, Any]:
    writer.degree, writer.degree_shift = 1, 1
    heading = writer.heading(2, "", part.title, "front-heading")
    return {"heading": heading, "body": writer.blocks(part.blocks)}


def _parts(publication: PublicationDocument, writer: Writer) -> list[dict[str, Any]]:
    spoken = writer.language
    parts = []
    for number, section in enumerate(publication.sections, start=1):
        writer.text_width = ON_ITS_SIDE if section.is_wide else UPRIGHT
        # What has a key of its own is cited by it: section IV of a plan, as in Annex 2.
        label = (chapter_label if section.key else digits)(number, spoken)
        part = _part(writer, label, section.title, section.blocks, number)
        parts.append(part | {"is_wide": section.is_wide})
    writer.text_width = UPRIGHT
    labels = annex_labels(publication.annexes, spoken)
    for label, annex in zip(labels, publication.annexes, strict=True):
        writer.start_annex()
        parts.append(_part(writer, label, annex.title, annex.blocks, len(parts) + 1))
    return parts


def _part(
    writer: Writer, label: str, title: str, blocks: tuple[Block, ...], number: int
) -> dict[str, Any]:
    writer.degree = 1
    heading = writer.heading(2, label, title, "part-heading")
    writer.degree_shift = 1
    writer.numbers.prefix = label if label.isdecimal() else ""
    writer.numbers.chapter = writer.numbers.section = writer.numbers.subsection = 0
    return {
        "anchor": f"part-{number}",
        "label": label,
        "title": writer.linked(title),
        "heading": heading,
        "body": writer.blocks(blocks),
    }


PUBLICATION = Layout(
    name="publication",
    data_file="publication.json",
    description="The text of this publication as structured data",
    compose=_compose,
)
publication_pdf = PUBLICATION.pdf
