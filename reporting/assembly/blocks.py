"""Blocks of a document as text that people edit: notes stand inline as ``[[note: …]]``."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from gmp_portal.typesetting.content import (
    BarTable,
    Block,
    Chapter,
    DraftDecision,
    Emphasis,
    Heading,
    Item,
    Note,
    Operative,
    Paragraph,
    Run,
    Section,
    SubParagraph,
    Subsection,
    Table,
    Text,
    Unnumbered,
    words,
)
from gmp_portal.typesetting.session import SessionDocument

HEADINGS = (Chapter, Section, Subsection, Heading)
TEXTS = (Paragraph, Unnumbered, SubParagraph, Item)
MARK = re.compile(r"\[\[(note|italic):\s*(.*?)\s*\]\]", re.DOTALL)
ITEM = re.compile(r"^\(?[a-z]\)\s+", re.MULTILINE)


def written(text: Text) -> str:
    """A text as it is edited: its notes and italics written inline."""
    return "".join(_written(run) for run in text)


def _written(run: Run) -> str:
    if isinstance(run, str):
        return run
    mark = "note" if isinstance(run, Note) else "italic"
    return f"[[{mark}: {run.text.replace(']]', '] ]')}]]"


def read(typed: str) -> Text:
    """The text that was typed, its inline notes and italics understood again."""
    typed = " ".join(typed.split())
    runs: list[Run] = []
    end = 0
    for match in MARK.finditer(typed):
        runs.append(typed[end : match.start()])
        runs.append(Note(match[2]) if match[1] == "note" else Emphasis(match[2]))
        end = match.end()
    return words(*runs, typed[end:])


def has_open_mark(typed: str) -> bool:
    """Whether a note was begun and not closed, or has no words."""
    rest = MARK.sub(lambda match: "" if match[2] else "[[", typed)
    return "[[" in rest or "]]" in rest


# Decisions: one paragraph of text for each paragraph, items as "(a) …" lines below ----------


def written_operative(operative: tuple[Operative, ...]) -> str:
    return "\n\n".join(
        "\n".join(
            [
                written(row.runs),
                *(
                    f"({chr(97 + n % 26)}) {written(item)}"
                    for n, item in enumerate(row.items)
                ),
            ]
        )
        for row in operative
    )


def read_operative(typed: str) -> tuple[Operative, ...]:
    rows = []
    for part in _paragraphs(typed):
        lead, *items = ITEM.split(part)
        rows.append(
            Operative(read(lead), tuple(read(item) for item in items if item.strip()))
        )
    return tuple(rows)


def read_paragraphs(typed: str) -> tuple[Text, ...]:
    return tuple(read(part) for part in _paragraphs(typed))


def _paragraphs(typed: str) -> list[str]:
    parts = re.split(r"\n\s*\n", typed.replace("\r\n", "\n"))
    return [part.strip() for part in parts if part.strip()]


# Places: the blocks of the body and of the annexes under one running number -------------------


@dataclass(frozen=True)
class Place:
    """Where a block stands: its running number, its part (0 is the body) and its index there."""

    number: int
    part: int
    index: int
    block: Block
    source: dict[str, Any]

    @property
    def key(self) -> str:
        """Its name, which stays when blocks come and go before it."""
        return str(self.source.get("id") or f"{self.part}.{self.index}")

    @property
    def is_heading(self) -> bool:
        return isinstance(self.block, HEADINGS)

    @property
    def is_text(self) -> bool:
        return isinstance(self.block, TEXTS)

    @property
    def is_decision(self) -> bool:
        return isinstance(self.block, DraftDecision)

    @property
    def is_locked(self) -> bool:
        """Generated figures are bound to the records and cannot be typed over (B7-5)."""
        return bool(self.source.get("locked")) or isinstance(self.block, Table | BarTable)

    @property
    def is_editable(self) -> bool:
        return not self.is_locked and (self.is_heading or self.is_text or self.is_decision)

    @property
    def text(self) -> str:
        if self.is_heading:
            return self.block.title  # type: ignore[union-attr]
        return written(self.block.runs) if self.is_text else ""  # type: ignore[union-attr]

    @property
    def words(self) -> str:
        """All that it says, in paragraphs; of a draft decision its title and all its parts."""
        if not isinstance(self.block, DraftDecision):
            return self.text
        opening, *preamble = map(written, (self.block.opening, *self.block.preamble))
        operative = written_operative(self.block.operative)
        parts = (self.block.title, opening, *preamble, operative)
        return "\n\n".join(part for part in parts if part)


def places(document: SessionDocument, sources: dict[str, Any]) -> Iterator[Place]:
    """Every block of the body and of the annexes, with the source it was made from."""
    number = 0
    for part, blocks in enumerate(_parts(document)):
        for index, block in enumerate(blocks):
            number += 1
            yield Place(number, part, index, block, source_of(sources, part, index))


def place(document: SessionDocument, sources: dict[str, Any], number: int) -> Place | None:
    return next((row for row in places(document, sources) if row.number == number), None)


def place_of(document: SessionDocument, sources: dict[str, Any], key: str) -> Place | None:
    """The block of this name, wherever it stands now."""
    return next((row for row in places(document, sources) if row.key == key), None)


def is_unwritten(place: Place) -> bool:
    """Whether a text has no word yet, such as a paragraph that was added and left."""
    return place.is_text and not any(char.isalnum() for char in place.text)


def new_key(*origin: object) -> str:
    """The name of an added block; the same button pressed twice names the same block."""
    told = ":".join(map(str, origin))
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def source_of(sources: dict[str, Any], part: int, index: int) -> dict[str, Any]:
    rows = sources.get("parts", [])
    known = part < len(rows) and index < len(rows[part])
    return (rows[part][index] if known else None) or {}


def _parts(document: SessionDocument) -> list[tuple[Block, ...]]:
    return [document.blocks, *(annex.blocks for annex in document.annexes)]


def with_block(document: SessionDocument, where: Place, block: Block) -> SessionDocument:
    """The document with another block in this place."""
    return _with_part(document, where.part, _spliced(document, where, 1, (block,)))


def with_added(document: SessionDocument, where: Place, block: Block) -> SessionDocument:
    """The document with a block more, behind this place."""
    after = replace(where, index=where.index + 1)
    return _with_part(document, where.part, _spliced(document, after, 0, (block,)))


def without(document: SessionDocument, where: Place) -> SessionDocument:
    """The document without the block in this place."""
    return _with_part(document, where.part, _spliced(document, where, 1, ()))


def _spliced(
    document: SessionDocument, where: Place, gone: int, new: tuple[Block, ...]
) -> tuple[Block, ...]:
    blocks = _parts(document)[where.part]
    return (*blocks[: where.index], *new, *blocks[where.index + gone :])


def _with_part(
    document: SessionDocument, part: int, blocks: tuple[Block, ...]
) -> SessionDocument:
    if part == 0:
        return replace(document, blocks=blocks)
    annexes = list(document.annexes)
    annexes[part - 1] = replace(annexes[part - 1], blocks=blocks)
    return replace(document, annexes=tuple(annexes))


def sources_with(
    document: SessionDocument,
    sources: dict[str, Any],
    where: Place,
    change: str,
    source: Any,
) -> dict[str, Any]:
    """The sources after a block was ``set``, ``added`` behind, or ``removed``.

    Each keeps the name that it has, for from now on its place tells something else.
    """
    parts: list[list[Any]] = [[] for _part in _parts(document)]
    for row in places(document, sources):
        parts[row.part].append({**row.source, "id": row.key})
    rows = parts[where.part]
    if change == "set":
        rows[where.index] = source
    elif change == "added":
        rows.insert(where.index + 1, source)
    else:
        del rows[where.index]
    return {**sources, "parts": parts}
