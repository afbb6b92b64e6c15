"""From the text of a past session document to its pieces, without losing a line."""

from collections.abc import Sequence
from dataclasses import replace

from reporting.session_documents import contents, first_page, front, lines, notes, pages
from reporting.session_documents.body import Body
from reporting.session_documents.lines import Line
from reporting.session_documents.pieces import Piece, Pieces
from reporting.session_documents.understanding import Understanding

SHORTEST_WRAPPED = 8


def parse(text: str, *, language: str) -> Understanding:
    """Return what each line of a text was taken for, and where that is not sure."""
    all_lines = lines.split(text)
    held = [line for line in all_lines if line.text or line.removed]
    scraps = [Piece("residue", (line.number,)) for line in held if line.is_residue]
    on_pages = [piece for piece in pages.read(held) if not _is_first(piece, held)]
    taken = {number for piece in (*scraps, *on_pages) for number in piece.lines}
    listed, witness = contents.read(held, taken)
    taken |= {number for piece in listed for number in piece.lines}
    rest = [line for line in held if line.number not in taken]
    page = _first_page(held, rest, listed)
    stars = front.calls(all_lines, page)
    taken |= {number for piece in page for number in piece.lines}
    body = Body(
        [line for line in rest if line.number not in taken],
        witness,
        language,
        calls=notes.called(held) | stars,
        last_annexes=_annexes(rest),
        page_ends=frozenset(piece.lines[0] for piece in on_pages if piece.is_sure),
        is_wrapped=is_wrapped(rest),
    )
    pieces = _in_order([*scraps, *on_pages, *listed, *page, *body.read()])
    pieces = first_page.checked(pieces, all_lines, language=language)
    return Understanding(all_lines, notes.checked(pieces, all_lines, stars))


def _is_first(piece: Piece, held: Sequence[Line]) -> bool:
    """The symbol at the very top belongs to the masthead, not to the next page."""
    return bool(held) and piece.lines[0] == held[0].number and piece.is_sure


def _first_page(
    held: Sequence[Line], rest: Sequence[Line], listed: Sequence[Piece]
) -> list[Piece]:
    """Nothing behind a list of contents belongs to the first page."""
    start = min((piece.lines[0] for piece in listed), default=None)
    before = [line for line in rest if start is None or line.number < start]
    return front.read(before) if before or held else []


def _annexes(rest: Sequence[Line]) -> frozenset[int]:
    """The lines at which annexes begin: named earlier, an annex is only announced."""
    last: dict[str, int] = {}
    for line in rest:
        if match := lines.ANNEX.fullmatch(line.words):
            last[(match[2] or "").upper()] = line.number
    return frozenset(last.values())


def _in_order(pieces: Sequence[Piece]) -> Pieces:
    """Pieces in the order in which they begin; each keeps its lines."""
    return tuple(
        replace(piece) for piece in sorted(pieces, key=lambda piece: piece.lines[0])
    )


def is_wrapped(rest: Sequence[Line]) -> bool:
    """Tell whether paragraphs of the text are broken into short lines of even length."""
    lengths = sorted(
        lines.units(line.text)
        for line in rest
        if not line.is_blank and not line.degree and not line.cells
    )
    if len(lengths) < SHORTEST_WRAPPED:
        return False
    return lengths[-1] <= 120 and lengths[len(lengths) * 3 // 4] >= 55
