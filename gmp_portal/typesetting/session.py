"""Session documents: the model, its HTML and its PDF (framework, section 7: reports)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from gmp_portal.typesetting.content import Annex, Block, Text, plain, words
from gmp_portal.typesetting.data import Storable
from gmp_portal.typesetting.languages import Language
from gmp_portal.typesetting.layout import Layout, Page
from gmp_portal.typesetting.markup import Writer
from gmp_portal.typesetting.numbering import annex_labels


@dataclass(frozen=True)
class MeetingBlock:
    """The lines between masthead and title; a note in a line becomes an asterisk."""

    body: Text = ()
    session: Text = ()
    place_and_dates: Text = ()
    agenda_item: Text = ()
    agenda_title: Text = ()

    def __post_init__(self) -> None:
        for name in ("body", "session", "place_and_dates", "agenda_item", "agenda_title"):
            value: Any = getattr(self, name)
            if isinstance(value, str):
                object.__setattr__(self, name, words(value))


@dataclass(frozen=True)
class SessionDocument(Storable):
    """A document of a session: everything that its pages say, and nothing of how."""

    language: str
    title: str
    blocks: tuple[Block, ...] = ()
    annexes: tuple[Annex, ...] = ()
    symbol: str = ""
    body_code: str = ""
    distribution: str = "General"
    issued_on: date | None = None
    original_language: str = "en"
    is_single_language: bool = False
    meeting: MeetingBlock = MeetingBlock()
    subtitle: str = ""
    job_number: str = ""
    draft: str = ""
    as_received: bool = False
    # Where anybody checks that nothing was changed since: an address, the same in any language.
    colophon: str = ""


def _compose(document: SessionDocument, writer: Writer) -> Page:
    spoken = writer.language
    writer.verbatim = document.as_received
    meeting = _meeting_lines(writer, document.meeting)
    title = writer.line(document.title)
    body = writer.blocks(document.blocks)
    labels = annex_labels(document.annexes, spoken)
    context = {
        "document": document,
        "title": writer.shown(document.title),
        "subtitle": writer.shown(document.subtitle),
        "symbol": split_symbol(document.symbol),
        "running_head": document.draft or document.symbol,
        "foot": foot_line(document, spoken),
        "issue": issue_lines(document, spoken),
        "meeting": meeting,
        "body": body,
        "annexes": [
            _annex(writer, document, annex, label)
            for label, annex in zip(labels, document.annexes, strict=True)
        ],
    }
    return Page(document.title, [" ".join(title.split()), *writer.headings], context)


def split_symbol(symbol: str) -> tuple[str, str]:
    """Return the issuing body of a symbol, which is set large, and the rest.

    Figures alone are no rest: PAG.18/4 is set in one size, and read in one piece.
    """
    for index, character in enumerate(symbol):
        if character in "/ " and any(map(str.isalpha, symbol[index:])):
            return symbol[:index], symbol[index:]
    return symbol, ""


def issue_lines(document: SessionDocument, spoken: Language) -> list[list[str]]:
    """Return the two groups of lines at the right of the masthead."""
    when = [spoken.stamped(document.issued_on)] if document.issued_on else []
    if document.is_single_language:
        languages: tuple[str, ...] = (spoken.alone(),)
    else:
        original = document.original_language
        languages = spoken.issue(original) if original else ()
    # A past document may not say how it was distributed, nor its original language.
    category = document.distribution
    distributed = [spoken.distributed(category)] if category else []
    return [[*distributed, *when], list(languages)]


def foot_line(document: SessionDocument, spoken: Language) -> str:
    """Return the job number with its language and date stamp: K2600123[E] 150126."""
    number = document.job_number
    if not number or "[" in number or " " in number or document.issued_on is None:
        return number
    return f"{number}[{spoken.letter}] {document.issued_on:%d%m%y}"


def _meeting_lines(writer: Writer, meeting: MeetingBlock) -> list[dict[str, Any]]:
    lines = (
        (meeting.body, True),
        (meeting.session, True),
        (meeting.place_and_dates, False),
        (meeting.agenda_item, False),
        (meeting.agenda_title, True),
    )
    return [
        {"html": writer.text(text, starred=True), "is_strong": is_strong}
        for text, is_strong in lines
        if plain(text).strip()
    ]


def _annex(
    writer: Writer, document: SessionDocument, annex: Annex, label: str
) -> dict[str, Any]:
    spoken = writer.language
    writer.start_annex()
    title = writer.line(annex.title)
    writer.degree = 2
    writer.headings.append(" ".join(f"{label} {title}".split()))
    original = annex.original_language
    received = f"[{spoken.as_received}]" if document.as_received else ""
    return {
        "label": label,
        "title": writer.shown(annex.title),
        "subtitle": writer.shown(annex.subtitle),
        "original": f"[{spoken.original.format(spoken.named(original))}]"
        if original
        else "",
        "received": received,
        "body": writer.blocks(annex.blocks),
    }


SESSION = Layout(
    name="session",
    data_file="session-document.json",
    description="The text of this document as structured data",
    compose=_compose,
)
session_sheet = SESSION.sheet
session_pdf = SESSION.pdf
