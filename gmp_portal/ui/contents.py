"""The contents of a long text: headings in two degrees, each with the anchor it leads to."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Entry:
    """A heading and where it stands, on this page or on another, with those below it."""

    title: "StrOrPromise"
    address: str
    parts: "tuple[Entry, ...]" = ()
    is_here: bool = False


def nested(headings: "Iterable[tuple[int, str, StrOrPromise]]") -> list[Entry]:
    """Order headings (degree, anchor, words) into those of the first degree and their parts."""
    chapters: list[tuple[str, StrOrPromise, list[Entry]]] = []
    for degree, anchor, words in headings:
        if degree == 1 or not chapters:
            chapters.append((anchor, words, []))
        else:
            chapters[-1][2].append(Entry(words, f"#{anchor}"))
    return [Entry(words, f"#{anchor}", tuple(parts)) for anchor, words, parts in chapters]
