"""Each kind of block as paragraphs of its own style."""

from collections.abc import Callable, Iterable
from typing import Any

from gmp_portal.exchange.word import lists, looks, runs, tables
from gmp_portal.exchange.word.attached import ENDINGS
from gmp_portal.exchange.word.composing import Composer
from gmp_portal.exchange.word.elements import Element
from gmp_portal.typesetting import limits
from gmp_portal.typesetting.content import (
    BarTable,
    Block,
    Chapter,
    ContentsList,
    DraftDecision,
    Fact,
    Heading,
    Item,
    List,
    Note,
    Operative,
    Paragraph,
    Picture,
    Section,
    SubParagraph,
    Subsection,
    Table,
    Text,
    Unnumbered,
    Unreadable,
)
from gmp_portal.typesetting.markup import BLOCK_ERRORS
from gmp_portal.typesetting.numbering import paragraph_label, punctuated

HEADINGS = {Chapter: "heading 1", Section: "heading 2", Subsection: "heading 3"}


def blocks(composer: Composer, given: Iterable[Block]) -> list[Element]:
    """Return the paragraphs and tables of blocks, numbered by the lists of their styles."""
    return [element for block in given for element in _written(composer, block)]


def _written(composer: Composer, block: Block) -> list[Element]:
    notes = len(composer.notes)
    try:
        limits.check(block)
        return _set(composer, block)
    except BLOCK_ERRORS as error:
        # What was stored long ago may hold anything; it keeps no other block from its page.
        del composer.notes[notes:]
        return _unreadable(composer, Unreadable(str(error)[:200]), "")


def _set(composer: Composer, block: Block) -> list[Element]:
    is_first_part = isinstance(block, SubParagraph) and not composer.numbers.parts
    label = composer.numbers.label(block)
    if is_first_part:
        # Each group of sub-paragraphs counts from (a), whatever stands before it.
        composer.restarted[looks.PARTS] = composer.lists.anew(looks.PARTS)
    return WRITERS[type(block)](composer, block, label)


def _heading(composer: Composer, block: Any, label: str) -> list[Element]:
    style = HEADINGS[type(block)]
    # Word has no list that counts in Arabic words, so that they stand in the text.
    is_worded = composer.tongue.is_rtl and not isinstance(block, Subsection)
    mark = runs.runs(f"{label} ", composer.tongue, "GMP Mark") if is_worded else []
    return [composer.paragraph(style, mark, composer.plain(block.title))]


def _printed_heading(composer: Composer, block: Heading, _label: str) -> list[Element]:
    level = max(1, min(block.level, 3))
    return [composer.paragraph(f"GMP Heading {level}", composer.plain(block.title))]


def _contents(composer: Composer, block: ContentsList, _label: str) -> list[Element]:
    title = composer.paragraph("GMP Contents title", composer.plain(block.title))
    entries = (
        composer.paragraph(
            f"GMP Contents {_level(entry.level)}", composer.plain(entry.text)
        )
        for entry in block.entries
    )
    return [title, *entries]


def _paragraph(composer: Composer, block: Paragraph, _label: str) -> list[Element]:
    style = "GMP Paragraph" if block.numbered else "GMP Without number"
    return [composer.paragraph(style, composer.text(block.runs))]


def _unnumbered(composer: Composer, block: Unnumbered, _label: str) -> list[Element]:
    return [composer.paragraph("GMP Unnumbered", composer.text(block.runs))]


def _sub_paragraph(composer: Composer, block: SubParagraph, _label: str) -> list[Element]:
    style = f"GMP Sub-paragraph {_level(block.level)}"
    return [composer.paragraph(style, composer.text(block.runs))]


def _item(composer: Composer, block: Item, _label: str) -> list[Element]:
    if composer.has_bullets and block.mark == lists.BULLET:
        return [composer.paragraph("GMP Bullet", composer.text(block.runs))]
    mark = runs.runs(block.mark, composer.tongue, "GMP Mark")
    text = composer.text(block.runs)
    return [composer.paragraph(f"GMP Item {_level(block.level)}", mark, [runs.tab()], text)]


def _fact(composer: Composer, block: Fact, _label: str) -> list[Element]:
    label = composer.plain(f"{block.label}{composer.language.colon}", "GMP Label")
    return [composer.paragraph("GMP Fact", label, [runs.tab()], composer.text(block.runs))]


def _list(composer: Composer, block: List, _label: str) -> list[Element]:
    """Entries with the marks of a list; those of a list within it count by themselves."""
    counts = {1: 0, 2: 0}
    made: list[Element] = []
    for entry in block.entries:
        level = 1 if entry.level == 1 else 2
        counts = {1: counts[1] + 1, 2: 0} if level == 1 else {**counts, 2: counts[2] + 1}
        mark = "\u2013"
        if entry.numbered:
            mark = paragraph_label(counts[level], composer.language)
        made += _item(composer, Item(level, mark, entry.runs), "")
    return made


def _picture(composer: Composer, block: Picture, _label: str) -> list[Element]:
    told = (
        [composer.picture(block)]
        if block.content and block.media_type in ENDINGS
        else composer.plain(f"[{block.alternative}]")
    )
    lines = (("GMP Figure title", block.caption), ("GMP Figure note", block.source))
    below = [
        composer.paragraph(style, composer.text(text)) for style, text in lines if text
    ]
    return [
        composer.paragraph("GMP Without number", told, keeps_next=bool(below)),
        *below,
    ]


def _decision(composer: Composer, block: DraftDecision, _label: str) -> list[Element]:
    language, list_id = composer.language, composer.lists.anew(looks.DECISIONS)
    made = [
        composer.paragraph("GMP Decision title", composer.plain(block.title)),
        _closed(composer, "GMP Decision opening", block.opening, language.comma),
        *(
            _closed(composer, "GMP Decision preamble", text, language.comma)
            for text in block.preamble
        ),
    ]
    for number, operative in enumerate(block.operative, start=1):
        is_last = number == len(block.operative)
        end = language.stop if is_last else language.semicolon
        made += _operative(composer, operative, end, list_id)
    return made


def _operative(
    composer: Composer, operative: Operative, end: str, list_id: int
) -> list[Element]:
    style = "GMP Decision operative"
    if not operative.items:
        return [_closed(composer, style, operative.runs, end, list_id)]
    ends = [composer.language.semicolon] * (len(operative.items) - 1) + [end]
    return [
        composer.paragraph(style, composer.text(operative.runs), list_id=list_id),
        *(
            _closed(composer, "GMP Decision item", item, closing, list_id)
            for item, closing in zip(operative.items, ends, strict=True)
        ),
    ]


def _closed(
    composer: Composer, style: str, text: Text, ending: str, list_id: int | None = None
) -> Element:
    """Return a paragraph that ends as it must, with a mark at what its author left out."""
    place = _last_words(text)
    if punctuated(text, ending) == text:
        return composer.paragraph(style, composer.text(text), list_id=list_id)
    return composer.paragraph(
        style,
        composer.text(text[:place]),
        runs.runs(ending, composer.tongue, "GMP Added"),
        composer.text(text[place:]),
        list_id=list_id,
    )


def _last_words(text: Text) -> int:
    """Return the place behind the last words; only calls of notes stand there."""
    place = len(text)
    while place and isinstance(text[place - 1], Note):
        place -= 1
    return place


def _unreadable(composer: Composer, block: Unreadable, _label: str) -> list[Element]:
    return [composer.paragraph("GMP Not set", composer.plain(block.reason))]


def _level(level: int) -> int:
    return max(1, min(level, 4))


WRITERS: dict[type, Callable[[Composer, Any, str], list[Element]]] = {
    Chapter: _heading,
    Section: _heading,
    Subsection: _heading,
    Heading: _printed_heading,
    ContentsList: _contents,
    Paragraph: _paragraph,
    Unnumbered: _unnumbered,
    SubParagraph: _sub_paragraph,
    Item: _item,
    Fact: _fact,
    List: _list,
    Picture: _picture,
    Table: tables.table,
    BarTable: tables.bars,
    DraftDecision: _decision,
    Unreadable: _unreadable,
}
