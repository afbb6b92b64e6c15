"""The lines of the registers, made in Python: pieces that many lines share are made once.

A template for every cell of every line took two thirds of the page's time.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gmp_portal import dates
from gmp_portal.ui.full_addresses import pages_of
from gmp_portal.ui.tags.boxes import status_badge
from gmp_portal.ui.tags.pictures import tile
from gmp_portal.ui.tags.records import day_or_moment
from partners.looks import CONTRIBUTIONS, KINDS
from partners.models import LetterOfIntent, Partner, Region
from partners.models.choices import words_of_record
from partners.reading.interests import Area, Membership

# Kinds, pledges, standings and areas in six languages.
KEPT = 2_000
NOTHING = SafeString("–")
HIDDEN, DATED = ' class="hide-s"', ' class="nowrap meta"'
LINE = '<tr><th scope="row" dir="auto"><a href="{}">{}</a>{}</th>{}</tr>'


@dataclass(frozen=True)
class Row:
    """A line of the register: the partner, where it works, and what its letter says."""

    partner: Partner
    country: str
    areas: list[Membership]
    former_names: list[str]
    letter: LetterOfIntent | None = None
    name_here: str = ""

    @cached_property
    def name(self) -> str:
        return self.partner.name_in(self.country)

    @property
    def short_name(self) -> str:
        """The short name, unless the name says it already."""
        short = self.partner.short_name
        return "" if short in self.name else short

    @property
    def has_contributions(self) -> bool:
        return bool(self.letter and self.letter.contribution_kinds)


@dataclass(frozen=True)
class LetterRow:
    """A line of the register of letters."""

    letter: LetterOfIntent
    known_areas: dict[str, Area]

    @property
    def areas(self) -> list[Area]:
        known = self.known_areas
        return [known[slug] for slug in self.letter.area_slugs if slug in known]


class Pieces:
    """What many lines share, in the reader's language: made once a page, or once for all pages.

    Pictures and words depend on nothing but what they are made of, so they stay in memory.
    """

    def __init__(self) -> None:
        self.partner_page = pages_of("partners:partner_detail")
        self.letter_page = pages_of("partners:letter_detail")
        self.day = cache(day_or_moment)
        self.region = cache(_region)
        self.since_words = cache(words_of_record)
        self.language = get_language()
        self.make = make_piece if settings.DEBUG else kept_piece

    def kind(self, kind: str) -> SafeString:
        return self.make("kind", self.language, kind)

    def pledges(self, kinds: tuple[str, ...]) -> SafeString:
        return self.make("pledges", self.language, kinds)

    def badge(self, status: str) -> SafeString:
        return self.make("badge", self.language, status)

    def tile(self, look: str, name: str, url: str) -> SafeString:
        return self.make("tile", self.language, look, name, url)


def partner_rows(
    rows: Iterable[Row], *, with_areas: bool, with_contributions: bool
) -> SafeString:
    """The lines of the register of partners."""
    pieces = Pieces()
    return format_html_join(
        "",
        LINE,
        (
            (
                pieces.partner_page(row.partner.slug),
                row.name,
                _beside_the_name(pieces, row),
                _cells(pieces, row, with_areas, with_contributions),
            )
            for row in rows
        ),
    )


def letter_rows(rows: Iterable[LetterRow], *, with_areas: bool) -> SafeString:
    """The lines of the register of letters."""
    pieces = Pieces()
    return format_html_join(
        "",
        LINE,
        (
            (
                pieces.letter_page(row.letter.key),
                row.letter.organisation,
                _badge_of(pieces, row.letter.partner),
                _cells_of_letter(pieces, row, with_areas),
            )
            for row in rows
        ),
    )


def _beside_the_name(pieces: Pieces, row: Row) -> SafeString:
    if not (row.former_names or row.short_name or row.name_here):
        return _badge_of(pieces, row.partner)
    context = {
        "names": row.former_names,
        "short": row.short_name,
        "here": row.name_here,
    }
    former = render_to_string("partners/_parts/former_names.html", context)
    return SafeString(_badge_of(pieces, row.partner) + former)


def _badge_of(pieces: Pieces, partner: Partner | None) -> SafeString:
    status = partner.status if partner else "confirmed"
    return SafeString("") if status == "confirmed" else pieces.badge(status)


def _cells(
    pieces: Pieces, row: Row, with_areas: bool, with_contributions: bool
) -> SafeString:
    partner = row.partner
    place = row.country or pieces.region(partner.unep_region)
    cells: list[tuple[str, Any]] = [
        ("", pieces.kind(partner.kind)),
        ("", place) if place else (HIDDEN, NOTHING),
    ]
    if with_areas:
        cells.append(("" if row.areas else HIDDEN, _areas(pieces, row.areas)))
    if with_contributions:
        kinds = row.letter.contribution_kinds if row.letter else []
        cells.append((HIDDEN, pieces.pledges(tuple(kinds))))
    cells.append((DATED, _since(pieces, partner, row.letter)))
    return _in_cells(cells)


def _cells_of_letter(pieces: Pieces, row: LetterRow, with_areas: bool) -> SafeString:
    letter = row.letter
    cells: list[tuple[str, Any]] = [
        (' class="nowrap"', format_html("<bdi>{}</bdi>", letter.reference)),
        ("", pieces.kind(letter.kind)),
        ("", letter.country.name if letter.country else NOTHING),
    ]
    if with_areas:
        for_all = letter.is_for_all_areas
        cells.append(
            ("", _("The whole Partnership") if for_all else _areas(pieces, row.areas))
        )
    cells.append(("", pieces.pledges(tuple(letter.contribution_kinds))))
    published = dates.day_for_reader(letter.published_at) if letter.published_at else None
    cells.append((DATED, pieces.day(published)))
    return _in_cells(cells)


def _in_cells(cells: Iterable[tuple[str, Any]]) -> SafeString:
    """What ``format_html_join`` makes of them, in a third of the time: there are many."""
    return SafeString(
        "".join(
            f"<td{attributes}>{conditional_escape(content)}</td>"
            for attributes, content in cells
        )
    )


def _areas(pieces: Pieces, areas: Iterable[Membership | Area]) -> SafeString:
    tiles = "".join(pieces.tile(*_place(area)) for area in areas)
    none = '<span class="meta">–</span>'
    return SafeString(f'<span class="as">{tiles or none}</span>')


def _place(area: Membership | Area) -> tuple[str, str, str]:
    return area.look, str(area.name), getattr(area, "url", "")


def _since(pieces: Pieces, partner: Partner, letter: LetterOfIntent | None) -> SafeString:
    since = partner.since
    said = pieces.day(since) if since else pieces.since_words(partner.on_record_by)
    if letter is None:
        return conditional_escape(said)
    return format_html(
        '{} · <a href="{}"><bdi>{}</bdi></a>',
        said,
        pieces.letter_page(letter.key),
        letter.reference,
    )


def _region(region: str) -> str:
    return str(Region(region).label) if region else ""


def _kind(kind: str) -> SafeString:
    return SafeString(
        render_to_string("partners/_parts/kind.html", {"kind": KINDS[kind]}).strip()
    )


def _pledges(kinds: tuple[str, ...]) -> SafeString:
    words = [CONTRIBUTIONS[kind] for kind in kinds]
    return SafeString(
        render_to_string("partners/_parts/pledges.html", {"words": words}).strip()
    )


def _badge(status: str) -> SafeString:
    return status_badge(Partner(status=status))


def _tile(look: str, name: str, url: str) -> SafeString:
    made = tile(look, "xs", label=name)
    return format_html('<a href="{}" title="{}">{}</a>', url, name, made) if url else made


MAKERS: dict[str, Callable[..., SafeString]] = {
    "kind": _kind,
    "pledges": _pledges,
    "badge": _badge,
    "tile": _tile,
}


def make_piece(name: str, _language: str | None, *made_of: Any) -> SafeString:
    """Make it; the language is that of this moment."""
    return MAKERS[name](*made_of)


kept_piece = lru_cache(maxsize=KEPT)(make_piece)
