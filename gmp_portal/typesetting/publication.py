"""Publications: business plans and area reports in the style of a printed booklet."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from gmp_portal.typesetting.content import Annex, Block
from gmp_portal.typesetting.data import Storable
from gmp_portal.typesetting.layout import Layout, Page
from gmp_portal.typesetting.markup import Writer
from gmp_portal.typesetting.numbering import annex_labels, digits


@dataclass(frozen=True)
class PublicationSection:
    """A numbered part of a publication."""

    title: str
    blocks: tuple[Block, ...] = ()


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
    sections: tuple[PublicationSection, ...] = ()
    annexes: tuple[Annex, ...] = ()
    disclaimers: tuple[str, ...] = ()
    citation: str = ""
    draft: str = ""


def _compose(publication: PublicationDocument, writer: Writer) -> Page:
    spoken = writer.language
    title = writer.line(publication.title)
    context = {
        "publication": publication,
        "publisher": writer.shown(publication.publisher or spoken.programme),
        "title": title,
        "shown_title": writer.shown(publication.title),
        "subtitle": writer.shown(publication.subtitle),
        "parts": _parts(publication, writer),
        "disclaimers": [writer.shown(text) for text in publication.disclaimers],
        "citation": writer.shown(publication.citation),
    }
    headings = [" ".join(title.split()), spoken.contents, *writer.headings]
    return Page(publication.title, headings, context)


def _parts(publication: PublicationDocument, writer: Writer) -> list[dict[str, Any]]:
    spoken = writer.language
    parts = [
        _part(writer, digits(number, spoken), section.title, section.blocks, number)
        for number, section in enumerate(publication.sections, start=1)
    ]
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
