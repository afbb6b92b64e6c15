"""The members of a decision in the order of their names, and how each is drawn.

Consensus is not counted: nothing here adds up, and no place is larger than another.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from gmp_portal.meetings.models import Elector, Position

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Kind = Position.Kind
STYLES: "dict[str, tuple[str, StrOrPromise]]" = {
    Kind.NO_OBJECTION: ("no", _("does not object")),
    Kind.WITH_STATEMENT: ("st", _("does not object, with a statement")),
    Kind.OBJECTION: ("ob", _("objects")),
    "": ("si", _("silent so far, which is no objection")),
    "absent": ("ab", _("absent or not reachable")),
}


@dataclass(frozen=True)
class Place:
    """A member with the style of its ring and the words for it."""

    name: str
    style: str
    words: "StrOrPromise"


def in_order(electors: Iterable[Elector]) -> list[Elector]:
    return sorted(electors, key=lambda elector: (name_of(elector).casefold(), elector.pk))


def name_of(elector: Elector) -> str:
    return str(elector.person.name if elector.person else elector.organisation)


def places(
    positions: Sequence[tuple[Elector, Sequence[Position]]],
) -> list[Place]:
    """A place for each member, with its newest word on the current text."""
    return [
        Place(name_of(elector), *STYLES[_key(elector, words)])
        for elector, words in positions
    ]


def legend(shown: Iterable[Place]) -> "list[tuple[str, StrOrPromise]]":
    """The styles that occur, each with its words, always in the same order."""
    used = {place.style for place in shown}
    return [(style, words) for style, words in STYLES.values() if style in used]


def _key(elector: Elector, words: Sequence[Position]) -> str:
    if words:
        return words[0].kind
    return "absent" if elector.is_absent or not elector.is_reachable else ""
