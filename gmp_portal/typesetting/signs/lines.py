"""The signs at the beginning of a line, one block to a line: text to blocks, and blocks to text.

A text with signs begins with a line that says so (``%%%``). Without that line it is what it always
was: plain text, taken apart by ``prose``, in which nothing that looks like a sign is one.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from gmp_portal.typesetting import prose
from gmp_portal.typesetting.signs import inline
from gmp_portal.typesetting.signs.blocks import (
    Block,
    Blocks,
    Entry,
    Figure,
    Heading,
    List,
    Paragraph,
    Runs,
    Table,
    Words,
)

SIGNED = "%%%"
BLANKS = " \t"
LEVELS = 2
_HEADING = re.compile(r"(#{1,2})[ \t]+(.+)")
_ENTRY = re.compile(r"(?:-|([0-9]{1,9})\.)[ \t]+(.+)")
_ROW = re.compile(r"\|(.*)\|")
_FIGURE = re.compile(r"!\[([0-9]{1,9})\](.*)")
_PART_OF_A_ROW = re.compile(r"\\.|\||[^\\|]+|\\")
_FIRST_LINE = re.compile(rf"[ \t\r\n]*{SIGNED}[ \t]*(?:\r\n|[\n\r\u2028\u2029]|\Z)")
_ENDS = re.compile(r"\r\n|[\n\r\u2028\u2029]")
_RUN_OF_BLANKS = re.compile(r"[ \t\n]+")
_LOOKS_LIKE_A_SIGN = re.compile(r"#{1,2}[ \t]|-[ \t]|\||!\[[0-9]")
_LOOKS_LIKE_A_NUMBER = re.compile(r"^([0-9]{1,9})(\.[ \t])")


def is_signed(text: str) -> bool:
    """Whether the text says that it has signs."""
    return _FIRST_LINE.match(text) is not None


def read(text: str) -> Blocks:
    """Take a text apart; what has no meaning as a sign is text."""
    if first := _FIRST_LINE.match(text):
        return tuple(_blocks(_ENDS.split(text[first.end() :])))
    return tuple(_of_plain_text(text))


def write(blocks: Iterable[Block]) -> str:
    """Write blocks as text with signs; nothing at all for nothing."""
    written = [lines for block in blocks if (lines := _lines(block))]
    return "\n\n".join(["\n".join((SIGNED, written[0])), *written[1:]]) if written else ""


def signed(text: str) -> str:
    """The same text with signs, whether or not it had any."""
    return write(read(text))


def _of_plain_text(text: str) -> Iterator[Block]:
    by_kind = groupby(prose.parts(text), lambda part: part.kind == "bullet")
    for is_list, parts in by_kind:
        if is_list:
            yield List(tuple(Entry(_words(part.text)) for part in parts))
            continue
        for part in parts:
            if part.kind == "table":
                yield Table(tuple(tuple(map(_words, row)) for row in part.rows))
            else:
                yield Paragraph(_words(part.as_typed))


def _words(text: str) -> Runs:
    return (Words(text),) if text else ()


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    entries: list[Entry] = []
    rows: list[tuple[Runs, ...]] = []
    for line in (*lines, ""):
        block = _block(line)
        is_other_list = (
            isinstance(block, Entry)
            and entries
            and block.level == 1
            and block.is_numbered != entries[0].is_numbered
        )
        if entries and (not isinstance(block, Entry) or is_other_list):
            yield List(tuple(entries))
            entries = []
        if rows and not isinstance(block, tuple):
            yield Table(_even(rows))
            rows = []
        if isinstance(block, Entry):
            entries.append(block if entries else _first(block))
        elif isinstance(block, tuple):
            rows.append(block)
        elif block is not None:
            yield block


def _block(line: str) -> Block | Entry | tuple[Runs, ...] | None:
    bare = line.strip(BLANKS)
    if heading := _HEADING.fullmatch(bare):
        text = _plain(inline.read(heading[2]))
        return Heading(len(heading[1]), text) if text else _paragraph(bare)
    if entry := _ENTRY.fullmatch(bare):
        level = 1 if line[:LEVELS].strip(BLANKS) else LEVELS
        runs = inline.read(entry[2])
        return Entry(runs, level, entry[1] is not None) if runs else _paragraph(bare)
    if (row := _ROW.fullmatch(bare)) and _ends_plainly(row[1]):
        return tuple(map(inline.read, cells(row[1])))
    if figure := _FIGURE.fullmatch(bare):
        alternative, caption, source = [*cells(figure[2]), "", "", ""][:3]
        told = _plain(inline.read(alternative))
        return Figure(int(figure[1]), told, inline.read(caption), inline.read(source))
    return _paragraph(bare)


def _paragraph(line: str) -> Paragraph | None:
    runs = inline.read(line)
    return Paragraph(runs or _words(line)) if line else None


def _ends_plainly(row: str) -> bool:
    """Whether the last bar of a row is a sign, and no letter behind a backslash."""
    return (len(row) - len(row.rstrip("\\"))) % 2 == 0


def cells(row: str) -> list[str]:
    """The cells of a row, with their signs."""
    parted = [""]
    for part in _PART_OF_A_ROW.findall(row):
        if part == "|":
            parted.append("")
        else:
            parted[-1] += part
    return [cell.strip(BLANKS) for cell in parted]


def _first(entry: Entry) -> Entry:
    """A list begins with its first level, whatever was indented."""
    return Entry(entry.runs, 1, entry.is_numbered)


def _even(rows: Sequence[tuple[Runs, ...]]) -> tuple[tuple[Runs, ...], ...]:
    width = max(map(len, rows))
    return tuple((*row, *((),) * (width - len(row))) for row in rows)


def _plain(runs: Runs) -> str:
    """The words of a heading or of an alternative text, which have no look of their own."""
    return _on_a_line("".join(run.text for run in runs if isinstance(run, Words)))


def _on_a_line(words: str) -> str:
    return _RUN_OF_BLANKS.sub(" ", words).strip(" ")


def _lines(block: Block) -> str:
    if isinstance(block, Heading):
        text = _on_a_line(block.text)
        return f"{'#' * block.level} {inline.letters(text)}" if text else ""
    if isinstance(block, List):
        return "\n".join(line for entry in block.entries if (line := _entry(entry)))
    if isinstance(block, Table):
        return "\n".join(map(_row, _even(block.rows)))
    if isinstance(block, Figure):
        return _figure(block)
    line = inline.write(block.runs)
    if _LOOKS_LIKE_A_SIGN.match(line):
        return f"\\{line}"
    return _LOOKS_LIKE_A_NUMBER.sub(r"\1\\\2", line)


def _entry(entry: Entry) -> str:
    text = inline.write(entry.runs)
    mark = "1." if entry.is_numbered else "-"
    return f"{' ' * LEVELS * (entry.level - 1)}{mark} {text}" if text else ""


def _row(row: Sequence[Runs]) -> str:
    return f"| {' | '.join(inline.write(cell, in_cell=True) for cell in row)} |"


def _figure(figure: Figure) -> str:
    told = inline.letters(_on_a_line(figure.alternative), in_cell=True)
    below = (inline.write(runs, in_cell=True) for runs in (figure.caption, figure.source))
    parts = [told, *below]
    while parts and not parts[-1]:
        parts.pop()
    return f"![{figure.key}] {' | '.join(parts)}".rstrip(BLANKS)
