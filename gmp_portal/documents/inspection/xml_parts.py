"""XML is read piece by piece and told element by element; declarations of its own are refused."""

from collections.abc import Callable, Mapping
from typing import IO
from xml.parsers import expat

from gmp_portal.documents.inspection.verdict import RefusedError

PIECE = 64 * 1024
MAX_DEPTH = 200
Seen = Callable[[str, Mapping[str, str]], None]
Said = Callable[[str], None]


def read(file: IO[bytes], *, element: Seen, text: Said | None = None) -> None:
    """Call ``element`` with the name (``namespace}name``) and attributes of each element."""
    depth = 0

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise RefusedError("office_heavy")
        element(name, attributes)

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.StartDoctypeDeclHandler = _refuse
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        while piece := file.read(PIECE):
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise RefusedError("office_broken") from error


def _refuse(*_declaration: object) -> None:
    raise RefusedError("office_active")
