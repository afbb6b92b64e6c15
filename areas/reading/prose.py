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
    found: list[Block] = []
    for part in BLANK.split(text.replace("\r\n", "\n").strip()):
        found += _part(part)
    return found


def _part(part: str) -> list[Block]:
    found: list[Block] = []
    kind = ""
    lines: list[str] = []
    for line in filter(None, (line.strip() for line in part.split("\n"))):
        now = "list" if line.startswith(("- ", "• ")) else "paragraph"
        if now != kind and lines:
            found.append(_block(kind, lines))
            lines = []
        kind = now
        lines.append(line[2:].strip() if now == "list" else line)
    return [*found, _block(kind, lines)] if lines else found


def _block(kind: str, lines: list[str]) -> Block:
    return Block(kind, tuple(lines) if kind == "list" else ("\n".join(lines),))
