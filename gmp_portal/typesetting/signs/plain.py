"""The words of a text without its signs, for counting, finding, comparing and other programs."""

from collections.abc import Iterator

from gmp_portal.typesetting.signs import lines
from gmp_portal.typesetting.signs.blocks import (
    Block,
    Entry,
    Figure,
    Heading,
    List,
    Note,
    Runs,
    Table,
    Words,
)

CELL = " \u00b7 "


def text(text: str) -> str:
    """The text for programs that know no signs; what had none stays as it is."""
    if not lines.is_signed(text):
        return text
    return "\n\n".join("\n".join(_lines(block)) for block in lines.read(text))


def words(text: str) -> str:
    """What counts as words: no signs, no addresses, no numbers of a list, no alternative text."""
    if not lines.is_signed(text):
        return text
    return "\n".join(part for block in lines.read(text) for part in _counted(block))


def of_runs(runs: Runs, *, with_notes: bool = True) -> str:
    """The words of runs; those of notes follow them."""
    said = "".join(run.text for run in runs if isinstance(run, Words))
    notes = [of_runs(run.runs) for run in runs if isinstance(run, Note)]
    return "\n".join([said, *notes]) if with_notes else said


def _counted(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield block.text
    elif isinstance(block, List):
        yield from (of_runs(entry.runs) for entry in block.entries)
    elif isinstance(block, Table):
        yield from (of_runs(cell) for row in block.rows for cell in row)
    elif isinstance(block, Figure):
        yield from (of_runs(block.caption), of_runs(block.source))
    else:
        yield of_runs(block.runs)


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield block.text
    elif isinstance(block, List):
        for mark, entry in marked(block):
            yield f"{'  ' * (entry.level - 1)}{mark} {told(entry.runs)}"
    elif isinstance(block, Table):
        yield from (CELL.join(map(told, row)) for row in block.rows)
    elif isinstance(block, Figure):
        parts = (block.alternative, told(block.caption), told(block.source))
        yield from (part for part in parts if part)
    else:
        yield told(block.runs)


def marked(block: List) -> Iterator[tuple[str, Entry]]:
    """Each entry of a list with its number or its dash."""
    numbers = {1: 0, 2: 0}
    for entry in block.entries:
        numbers[entry.level] += 1
        if entry.level == 1:
            numbers[2] = 0
        yield (f"{numbers[entry.level]}." if entry.is_numbered else "\u2013"), entry


def told(runs: Runs) -> str:
    """Words with the addresses they lead to, and notes where they are called."""
    parts = []
    for run in runs:
        if isinstance(run, Note):
            parts.append(f" [{told(run.runs)}]")
        else:
            parts.append(with_address(run))
    return "".join(parts)


def with_address(run: Words) -> str:
    """A link as its words and its address, which stands alone where it is all there is."""
    bare = run.address.removeprefix("mailto:")
    is_said = not run.address or run.text in (run.address, bare)
    return run.text if is_said else f"{run.text} ({bare})"


def figures_of(text: str) -> set[int]:
    """The keys of the figures that the text shows."""
    if not lines.is_signed(text):
        return set()
    return {block.key for block in lines.read(text) if isinstance(block, Figure)}


def figures_without_words(text: str) -> int:
    """How many figures of the text say nothing to those who do not see them."""
    if not lines.is_signed(text):
        return 0
    blocks = lines.read(text)
    return sum(isinstance(block, Figure) and not block.alternative for block in blocks)
