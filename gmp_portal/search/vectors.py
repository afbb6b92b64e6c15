"""The words of an entry as PostgreSQL keeps them: a ``tsvector`` with places and weights."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from gmp_portal.search import words

# What PostgreSQL keeps of one word; further places are dropped.
PLACES, LAST_PLACE = 255, 16_383
# So many words an entry has at most: a longer text becomes several, cut where a paragraph ends.
LONGEST = 4_000
TITLE, HEADING, TEXT = "A", "B", "D"


def month(day: date) -> str:
    """The month of a date as a word of its own, which nobody can type."""
    return f"m:{day:%Y%m}"


def vector(title: str, heading: str, text: str, day: date) -> str:
    """All with their words; those of titles weigh more. The text form of a ``tsvector``.

    The month stands among the words, so that the index itself knows what is recent.
    """
    places: defaultdict[str, list[str]] = defaultdict(list)
    last = 0
    for weight, source in ((TITLE, title), (HEADING, heading), (TEXT, text)):
        offset = last + 1
        for word in words.of(words.folded(source)):
            last = min(offset + word.position, LAST_PLACE)
            for lexeme in words.forms(word.lexeme):
                if len(places[lexeme]) < PLACES:
                    places[lexeme].append(f"{last}{weight}")
    said = [f"'{lexeme}':{','.join(at)}" for lexeme, at in places.items()]
    return " ".join([*said, f"'{month(day)}'"])


def pieces(text: str) -> Iterator[str]:
    """A long text in pieces of at most ``LONGEST`` words each, paragraph by paragraph."""
    piece: list[str] = []
    size = 0
    for paragraph in text.split("\n"):
        for part in _bounded(paragraph):
            length = sum(1 for _ in words.of(part))
            if piece and size + length > LONGEST:
                yield "\n".join(piece)
                piece, size = [], 0
            piece.append(part)
            size += length
    if piece:
        yield "\n".join(piece)


def _bounded(paragraph: str) -> Iterator[str]:
    """A paragraph; one that is too long by itself is cut behind a word."""
    begin = count = 0
    for word in words.of(paragraph):
        count += 1
        if count >= LONGEST:
            yield paragraph[begin : word.end]
            begin, count = word.end, 0
    yield paragraph[begin:]
