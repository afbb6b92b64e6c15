"""Pages of kept files as pictures, and pictures on which places are blacked out (R-14)."""

import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.files.storage import storages

from gmp_portal.documents import processes
from gmp_portal.documents.models import Document, key_of

# A worker may have to share its processor; the process itself has 20 s of it.
SECONDS = 90
# Places are told in so many parts of the width, and of the height, of a page.
PARTS = 1000
# Left, top, width and height of a place on a page, each in ``PARTS``.
Place = tuple[int, int, int, int]


@dataclass(frozen=True)
class Picture:
    """One page as a JPEG; width and height in pixels."""

    width: int
    height: int
    content: bytes


@dataclass(frozen=True)
class Outcome:
    """The pages of a file, or the reason why none could be drawn."""

    pages: tuple[Picture, ...] = ()
    reason: str = ""


def pages_of(document: Document, *, seconds: float = SECONDS) -> Outcome:
    """Draw the pages of a kept PDF or picture; whatever the bytes are, this ends."""
    data = content_of(document)
    said = processes.answer_of("gmp_portal.documents.page_pictures", data, seconds=seconds)
    if not said:
        return Outcome(reason="heavy")
    line, _newline, rest = said.partition(b"\n")
    answer = json.loads(line)
    pages, at = [], 0
    for width, height, length in answer.get("pages", ()):
        pages.append(Picture(width, height, rest[at : at + length]))
        at += length
    return Outcome(tuple(pages), answer.get("reason", ""))


def content_of(document: Document) -> bytes:
    with storages["default"].open(key_of(document.sha256)) as file:
        content: bytes = file.read()
    return content


def lies_on_page(place: Sequence[int]) -> bool:
    """Whether a place covers a part of its page, and nothing beside it."""
    left, top, width, height = place
    starts_inside = 0 <= left < PARTS and 0 <= top < PARTS
    return starts_inside and 0 < width <= PARTS - left and 0 < height <= PARTS - top


def blacked_out(content: bytes, places: Iterable[Place]) -> bytes:
    """The picture with these places black in its own pixels: nothing is left below them."""
    # Only a worker draws.
    from PIL import Image, ImageDraw  # noqa: PLC0415

    picture = Image.open(io.BytesIO(content), formats=["JPEG"]).convert("RGB")
    pen = ImageDraw.Draw(picture)
    for left, top, width, height in places:
        across, down = picture.width / PARTS, picture.height / PARTS
        corner = (left * across, top * down)
        pen.rectangle(
            (*corner, (left + width) * across, (top + height) * down), fill="black"
        )
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=82)
    return out.getvalue()
