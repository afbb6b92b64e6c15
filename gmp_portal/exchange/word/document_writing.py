"""A document of any blocks as a Word file in one of the six languages."""

from collections.abc import Sequence

from gmp_portal.exchange.word import blocks, pages, tables
from gmp_portal.exchange.word.composing import Composer
from gmp_portal.exchange.word.covers import LANGUAGE_PROPERTY, Cover
from gmp_portal.exchange.word.elements import Element
from gmp_portal.exchange.word.package import Facts
from gmp_portal.exchange.word.pages import Frame
from gmp_portal.exchange.word.tongues import Tongue
from gmp_portal.typesetting.content import Annex, Block
from gmp_portal.typesetting.numbering import annex_labels

SIZE = 10


def document(
    given: Sequence[Block],
    *,
    language: str,
    title: str,
    draft: str,
    annexes: Sequence[Annex],
    cover: Cover,
) -> bytes:
    """Return the file: each kind of block has its style, numbers are Word's, equal bytes."""
    composer = Composer(Tongue(language))
    frame = Frame(draft, cover.reference)
    body = [
        *([composer.paragraph("Title", composer.plain(title))] if title else ()),
        *_line(composer, "Subtitle", cover.subtitle),
        *blocks.blocks(composer, given),
    ]
    labels = annex_labels(annexes, composer.language)
    for label, annex in zip(labels, annexes, strict=True):
        # The break belongs to the part before it, and the part begins on a page of its own.
        broken = pages.section(composer)
        body.append(composer.paragraph(tables.BEHIND_TABLE, section=broken))
        body += _annex(composer, annex, label)
    own = {LANGUAGE_PROPERTY: language, **cover.own}
    facts = Facts(title, composer.tongue.tag, cover.issued_on, own)
    return pages.packed(composer, _anchored(composer, body), frame, facts, SIZE)


def _annex(composer: Composer, annex: Annex, label: str) -> list[Element]:
    composer.start_annex()
    language = composer.language
    original = annex.original_language
    issue = f"[{language.original.format(language.named(original))}]" if original else ""
    return [
        *_line(composer, "GMP Annex", label),
        *_line(composer, "GMP Annex title", annex.title),
        *_line(composer, "GMP Annex subtitle", annex.subtitle),
        *_line(composer, "GMP Original language", issue),
        *blocks.blocks(composer, annex.blocks),
    ]


def _line(composer: Composer, style: str, text: str) -> list[Element]:
    return [composer.paragraph(style, composer.plain(text))] if text else []


def _anchored(composer: Composer, body: Sequence[Element]) -> list[Element]:
    """Give every paragraph a name by which it is known when the file comes back."""
    paragraphs = [element for part in body for element in part.iter("{*}p")]
    for number, paragraph in enumerate(paragraphs, start=1):
        composer.anchored(paragraph, f"{number:04d}")
    return list(body)
