"""What stands on a page and not in the text: page numbers and running heads."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from reporting.session_documents.lines import BULLET, Line, has_ended, units
from reporting.session_documents.pieces import Piece

NUMBER = re.compile(
    r"[-–—]?\s*(\d{1,3})\s*[-–—]?|(?:Page|Página|Страница|第)\s*(\d{1,3})\s*页?"
    r"(?:\s*(?:of|de|sur|/|，?共)\s*\d{1,3}\s*页?)?|(\d{1,3})\s*/\s*\d{1,3}"
    r"|(\d{1,3})\s*\|\s*(?:Page|Página|Страница)|(?:Page|Página|Страница)\s*\|\s*(\d{1,3})",
    re.IGNORECASE,
)
SYMBOL = re.compile(r"(?:UNEP[/(]\S*|PAG[ .]\S+|[A-Z]{1,6}/[A-Z0-9.]+(?:/\S+)+)")
LONGEST_HEAD = 100


def read(lines: Sequence[Line]) -> list[Piece]:
    """Return the page numbers and running heads, and what may be one."""
    text = [line for line in lines if not line.is_blank]
    numbers = _numbers(text)
    certain = _runs_on(text, numbers)
    turns = {i for i, line in enumerate(text) if line.turns_page or line.is_rule}
    turns |= numbers if certain else {i for i in numbers if text[i].turns_page}
    heads = _heads(text, turns)
    pieces = [Piece("residue", (text[i].number,)) for i in sorted(heads)]
    for i in sorted(numbers):
        near = certain or _is_near(i, turns | heads)
        doubt = "" if near else "page_number"
        pieces.append(Piece("residue", (text[i].number,), doubt=doubt))
    return pieces


def _numbers(text: list[Line]) -> set[int]:
    """Lines of a number only; several below each other are no page numbers."""
    bare = {
        i
        for i, line in enumerate(text)
        if NUMBER.fullmatch(line.text) and not line.cells and not line.degree
    }
    return {i for i in bare if not (_is_beside(text, i, bare))}


def _is_beside(text: list[Line], i: int, bare: set[int]) -> bool:
    return any(
        other in bare and abs(text[other].number - text[i].number) == 1
        for other in (i - 1, i + 1)
    )


def _runs_on(text: list[Line], numbers: Iterable[int]) -> bool:
    """Tell whether the numbers grow from page to page."""
    values = []
    for i in sorted(numbers):
        match = NUMBER.fullmatch(text[i].text)
        values += [int(number) for number in (match.groups() if match else ()) if number]
    return len(values) > 1 and all(before < after for before, after in pairwise(values))


def _heads(text: list[Line], turns: set[int]) -> set[int]:
    """Lines that return from page to page; the first may stand on the first page itself."""
    places = defaultdict(list)
    for i, line in enumerate(text):
        is_head = units(line.text) <= LONGEST_HEAD and not line.cells
        is_head = is_head and not line.is_rule and not NUMBER.fullmatch(line.text)
        if is_head and not BULLET.match(line.text):
            places[line.words].append(i)
    heads: set[int] = set()
    for words, where in places.items():
        is_symbol = bool(SYMBOL.fullmatch(words))
        if len(where) < 2 or (has_ended(words) and not is_symbol):
            continue
        near = [i for i in where[1:] if _is_near(i, turns)]
        if is_symbol or len(near) > len(where[1:]) / 2:
            heads |= set(where[1:])
            heads |= {where[0]} & {i for i in where if i and _is_near(i, turns)}
    return heads


def _is_near(i: int, turns: set[int]) -> bool:
    return bool({i - 1, i, i + 1} & turns)
