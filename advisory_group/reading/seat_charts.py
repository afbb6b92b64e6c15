"""The composition of the group as a picture: a row for each group, a tile for each seat (A1-3b).

The table of members below the picture says the same in words.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisory_group.models import Constituency, Seat
from advisory_group.reading.looks import LOOKS, Look
from gmp_portal import words
from gmp_portal.reference.choices import UnRegion

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SOON = timedelta(days=60)
REGION, CONSTITUENCY = "region", "constituency"
NO_REGION = gettext_lazy("No regional group")


@dataclass(frozen=True)
class Tile:
    """A seat as it is drawn, and what it says aloud."""

    seat: Seat
    look: Look
    words: str
    ends_soon: bool

    @property
    def country(self) -> str:
        return self.seat.country_id or "–"


@dataclass(frozen=True)
class Row:
    """The seats of one group; where they are vacant, only their numbers."""

    label: "StrOrPromise"
    tiles: list[Tile] = field(default_factory=list)
    vacant: Sequence[int] = ()
    note: "StrOrPromise" = ""

    @property
    def count(self) -> int:
        return len(self.tiles) + len(self.vacant)


def rows(seats: Sequence[Seat], places: int, on: date, *, by: str = REGION) -> list[Row]:
    """Ordinary seats by group, then the vacant ones, then those that are counted apart."""
    ordinary = [seat for seat in seats if not seat.is_transitional]
    apart = [seat for seat in seats if seat.is_transitional]
    chart = [
        Row(label, _tiles([s for s in ordinary if getattr(s, by) == value], on))
        for value, label in _groups(by)
    ]
    chart = [row for row in chart if row.tiles or row.label != NO_REGION]
    vacant = range(len(ordinary) + 1, places + 1)
    if vacant:
        chart.append(Row(_("Vacant"), vacant=vacant))
    if apart:
        note = _("counted apart")
        chart.append(Row(_("Transitional"), _tiles(apart, on), note=note))
    return chart


def side(asked: str) -> str:
    """By what the rows are made; whatever else is asked for, by regional group."""
    return CONSTITUENCY if asked == CONSTITUENCY else REGION


def legend(seats: Sequence[Seat]) -> "list[tuple[Look, StrOrPromise]]":
    """The constituencies that have a seat, in the order of the framework."""
    there = {seat.constituency for seat in seats}
    return [(LOOKS[key], label) for key, label in Constituency.choices if key in there]


def _groups(by: str) -> "list[tuple[str, StrOrPromise]]":
    if by == CONSTITUENCY:
        return list(Constituency.choices)
    return [*UnRegion.choices, ("", NO_REGION)]


def _tiles(seats: Sequence[Seat], on: date) -> list[Tile]:
    order = list(LOOKS)
    ordered = sorted(
        seats, key=lambda seat: (order.index(seat.constituency), str(seat.person))
    )
    return [_tile(seat, on) for seat in ordered]


def _tile(seat: Seat, on: date) -> Tile:
    said = [str(seat.person), str(seat.get_constituency_display())]
    if seat.country:
        said.append(str(seat.country.name))
    ends_soon = ends_within(seat, on)
    if ends_soon and seat.ends_on:
        day = date_format(seat.ends_on, "DATE_FORMAT")
        said.append(_("term ends %(day)s") % {"day": day})
    return Tile(seat, LOOKS[seat.constituency], words.beside(*said), ends_soon)


def ends_within(seat: Seat, on: date) -> bool:
    """Whether the term ends so soon that somebody should think of the next member."""
    return seat.ends_on is not None and on <= seat.ends_on <= on + SOON
