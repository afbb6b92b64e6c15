"""The narrative of a section as lines to compare, and as blocks to set in a document."""

from collections.abc import Iterable, Iterator

from areas.reading.tongue import Tongue
from gmp_portal.typesetting import content
from gmp_portal.typesetting.signs import plain, setting
from gmp_portal.typesetting.signs.blocks import Block, Figure, Heading, List, Table


def lines(blocks: Iterable[Block], to: Tongue) -> list[str]:
    """A line for each paragraph, entry, row and part of a figure, in the language of the plan."""
    return [line for block in blocks for line in _lines(block, to)]


def blocks_of(
    blocks: Iterable[Block], to: Tongue, pictures: setting.Pictures
) -> list[content.Block]:
    """The narrative as it is set, its sources named in the language of the plan."""
    return setting.blocks(blocks, pictures, to.beside(to.say("Source"), "%s"))


def _lines(block: Block, to: Tongue) -> Iterator[str]:
    if isinstance(block, Heading):
        yield to.beside(to.say("Heading"), block.text)
    elif isinstance(block, List):
        yield from (plain.told(entry.runs) for entry in block.entries)
    elif isinstance(block, Table):
        yield from (plain.CELL.join(map(plain.told, row)) for row in block.rows)
    elif isinstance(block, Figure):
        # Two pictures may be told in the same words: another one has another number.
        yield to.beside(f"{to.say('Figure')} {block.key}", block.alternative)
        if block.caption:
            yield to.beside(to.say("Caption"), plain.told(block.caption))
        if block.source:
            yield to.beside(to.say("Source"), plain.told(block.source))
    else:
        yield plain.told(block.runs)
