"""XML is read piece by piece and told element by element; declarations of its own are refused."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import IO, Protocol
from xml.parsers import expat

from gmp_portal.documents.inspection.verdict import RefusedError

PIECE = 64 * 1024
MAX_DEPTH = 200
# Elements that hold text to be judged, one within the other.
MAX_HEARD = 8
Seen = Callable[[str, Mapping[str, str]], None]
Said = Callable[[str, str], None]
Begun = Callable[[str, dict[str, str]], None]


@dataclass
class Budget:
    """What one file may have in all, also in the tables inside its charts."""

    elements: int = 800_000
    size: int = 50 * 1024 * 1024

    def take(self, *, elements: int = 0, size: int = 0) -> None:
        self.elements -= elements
        self.size -= size
        if self.elements < 0 or self.size < 0:
            raise RefusedError("office_heavy")


class Listener(Protocol):
    """Whoever wants to hear all of a part, in its order."""

    def begin(self, name: str, attributes: Mapping[str, str]) -> None: ...

    def text(self, said: str) -> None: ...

    def end(self, name: str) -> None: ...


class _Counted:
    """Passes on what begins and ends, within the bounds."""

    def __init__(self, listener: Listener, budget: Budget) -> None:
        self.listener, self.budget, self.depth = listener, budget, 0

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        self.depth += 1
        self.budget.take(elements=1)
        if self.depth > MAX_DEPTH:
            raise RefusedError("office_heavy")
        self.listener.begin(name, attributes)

    def end(self, name: str) -> None:
        self.listener.end(name)
        self.depth -= 1


class _Reading:
    """One part as it is read: what is open, and what was said in each of it."""

    def __init__(
        self, seen: Seen, said: Said | None, heard: frozenset[str], budget: Budget
    ) -> None:
        self.seen, self.said, self.heard, self.budget = seen, said, heard, budget
        self.depth = 0
        self.open: list[tuple[int, list[str]]] = []

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.budget.elements -= 1
        if self.depth > MAX_DEPTH or self.budget.elements < 0:
            raise RefusedError("office_heavy")
        self.seen(name, attributes)
        if self.said is not None and name.rpartition("}")[2] in self.heard:
            if len(self.open) == MAX_HEARD:
                raise RefusedError("office_heavy")
            self.open.append((self.depth, []))

    def text(self, said: str) -> None:
        # Also what stands in an element within: a reader may leave its tags out.
        for _depth, words in self.open:
            words.append(said)

    def end(self, name: str) -> None:
        if self.open and self.open[-1][0] == self.depth and self.said is not None:
            _depth, words = self.open.pop()
            self.said(name, "".join(words))
        self.depth -= 1


def read(
    file: IO[bytes],
    budget: Budget,
    *,
    element: Seen,
    text: Said | None = None,
    of: frozenset[str] = frozenset(),
    is_svg: bool = False,
) -> None:
    """Call ``element`` at each begin (``namespace}name``), ``text`` where one of ``of`` ends."""
    reading = _Reading(element, text, of, budget)
    parser = _parser(reading.begin, reading.end)
    if is_svg:
        parser.StartDoctypeDeclHandler = _named_only
    if text is not None:
        parser.CharacterDataHandler = reading.text
    _parse(file, parser)


def listen(file: IO[bytes], budget: Budget, listener: Listener) -> None:
    """Tell the listener of each begin, each end and all that is said, as it stands."""
    counted = _Counted(listener, budget)
    parser = _parser(counted.begin, counted.end)
    parser.CharacterDataHandler = listener.text
    _parse(file, parser)


def _parser(begin: Begun, end: Callable[[str], None]) -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def _parse(file: IO[bytes], parser: expat.XMLParserType) -> None:
    try:
        while piece := file.read(PIECE):
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise RefusedError("office_broken") from error


def _refuse(*_declaration: object) -> None:
    raise RefusedError("office_active")


def _named_only(_name: str, _system: object, _public: object, has_own: object) -> None:
    """Drawing programs name the standard of their pictures; nothing fetches or declares it."""
    if has_own:
        raise RefusedError("office_active")
