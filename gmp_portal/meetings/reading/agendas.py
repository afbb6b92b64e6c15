"""The agenda as people read it: numbered like 1, 2 (a), 2 (a) (i)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import pgettext

from gmp_portal.meetings.models import AgendaItem, Meeting, Paper

ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")

LATER = ("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies")
# Most meetings have their whole agenda on one page.
PER_PAGE = 50


@dataclass(frozen=True)
class Line:
    """One line of an agenda, with its number and what stands under it."""

    item: AgendaItem
    number: str
    depth: int
    is_first: bool
    is_last: bool
    children: "list[Line]" = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)

    @property
    def label(self) -> str:
        return f"{self.number} {self.item.title}"


def tree(meeting: Meeting) -> list[Line]:
    """Answer the agenda of a meeting as a tree."""
    return tree_of(meeting.agenda.all(), ())


def tree_of(items: Iterable[AgendaItem], papers: Iterable[Paper]) -> list[Line]:
    """The same of items that are known, each with those of these papers that belong to it."""
    below: dict[int | None, list[AgendaItem]] = defaultdict(list)
    for item in items:
        below[item.parent_id].append(item)
    of_items: dict[int | None, list[Paper]] = defaultdict(list)
    for paper in papers:
        of_items[paper.agenda_item_id].append(paper)
    return _lines(below, of_items, None, "", 1)


def address_of(item: AgendaItem) -> str:
    """Where an item stands on the page of its meeting, which shows so many of them at once."""
    keys = [line.item.pk for line in flat(tree(item.meeting))]
    page = keys.index(item.pk) // PER_PAGE + 1
    asked = f"?agenda={page}" if page > 1 else ""
    return f"{item.meeting.get_absolute_url()}{asked}#agenda"


def flat(lines: list[Line]) -> list[Line]:
    """Every line from top to bottom."""
    return [line for top in lines for line in (top, *flat(top.children))]


def _lines(
    below: dict[int | None, list[AgendaItem]],
    papers: dict[int | None, list[Paper]],
    parent: int | None,
    prefix: str,
    depth: int,
) -> list[Line]:
    items = sorted(below[parent], key=lambda item: (item.position, item.pk))
    numbered = [item for item in items if item.inserted_after_id is None]
    lines = []
    for place, item in enumerate(numbered):
        number = _below(prefix, _mark(place, depth))
        inserted = [other for other in items if other.inserted_after_id == item.pk]
        numbers = [number, *(f"{number} {_later(late)}" for late in range(len(inserted)))]
        for shown, its_number in zip([item, *inserted], numbers, strict=True):
            alike = inserted if shown.inserted_after_id else numbered
            lines.append(
                Line(
                    shown,
                    its_number,
                    depth,
                    is_first=shown == alike[0],
                    is_last=shown == alike[-1],
                    children=_lines(below, papers, shown.pk, its_number, depth + 1),
                    papers=papers.get(shown.pk, []),
                )
            )
    return lines


def _below(number: str, mark: str) -> str:
    """The number of an item under another one: 2 (a)."""
    if not number:
        return mark
    said = {"number": number, "mark": mark}
    return pgettext("agenda item", "%(number)s %(mark)s") % said


def _later(place: int) -> str:
    """How items are numbered that came between others whose numbers stay."""
    return LATER[place] if place < len(LATER) else f"({place + 2})"


def _mark(place: int, depth: int) -> str:
    if depth == 1:
        return str(place + 1)
    if depth == 2:
        return f"({_letters(place)})"
    return f"({ROMAN[place]})" if place < len(ROMAN) else f"({place + 1})"


def _letters(place: int) -> str:
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters
