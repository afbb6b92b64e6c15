"""The pages of a signed letter, and which places of them are black (R-14)."""

from collections.abc import Sequence
from typing import NamedTuple

from gmp_portal.documents.drawing import PARTS
from partners.models import SignedPage

# One part in a thousand of a page is a tenth of one in a hundred, as people read it.
TENTHS = PARTS // 100
Places = list[tuple[str, ...]]


class MarkedPage(NamedTuple):
    """A page, and left, top, width and height of each box in hundredths of it."""

    page: SignedPage
    boxes: Places


def of(page: SignedPage, boxes: Sequence[Sequence[int]]) -> MarkedPage:
    return MarkedPage(page, places_on(page.number, boxes))


def places_on(page: int, boxes: Sequence[Sequence[int]]) -> Places:
    """The boxes of a page as people read them."""
    return [tuple(map(_in_hundredths, box[1:])) for box in boxes if box[0] == page]


def _in_hundredths(parts: int) -> str:
    return f"{parts / TENTHS:.10g}"
