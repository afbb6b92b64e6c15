"""The two parts of the corpus: what must not get in, and what must."""

from collections.abc import Callable, Iterator

from tests.documents.corpus import (
    benign,
    benign_office,
    hostile_disguised,
    hostile_office,
    hostile_pdf,
    hostile_pictures,
    rare_hostile,
    rare_ordinary,
)
from tests.documents.corpus.sample import Sample


def hostile(*, few: bool = False) -> Iterator[Sample]:
    """Hundreds of files that must not get in; ``few`` leaves some of the ways out."""
    yield from hostile_pdf.samples(few=few)
    for part in (hostile_office, hostile_disguised, hostile_pictures, rare_hostile):
        yield from part.samples()


def ordinary() -> Iterator[Sample]:
    for part in (benign, benign_office, rare_ordinary):
        yield from part.samples()


def light_hostile() -> Iterator[Sample]:
    """What must not get in and is made and judged in no time: none of the bombs."""
    yield from hostile_pdf.light_samples()
    for part in (hostile_office, hostile_disguised, hostile_pictures):
        yield from part.samples(light=True)


def light_ordinary() -> Iterator[Sample]:
    yield from benign.light_samples()
    yield from benign_office.samples(light=True)


PARTS: tuple[tuple[str, Callable[[], Iterator[Sample]], str], ...] = (
    ("Hostile files: all refused", hostile, "refused"),
    ("Ordinary files: all accepted, and looking as they did", ordinary, "accepted"),
)
