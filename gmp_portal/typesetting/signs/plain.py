"""The words of a text without its signs, for counting, finding, comparing and other programs."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

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
BETWEEN = Words("\n")
# Bold or italic whose other half is not there; a row of such signs is a line to write on.
_HALF = re.compile(r"(?<!\*)\*\*(?!\*)|(?<!_)__(?!_)")


@dataclass(frozen=True)
class Shown:
    """The words that a page shows of a text, which are those that people mark and copy.

    A heading, a paragraph, an entry of a list, a row and what stands below a figure are a part
    each. Notes stand behind them all, and their numbers where they are called.
    """

    parts: tuple[str, ...]
    calls: tuple[int, ...] = ()
    """Where in the words the number of each note stands, which is no word itself."""

    @property
    def text(self) -> str:
        return "\n".join(self.parts)

    def spans(self) -> Iterator[tuple[int, int]]:
        """Where in the words each part begins and ends."""
        start = 0
        for part in self.parts:
            yield start, start + len(part)
            start += len(part) + 1

    @property
    def body(self) -> str:
        """The words without those of notes; those of notes where there are no others."""
        return "\n".join(self.parts[: len(self.parts) - len(self.calls)]) or self.text

    def with_numbers(self) -> tuple[str, list[int | None]]:
        """The words with the numbers of the notes, and for each letter its place without them."""
        words, start = self.text, 0
        letters: list[str] = []
        places: list[int | None] = []
        for number, end in enumerate(self.calls, start=1):
            letters += [words[start:end], str(number)]
            places += [*range(start, end), *[None] * len(str(number))]
            start = end
        return "".join([*letters, words[start:]]), [*places, *range(start, len(words))]


def text(text: str) -> str:
    """The text for programs that know no signs; what had none stays as it is."""
    if not lines.is_signed(text):
        return text
    return "\n\n".join("\n".join(_lines(block)) for block in lines.read(text))


def words(text: str) -> str:
    """What counts as words: no signs, no addresses, no numbers of a list, no alternative text."""
    return shown(text).text if lines.is_signed(text) else text


def shown(text: str) -> Shown:
    """The words as a page shows them, whether or not the text has signs."""
    parts: list[str] = []
    notes: list[str] = []
    calls: list[int] = []
    start = 0
    for runs in (runs for block in lines.read(text) for runs in _shown(block)):
        said = ""
        for run in runs:
            if isinstance(run, Note):
                calls.append(start + len(said))
                notes.append(of_runs(run.runs))
            else:
                said += run.text
        if said:
            parts.append(said)
            start += len(said) + 1
    return Shown((*parts, *notes), tuple(calls))


def of_piece(piece: str) -> str:
    """The words of a piece of a text among its signs, which may lack a half."""
    said = shown(piece if lines.is_signed(piece) else f"{lines.SIGNED}\n{piece}").body
    return _HALF.sub("", said)


def of_runs(runs: Runs) -> str:
    """The words of runs, without notes."""
    return "".join(run.text for run in runs if isinstance(run, Words))


def _shown(block: Block) -> Iterator[Runs]:
    if isinstance(block, Heading):
        yield (Words(block.text),)
    elif isinstance(block, List):
        yield from (entry.runs for entry in block.entries)
    elif isinstance(block, Table):
        yield from filter(None, map(_joined, block.rows))
    elif isinstance(block, Figure):
        yield from filter(None, (_joined((block.caption, block.source)),))
    else:
        yield block.runs


def _joined(cells: Iterable[Runs]) -> Runs:
    """Cells one after another; an empty one is no words."""
    return tuple(run for cell in cells if cell for run in (BETWEEN, *cell))[1:]


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
