"""The two parts of the corpus: what must not get in, and what must."""

from collections.abc import Callable, Iterator

from tests.documents.corpus import (
    benign,
    benign_office,
    hostile_office,
    hostile_pdf,
    hostile_pictures,
)
from tests.documents.corpus.sample import Sample


def hostile() -> Iterator[Sample]:
    for part in (hostile_pdf, hostile_office, hostile_pictures):
        yield from part.samples()


def ordinary() -> Iterator[Sample]:
    for part in (benign, benign_office):
        yield from part.samples()


PARTS: tuple[tuple[str, Callable[[], Iterator[Sample]], str], ...] = (
    ("Hostile files: all refused", hostile, "refused"),
    ("Ordinary files: all accepted, and looking as they did", ordinary, "accepted"),
)
