"""The two parts of the corpus: what must not get in, and what must."""

from collections.abc import Callable, Iterator

from tests.documents.corpus import (
    benign,
    benign_office,
    hostile_disguised,
    hostile_office,
    hostile_pdf,
    hostile_pictures,
)
from tests.documents.corpus.sample import Sample


def hostile(*, few: bool = False) -> Iterator[Sample]:
    """Hundreds of files that must not get in; ``few`` leaves some of the ways out."""
    yield from hostile_pdf.samples(few=few)
    for part in (hostile_office, hostile_disguised, hostile_pictures):
        yield from part.samples()


def ordinary() -> Iterator[Sample]:
    for part in (benign, benign_office):
        yield from part.samples()


PARTS: tuple[tuple[str, Callable[[], Iterator[Sample]], str], ...] = (
    ("Hostile files: all refused", hostile, "refused"),
    ("Ordinary files: all accepted, and looking as they did", ordinary, "accepted"),
)
