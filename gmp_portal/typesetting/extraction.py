"""What a reader finds in a finished PDF: its tag tree, and the text of its elements in order."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

# Tags inside a line; the others are blocks.
INLINE = frozenset(("Span", "NonStruct", "Link"))
CHARACTER = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]*)>")


@dataclass
class Piece:
    """Text that was set in one go: its words where they are said, else its letters."""

    spelt: list[str] = field(default_factory=list)
    said: str | None = None
    x: float = 0.0
    y: float = 0.0
    page: int = 0
    tags: tuple[str, ...] = ()
    block: object = None
    isolate: int = 0
    # Of a table: its row on this page, and the place of its cell in that row.
    row: object = None
    cell: int = 0

    @property
    def text(self) -> str:
        return "".join(self.spelt) if self.said is None else self.said


class File:
    """A finished PDF, read from its bytes."""

    def __init__(self, content: bytes) -> None:
        self.pdf = pikepdf.open(io.BytesIO(content))
        self.root: Any = self.pdf.Root
        self._numbers = {page.objgen: at for at, page in enumerate(self.pdf.pages)}
        self._letters: dict[Any, dict[int, str]] = {}

    def elements(self) -> Iterator[tuple[Any, tuple[str, ...]]]:
        """Yield every element of the tag tree with the tags around it, parents first."""
        tree = self.root.get("/StructTreeRoot")
        if tree is not None:
            for kid in kids(tree):
                yield from self._below(kid, ())

    def _below(
        self, element: Any, tags: tuple[str, ...]
    ) -> Iterator[tuple[Any, tuple[str, ...]]]:
        if not is_element(element):
            return
        tags = (*tags, str(element.S)[1:])
        yield element, tags
        for kid in kids(element):
            yield from self._below(kid, tags)

    def pieces(self) -> list[Piece]:
        """Return the tagged text in the order of the tag tree, without the running lines."""
        marked = [self._marked(page) for page in self.pdf.pages]
        pieces: list[Piece] = []
        for kid in kids(self.root.get("/StructTreeRoot", pikepdf.Dictionary())):
            self._collect(kid, Piece(), marked, pieces)
        return pieces

    def _collect(
        self,
        element: Any,
        above: Piece,
        marked: list[dict[int, Piece]],
        pieces: list[Piece],
    ) -> None:
        """Gather the pieces below an element; ``above`` knows page, tags and block so far."""
        if isinstance(element, int):
            piece = marked[above.page].get(element)
            if piece is not None:
                piece.page, piece.tags, piece.block = above.page, above.tags, above.block
                piece.row, piece.cell = above.row, above.cell
                pieces.append(piece)
        elif is_element(element):
            tag = str(element.S)[1:]
            here = Piece(
                page=self._numbers[element.Pg.objgen] if "/Pg" in element else above.page,
                tags=(*above.tags, tag),
                block=above.block if tag in INLINE else element.objgen,
                row=element.objgen if tag == "TR" else above.row,
                cell=above.cell,
            )
            for place, kid in enumerate(kids(element)):
                if tag == "TR":
                    here.cell = place
                self._collect(kid, here, marked, pieces)

    def _marked(self, page: Any) -> dict[int, Piece]:
        """Return the pieces of marked text of a page by their numbers."""
        marked: dict[int, Piece] = {}
        open_pieces: list[Piece | None] = []
        letters: dict[int, str] = {}
        for name, operands in steps(page, "BDC BMC EMC Tf Tj TJ Tm"):
            piece = next((open_ for open_ in reversed(open_pieces) if open_), None)
            if name in ("BDC", "BMC"):
                open_pieces.append(_piece(operands, marked))
            elif name == "EMC":
                open_pieces.pop()
            elif name == "Tf":
                letters = self._letters_of(page, operands[0])
            elif name == "Tm" and piece is not None:
                piece.x, piece.y = float(operands[4]), float(operands[5])
            elif piece is not None:
                piece.spelt += _spelt(operands, letters)
        return marked

    def _letters_of(self, page: Any, name: Any) -> dict[int, str]:
        font = page.Resources.Font[name]
        if font.objgen not in self._letters:
            table = font.ToUnicode.read_bytes() if "/ToUnicode" in font else b""
            self._letters[font.objgen] = {
                int(code, 16): bytes.fromhex(letters.decode()).decode("utf-16-be")
                for code, letters in CHARACTER.findall(table)
                if len(code) == len("0000")
            }
        return self._letters[font.objgen]


def steps(page: Any, operators: str) -> Iterator[tuple[str, list[Any]]]:
    """Yield the steps of a page that use these operators, each with what it is given."""
    for step in pikepdf.parse_content_stream(page, operators):
        if isinstance(step, pikepdf.ContentStreamInstruction):
            yield str(step.operator), list(step.operands)


def _piece(operands: Any, marked: dict[int, Piece]) -> Piece | None:
    told = operands[1] if len(operands) > 1 else None
    if not isinstance(told, pikepdf.Dictionary) or "/MCID" not in told:
        return None
    said = str(told.ActualText) if "/ActualText" in told else None
    return marked.setdefault(int(told.MCID), Piece(said=said))


def _spelt(operands: Any, letters: dict[int, str]) -> Iterator[str]:
    strings = operands[0] if isinstance(operands[0], pikepdf.Array) else [operands[0]]
    for string in strings:
        if isinstance(string, pikepdf.String):
            codes = bytes(string)
            for at in range(0, len(codes) - 1, 2):
                yield letters.get(int.from_bytes(codes[at : at + 2], "big"), "\ufffd")


def kids(element: Any) -> list[Any]:
    """Return what stands below an element of the tag tree."""
    below = element.get("/K", [])
    return list(below) if isinstance(below, pikepdf.Array) else [below]


def is_element(kid: Any) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and "/S" in kid
