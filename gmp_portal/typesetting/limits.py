"""How large a block may be before it is left out of the layout.

The figures keep one report within the time limit of its job; Chinese costs the layout
engine about eight times as much per character as Latin script does.
"""

from typing import Any

from gmp_portal.typesetting.content import (
    BarTable,
    Block,
    ContentsList,
    DraftDecision,
    Emphasis,
    List,
    Marked,
    Note,
    Picture,
    Table,
    Text,
    Unreadable,
)
from gmp_portal.typesetting.spacing import IS_HAN

HEADING_CHARACTERS = 600
TEXT_CHARACTERS = 20_000
TEXT_RUNS = 500
NOTE_CHARACTERS = 3_000
NOTES = 30
COLUMNS = 24
ROWS = 400
CELL_CHARACTERS = 8_000
BARS = 60
DECISION_PARAGRAPHS = 120
DOCUMENT_BLOCKS = 4_000
DOCUMENT_WEIGHT = 2_400_000
HAN_WEIGHT = 8


class BlockRefusedError(ValueError):
    """A block is larger, or of another shape, than the layout accepts."""


def check(block: Block) -> int:
    """Return the weight of a block, or refuse it."""
    if isinstance(block, Unreadable):
        raise BlockRefusedError(block.reason)
    if isinstance(block, Table):
        return _check_table(block)
    if isinstance(block, List | Picture):
        return _check_written(block)
    if isinstance(block, BarTable):
        _at_most(len(block.rows), BARS, "bars")
        return sum(_string(bar.label, CELL_CHARACTERS) for bar in block.rows)
    if isinstance(block, DraftDecision):
        return _check_decision(block)
    if isinstance(block, ContentsList):
        _at_most(len(block.entries), ROWS, "rows")
        return sum(_string(entry.text, HEADING_CHARACTERS) for entry in block.entries)
    if hasattr(block, "title"):
        return _string(block.title, HEADING_CHARACTERS)
    return _text(block.runs, TEXT_CHARACTERS)


def _check_written(block: List | Picture) -> int:
    if isinstance(block, List):
        _at_most(len(block.entries), ROWS, "entries")
        return sum(_text(entry.runs, TEXT_CHARACTERS) for entry in block.entries)
    below = (_text(text, CELL_CHARACTERS) for text in (block.caption, block.source))
    return _string(block.alternative, CELL_CHARACTERS) + sum(below)


def _check_table(table: Table) -> int:
    _at_most(len(table.header), COLUMNS, "columns")
    _at_most(len(table.rows), ROWS, "rows")
    weight = sum(_string(cell, CELL_CHARACTERS) for cell in (*table.header, *table.notes))
    for row in table.rows:
        _at_most(len(row), COLUMNS, "columns")
        weight += sum(_text(cell, CELL_CHARACTERS) for cell in row)
    return weight


def _check_decision(decision: DraftDecision) -> int:
    items = [item for operative in decision.operative for item in operative.items]
    texts = [
        *decision.preamble,
        *(operative.runs for operative in decision.operative),
        *items,
    ]
    _at_most(len(texts), DECISION_PARAGRAPHS, "paragraphs")
    return sum(_text(text, TEXT_CHARACTERS) for text in (decision.opening, *texts))


def _text(text: Text, limit: int) -> int:
    if not isinstance(text, tuple):
        raise BlockRefusedError(f"A text is a tuple of runs, not {type(text).__name__}.")
    _at_most(len(text), TEXT_RUNS, "runs")
    _at_most(sum(isinstance(run, Note) for run in text), NOTES, "notes")
    weight = 0
    length = 0
    for run in text:
        weight += _run(run)
        length += 0 if isinstance(run, Note) else len(_words(run))
    _at_most(length, limit, "characters")
    return weight


def _run(run: Any) -> int:
    if isinstance(run, Note):
        return _string(run.text, NOTE_CHARACTERS)
    return _string(_words(run), TEXT_CHARACTERS)


def _words(run: Any) -> str:
    words = run.text if isinstance(run, Emphasis | Marked) else run
    return words if isinstance(words, str) else _refuse_type(words)


def _refuse_type(value: Any) -> str:
    raise BlockRefusedError(
        f"A run is a string, a note or an emphasis, not {type(value).__name__}."
    )


def _string(value: Any, limit: int) -> int:
    if not isinstance(value, str):
        _refuse_type(value)
    _at_most(len(value), limit, "characters")
    return weight_of(value)


def _at_most(number: int, limit: int, what: str) -> None:
    if number > limit:
        raise BlockRefusedError(
            f"{number} {what} are more than the {limit} that can be set."
        )


def weight_of(text: str) -> int:
    """Return how much the layout of a text costs, in Latin characters."""
    return len(text) + (HAN_WEIGHT - 1) * sum(1 for _ in IS_HAN.finditer(text))
