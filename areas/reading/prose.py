"""Plain text as people write it: paragraphs apart by a blank line, lists with "- "."""

import re
from dataclasses import dataclass

BLANK = re.compile(r"\n[ \t]*\n+")


@dataclass(frozen=True)
class Block:
    """A paragraph, or a list with its items."""

    kind: str
    items: tuple[str, ...]


def blocks(text: str) -> list[Block]:
    """Take a text apart into paragraphs and lists; nothing written is lost."""
    parts = BLANK.split(text.replace("\r\n", "\n").strip())
    return [block for part in parts for block in _part(part)]


def _part(part: str) -> list[Block]:
    done: list[Block] = []
    kind = ""
    lines: list[str] = []
    for line in filter(None, (line.strip() for line in part.split("\n"))):
        now = "list" if line.startswith(("- ", "• ")) else "paragraph"
        if now != kind and lines:
            done.append(_block(kind, lines))
            lines = []
        kind = now
        lines.append(line[2:].strip() if now == "list" else line)
    return [*done, _block(kind, lines)] if lines else done


def _block(kind: str, lines: list[str]) -> Block:
    return Block(kind, tuple(lines) if kind == "list" else ("\n".join(lines),))
