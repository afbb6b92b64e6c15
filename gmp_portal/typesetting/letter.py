"""Letters: as sent, as published, and the letter that confirms them (A1-2c, A1-2e)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from gmp_portal.typesetting import data, sheets
from gmp_portal.typesetting.content import Paragraph, Text, Unnumbered, words
from gmp_portal.typesetting.languages import language
from gmp_portal.typesetting.markup import Writer
from gmp_portal.typesetting.render import DataFile, PdfResult, Progress, Sheet, typeset

DATA_FILE = "letter.json"


@dataclass(frozen=True)
class SummaryRow:
    """One fact of the summary below a letter."""

    label: str
    value: str


@dataclass(frozen=True)
class LetterSheet:
    """A letter: everything that its page says."""

    language: str
    subject: str
    body: tuple[Text, ...]
    reference: str = ""
    issued_on: date | None = None
    sender: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    summary_title: str = ""
    summary: tuple[SummaryRow, ...] = ()
    signature: tuple[str, ...] = ()
    from_programme: bool = False
    verification_url: str = ""
    fingerprint: str = ""
    draft: str = ""

    def __post_init__(self) -> None:
        body = tuple(words(part) if isinstance(part, str) else part for part in self.body)
        object.__setattr__(self, "body", body)

    def to_data(self) -> dict[str, Any]:
        """Return the letter as JSON values."""
        stored: dict[str, Any] = data.dump(self)
        return stored

    @classmethod
    def from_data(cls, stored: Any) -> "LetterSheet":
        """Return the letter of stored values."""
        return data.load(cls, stored)


def letter_pdf(
    letter: LetterSheet,
    *,
    attachments: Sequence[DataFile] = (),
    identifier: str = "",
    progress: Progress | None = None,
) -> PdfResult:
    """Return the letter as PDF, with its own data attached."""
    own = DataFile(
        name=DATA_FILE,
        content=data.dumps(letter),
        created_at=sheets.moment(letter.issued_on),
        description="The text of this letter as structured data",
    )
    return typeset(
        lambda broken: letter_sheet(letter, broken=broken),
        attachments=(own, *attachments),
        identifier=identifier,
        progress=progress,
    )


def letter_sheet(letter: LetterSheet, *, broken: frozenset[str] = frozenset()) -> Sheet:
    """Return the letter as HTML and CSS."""
    spoken = language(letter.language)
    writer = Writer(spoken, broken=broken)
    writer.degree = 1
    subject = writer.line(letter.subject)
    blocks: list[Paragraph | Unnumbered] = [Unnumbered(text) for text in letter.body]
    body = writer.blocks(blocks)
    title = " · ".join(part for part in (letter.reference, letter.subject) if part)
    html = sheets.render(
        "letter.html",
        **sheets.metadata(spoken, title, letter.issued_on),
        letter=letter,
        subject=subject,
        issued_on=spoken.written(letter.issued_on) if letter.issued_on else "",
        sender=[writer.line(line) for line in letter.sender],
        addressee=[writer.line(line) for line in letter.addressee],
        summary=[
            (writer.line(row.label), writer.line(row.value)) for row in letter.summary
        ],
        summary_title=writer.line(letter.summary_title),
        signature=[writer.line(line) for line in letter.signature],
        body=body,
    )
    headings = [" ".join(subject.split())]
    if letter.summary and letter.summary_title:
        headings.append(" ".join(writer.line(letter.summary_title).split()))
    return sheets.sheet(
        html, writer=writer, layout="letter", title=title, headings=headings
    )
