"""Publications: business plans and area reports in the style of a printed booklet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from gmp_portal.typesetting import data, sheets
from gmp_portal.typesetting.content import Annex, Block
from gmp_portal.typesetting.languages import language
from gmp_portal.typesetting.markup import Writer
from gmp_portal.typesetting.numbering import annex_labels, digits
from gmp_portal.typesetting.render import DataFile, PdfResult, Progress, Sheet, typeset

DATA_FILE = "publication.json"


@dataclass(frozen=True)
class PublicationSection:
    """A numbered part of a publication."""

    title: str
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True)
class PublicationDocument:
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

    def to_data(self) -> dict[str, Any]:
        """Return the publication as JSON values."""
        stored: dict[str, Any] = data.dump(self)
        return stored

    @classmethod
    def from_data(cls, stored: Any) -> "PublicationDocument":
        """Return the publication of stored values; unreadable blocks keep their place."""
        return data.load(cls, stored)


def publication_pdf(
    publication: PublicationDocument,
    *,
    attachments: Sequence[DataFile] = (),
    identifier: str = "",
    progress: Progress | None = None,
) -> PdfResult:
    """Return the publication as PDF, with its own data attached."""
    own = DataFile(
        name=DATA_FILE,
        content=data.dumps(publication),
        created_at=sheets.moment(publication.issued_on),
        description="The text of this publication as structured data",
    )
    return typeset(
        lambda broken: publication_sheet(publication, broken=broken),
        attachments=(own, *attachments),
        identifier=identifier,
        progress=progress,
    )


def publication_sheet(
    publication: PublicationDocument, *, broken: frozenset[str] = frozenset()
) -> Sheet:
    """Return the publication as HTML and CSS, with its list of contents."""
    spoken = language(publication.language)
    writer = Writer(spoken, broken=broken)
    title = writer.line(publication.title)
    parts = [
        _part(writer, digits(number, spoken), section.title, section.blocks, number)
        for number, section in enumerate(publication.sections, start=1)
    ]
    labels = annex_labels(publication.annexes, spoken)
    for label, annex in zip(labels, publication.annexes, strict=True):
        writer.start_annex()
        parts.append(_part(writer, label, annex.title, annex.blocks, len(parts) + 1))
    html = sheets.render(
        "publication.html",
        **sheets.metadata(spoken, publication.title, publication.issued_on),
        publication=publication,
        publisher=writer.line(publication.publisher or spoken.programme),
        title=title,
        subtitle=writer.line(publication.subtitle),
        issued_on=spoken.written(publication.issued_on) if publication.issued_on else "",
        parts=parts,
        disclaimers=[writer.line(text) for text in publication.disclaimers],
    )
    headings = [" ".join(title.split()), spoken.contents, *writer.headings]
    return sheets.sheet(
        html,
        writer=writer,
        layout="publication",
        title=publication.title,
        headings=headings,
    )


def _part(
    writer: Writer, label: str, title: str, blocks: tuple[Block, ...], number: int
) -> dict[str, Any]:
    writer.degree = 1
    heading = writer.heading(2, label, title, "part-heading")
    writer.degree_shift = 1
    writer.numbers.prefix = label if label.isdecimal() else ""
    writer.numbers.chapter = writer.numbers.section = 0
    return {
        "anchor": f"part-{number}",
        "label": label,
        "title": writer.line(title),
        "heading": heading,
        "body": writer.blocks(blocks),
    }
