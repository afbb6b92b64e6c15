"""What is still missing in a report, said before it is frozen (C12)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gmp_portal.typesetting.content import (
    BarTable,
    Block,
    Chapter,
    ContentsList,
    DraftDecision,
    Heading,
    Item,
    Paragraph,
    Section,
    SubParagraph,
    Subsection,
    Table,
    Unnumbered,
    Unreadable,
    plain,
)
from gmp_portal.ui.word_count import count_words
from reporting.assembly import blocks, languages, mastheads
from reporting.models import Report

if TYPE_CHECKING:
    from gmp_portal.typesetting.session import SessionDocument

# What conference services take for one document.
WORD_LIMIT = 8_500


@dataclass(frozen=True)
class Check:
    """One sentence about the draft, how serious it is, and where to put it right."""

    text: str
    blocks: bool = False
    url: str = ""


def of_report(report: Report, places: list[blocks.Place]) -> list[Check]:
    """Everything worth a look before the report is frozen; an empty list means none."""
    return [
        *_masthead(report),
        *_areas(places),
        *_length(report.document),
        *_blocks(report, places),
        *_language(report, places),
    ]


def word_count(document: "SessionDocument") -> int:
    """The words of the whole document, counted as United Nations documents count them."""
    return sum(count_words(text) for text in texts_of(document))


def texts_of(document: "SessionDocument") -> list[str]:
    """Every text of the document, in its order."""
    texts = [document.title, document.subtitle]
    for part in (document.blocks, *(annex.blocks for annex in document.annexes)):
        texts += [text for block in part for text in _texts(block)]
    return texts


def _texts(block: Block) -> Iterator[str]:
    if isinstance(block, Chapter | Section | Subsection | Heading):
        yield block.title
    elif isinstance(block, ContentsList):
        yield from (block.title, *(entry.text for entry in block.entries))
    elif isinstance(block, Paragraph | Unnumbered | SubParagraph | Item):
        yield blocks.written(block.runs)
    elif isinstance(block, Table):
        yield from (block.title, *block.header, *block.notes)
        yield from (blocks.written(cell) for row in block.rows for cell in row)
    elif isinstance(block, BarTable):
        yield from (block.title, *(bar.label for bar in block.rows))
    elif isinstance(block, DraftDecision):
        yield from (block.title, plain(block.opening))
        yield from (blocks.written(text) for text in block.preamble)
        yield blocks.written_operative(block.operative)


def _masthead(report: Report) -> Iterator[Check]:
    url = reverse("reporting:masthead_edit", args=[report.slug])
    for gap in mastheads.gaps(report):
        yield Check(gap, blocks=True, url=url)


def _areas(places: list[blocks.Place]) -> Iterator[Check]:
    missing = [place for place in places if place.source.get("kind") == "missing"]
    if missing:
        yield Check(
            ngettext(
                "%(count)d area is missing: no report of it was accepted. It is listed as such.",
                "%(count)d areas are missing: no report of them was accepted. They are listed "
                "as such.",
                len(missing),
            )
            % {"count": len(missing)},
            url=f"#block-{missing[0].number}",
        )


def _length(document: "SessionDocument") -> Iterator[Check]:
    count = word_count(document)
    if count > WORD_LIMIT:
        yield Check(
            _("The document has %(count)d words; %(limit)d is the limit.")
            % {"count": count, "limit": WORD_LIMIT}
        )


def _blocks(report: Report, places: list[blocks.Place]) -> Iterator[Check]:
    for place in places:
        url = f"#block-{place.number}"
        if isinstance(place.block, Unreadable):
            yield Check(
                _("A block cannot be read and will not be printed."), blocks=True, url=url
            )
        if isinstance(place.block, Table | BarTable) and not place.block.title.strip():
            yield Check(_("A table has no title."), url=url)
        if blocks.is_unwritten(place):
            yield Check(_("A paragraph has no words."), blocks=True, url=url)


def _language(report: Report, places: list[blocks.Place]) -> Iterator[Check]:
    if report.kind == Report.Kind.PAST:
        return
    if report.language not in languages.COMPLETE:
        yield Check(
            _(
                "The sentences of the portal exist in English and Chinese. Here they stand in "
                "English; have them translated before you freeze."
            )
        )
    received = [place for place in places if _is_as_received(place, report.language)]
    if received:
        yield Check(
            ngettext(
                "%(count)d text is still in the language in which it was received.",
                "%(count)d texts are still in the language in which they were received.",
                len(received),
            )
            % {"count": len(received)},
            url=f"#block-{received[0].number}",
        )


def _is_as_received(place: blocks.Place, language: str) -> bool:
    """A text of a report in another language, and nobody has put it into this one yet."""
    source = place.source
    is_foreign = source.get("language", language) != language
    return is_foreign and bool(place.text == source.get("original"))
