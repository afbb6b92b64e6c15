"""The blocks of a text as blocks of a document: a PDF and a Word file are made of these."""

import hashlib
from collections.abc import Callable, Iterable

from gmp_portal.typesetting import content
from gmp_portal.typesetting.signs import plain
from gmp_portal.typesetting.signs.blocks import (
    Block,
    Figure,
    Heading,
    List,
    Note,
    Paragraph,
    Run,
    Runs,
    Table,
)

# Gives the kind and the bytes of the picture with this key; none where it cannot be had.
Pictures = Callable[[int], tuple[str, bytes] | None]


def blocks(
    given: Iterable[Block], pictures: Pictures, source: str = "%s"
) -> list[content.Block]:
    """Each block as it is set; ``source`` says in the language of the document what is one."""
    return [_block(block, pictures, source) for block in given]


def _block(block: Block, pictures: Pictures, source: str) -> content.Block:
    if isinstance(block, Heading):
        return content.Heading(block.level, block.text)
    if isinstance(block, List):
        entries = (
            content.Entry(text(entry.runs), entry.level, entry.is_numbered)
            for entry in block.entries
        )
        return content.List(tuple(entries))
    if isinstance(block, Table):
        head, *rows = block.rows
        cells = tuple(tuple(text(cell) for cell in row) for row in rows)
        return content.Table("", tuple(map(plain.told, head)), cells, numbered=False)
    if isinstance(block, Paragraph):
        return content.Unnumbered(text(block.runs))
    return _picture(block, pictures, source)


def _picture(figure: Figure, pictures: Pictures, source: str) -> content.Picture:
    media_type, data = pictures(figure.key) or ("", b"")
    before, _sign, behind = source.partition("%s")
    named = (before, *text(figure.source), behind) if figure.source else ()
    return content.Picture(
        alternative=figure.alternative,
        caption=text(figure.caption),
        source=content.words(*named),
        media_type=media_type,
        content=data,
        sha256=hashlib.sha256(data).hexdigest() if data else "",
    )


def text(runs: Runs) -> content.Text:
    """The runs of a paragraph; a break between lines is a blank in a document."""
    return content.words(*(_run(run) for run in runs))


def _run(run: Run) -> content.Run:
    if isinstance(run, Note):
        return content.Note(plain.told(run.runs))
    words = " ".join(run.text.split("\n"))
    if run.strong or run.emphasis or run.address:
        return content.Marked(words, run.strong, run.emphasis, run.address)
    return words
