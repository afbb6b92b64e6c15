"""Sections of a plan in paragraphs, lists and tables, as the one policy takes them apart."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from gmp_portal.typesetting import prose


@dataclass(frozen=True)
class Block:
    """A paragraph, a list with its items, or a table with its rows."""

    kind: str
    items: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()


def blocks(text: str) -> list[Block]:
    """Take a text apart into paragraphs, lists and tables; nothing written is lost."""
    return [
        block
        for is_list, parts in groupby(prose.parts(text), lambda part: part.kind == "bullet")
        for block in ([_list(parts)] if is_list else map(_block, parts))
    ]


def _list(parts: Iterable[prose.Part]) -> Block:
    return Block("list", tuple(part.text for part in parts))


def _block(part: prose.Part) -> Block:
    if part.kind == "table":
        rows = tuple(" \u00b7 ".join(row) for row in part.rows)
        return Block("table", rows, part.rows)
    return Block("paragraph", (part.as_typed,))
