"""The lines of the registers, made in Python: pieces that many lines share are made once.

A template for every cell of every line took two thirds of the page's time.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from gmp_portal import dates
from gmp_portal.ui.full_addresses import pages_of
from gmp_portal.ui.tags.boxes import status_badge
from gmp_portal.ui.tags.pictures import tile
from gmp_portal.ui.tags.records import day_or_moment
from partners.looks import CONTRIBUTIONS, KINDS
from partners.models import LetterOfIntent, Partner
from partners.reading.interests import Area, Membership

NOTHING = SafeString("–")
HIDDEN = SafeString(' class="hide-s"')
LINE = '<tr><th scope="row" dir="auto"><a href="{}">{}</a>{}</th>{}</tr>'
CELL = "<td{}>{}</td>"


@dataclass(frozen=True)
class Row:
    """A line of the register: the partner, where it works, and what its letter says."""

    partner: Partner
    areas: list[Membership]
    letter: LetterOfIntent | None = None

    @property
    def short_name(self) -> str:
        """The short name, unless the name says it already."""
        short = self.partner.short_name
        return "" if short in self.partner.full_name else short

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
    """What many lines of one page share, each made once for it, in the reader's language."""

    def __init__(self) -> None:
        self.partner_page = pages_of("partners:partner_detail")
        self.letter_page = pages_of("partners:letter_detail")
        self.kind = cache(_kind)
        self.pledges = cache(_pledges)
        self.badge = cache(_badge)
        self.day = cache(day_or_moment)
        self.tile = cache(_tile)


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
                row.partner.full_name,
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
    names: list[str] = getattr(row.partner, "formerly", [])
    if not names and not row.short_name:
        return _badge_of(pieces, row.partner)
    context = {"names": names, "short": row.short_name}
    former = render_to_string("partners/_parts/former_names.html", context)
    return SafeString(_badge_of(pieces, row.partner) + former)


def _badge_of(pieces: Pieces, partner: Partner | None) -> SafeString:
    status = partner.status if partner else "confirmed"
    return SafeString("") if status == "confirmed" else pieces.badge(status)


def _cells(
    pieces: Pieces, row: Row, with_areas: bool, with_contributions: bool
) -> SafeString:
    partner = row.partner
    place = (partner.country.name if partner.country else "") or (
        partner.get_unep_region_display() if partner.unep_region else ""
    )
    cells: list[tuple[Any, Any]] = [
        ("", pieces.kind(partner.kind)),
        ("", place) if place else (HIDDEN, NOTHING),
    ]
    if with_areas:
        cells.append(("" if row.areas else HIDDEN, _areas(pieces, row.areas)))
    if with_contributions:
        kinds = row.letter.contribution_kinds if row.letter else []
        cells.append((HIDDEN, pieces.pledges(tuple(kinds))))
    cells.append((SafeString(' class="nowrap meta"'), _since(pieces, partner, row.letter)))
    return format_html_join("", CELL, cells)


def _cells_of_letter(pieces: Pieces, row: LetterRow, with_areas: bool) -> SafeString:
    letter = row.letter
    cells: list[tuple[Any, Any]] = [
        (SafeString(' class="nowrap"'), format_html("<bdi>{}</bdi>", letter.reference)),
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
    cells.append((SafeString(' class="nowrap meta"'), pieces.day(published)))
    return format_html_join("", CELL, cells)


def _areas(pieces: Pieces, areas: Iterable[Membership | Area]) -> SafeString:
    tiles = format_html_join("", "{}", ((pieces.tile(*_place(area)),) for area in areas))
    none = SafeString('<span class="meta">–</span>')
    return format_html('<span class="as">{}</span>', tiles or none)


def _place(area: Membership | Area) -> tuple[str, str, str]:
    return area.look, str(area.name), getattr(area, "url", "")


def _since(pieces: Pieces, partner: Partner, letter: LetterOfIntent | None) -> SafeString:
    said = pieces.day(partner.since) if partner.since else partner.since_words
    if letter is None:
        return format_html("{}", said)
    return format_html(
        '{} · <a href="{}"><bdi>{}</bdi></a>',
        said,
        pieces.letter_page(letter.key),
        letter.reference,
    )


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
