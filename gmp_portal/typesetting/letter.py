"""Letters: as sent, as published, and the letter that confirms them (A1-2c, A1-2e)."""

from dataclasses import dataclass
from datetime import date

from gmp_portal.typesetting.content import Paragraph, Text, Unnumbered, words
from gmp_portal.typesetting.data import Storable
from gmp_portal.typesetting.layout import Layout, Page
from gmp_portal.typesetting.markup import Writer


@dataclass(frozen=True)
class SummaryRow:
    """One fact of the summary below a letter."""

    label: str
    value: str


@dataclass(frozen=True)
class LetterSheet(Storable):
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
    # What is written by hand on paper, each word below a line of its own.
    to_sign: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        body = tuple(words(part) if isinstance(part, str) else part for part in self.body)
        object.__setattr__(self, "body", body)


def _compose(letter: LetterSheet, writer: Writer) -> Page:
    subject = writer.line(letter.subject)
    blocks: list[Paragraph | Unnumbered] = [Unnumbered(text) for text in letter.body]
    context = {
        "letter": letter,
        "subject": writer.shown(letter.subject),
        "body": writer.blocks(blocks),
        "sender": [writer.shown(line) for line in letter.sender],
        "addressee": [writer.shown(line) for line in letter.addressee],
        "summary": [
            (writer.shown(row.label), writer.shown(row.value)) for row in letter.summary
        ],
        "summary_title": writer.shown(letter.summary_title),
        "signature": [writer.shown(line) for line in letter.signature],
        "to_sign": [writer.shown(line) for line in letter.to_sign],
    }
    headings = [" ".join(subject.split())]
    if letter.summary and letter.summary_title:
        headings.append(" ".join(writer.line(letter.summary_title).split()))
    title = " · ".join(part for part in (letter.reference, letter.subject) if part)
    return Page(title, headings, context)


LETTER = Layout(
    name="letter",
    data_file="letter.json",
    description="The text of this letter as structured data",
    compose=_compose,
)
letter_pdf = LETTER.pdf
