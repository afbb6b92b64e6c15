"""A report as rows for a page: numbers as printed, sources in words, what may be edited."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from areas.models import PartnershipArea
from gmp_portal import dates, rounds
from gmp_portal.typesetting import figures
from gmp_portal.typesetting.content import (
    Annex,
    BarTable,
    Block,
    Chapter,
    Heading,
    Item,
    Note,
    Section,
    Table,
    Text,
)
from gmp_portal.typesetting.languages import language as spoken
from gmp_portal.typesetting.numbering import Numbers, annex_labels
from gmp_portal.typesetting.session import SessionDocument
from reporting.assembly import blocks
from reporting.assembly.blocks import Place
from reporting.models import AreaReport, Report


@dataclass(frozen=True)
class Piece:
    """Words of a text, or the call of a note with the words of the note."""

    text: str
    call: str = ""
    is_italic: bool = False

    @property
    def html(self) -> str:
        """As it stands in the text of its block."""
        if self.call:
            return format_html("<sup>{}</sup>", self.call)
        return format_html("<em>{}</em>" if self.is_italic else "{}", self.text)


@dataclass(frozen=True)
class Row:
    """One block on the page: its number, its words, its source, and what became of them."""

    place: Place
    label: str
    pieces: list[Piece]
    source: str
    source_url: str = ""
    edited: str = ""

    @property
    def kind(self) -> str:
        return type(self.place.block).__name__

    @property
    def block(self) -> Block:
        return self.place.block

    @property
    def cells(self) -> list[list[tuple[Text, bool]]]:
        """A table line by line: each cell, and whether its column is one of figures."""
        block = self.place.block
        if not isinstance(block, Table):
            return []
        are_numbers = figures.numeric_columns(block)
        return [list(zip(line, are_numbers, strict=True)) for line in figures.filled(block)]

    @property
    def heads(self) -> list[tuple[str, bool]]:
        block = self.place.block
        if not isinstance(block, Table):
            return []
        return list(zip(block.header, figures.numeric_columns(block), strict=False))

    @property
    def bars(self) -> list[tuple[str, float]]:
        block = self.place.block
        rows = block.rows if isinstance(block, BarTable) else ()
        return [(bar.label, bar.value) for bar in rows]


@dataclass(frozen=True)
class Sheet:
    """The body of the document, or one annex."""

    title: str
    rows: list[Row]


def sheets(report: Report) -> list[Sheet]:
    """The report in its parts, numbered as the typesetter numbers it."""
    document, language = report.document, spoken(report.language)
    labels = annex_labels(document.annexes, language)
    titles = [
        "",
        *(_annex_title(*pair) for pair in zip(labels, document.annexes, strict=True)),
    ]
    labeller = Sources(report)
    places = list(blocks.places(document, report.sources))
    made = []
    for part, title in enumerate(titles):
        numbers = Numbers(language)
        rows = [_row(place, numbers, labeller) for place in places if place.part == part]
        made.append(Sheet(title, rows))
    return made


def headings(document: SessionDocument) -> Iterator[tuple[int, str]]:
    """Yield the chapters and sections with the number of their block, for a table of contents."""
    for place in blocks.places(document, {}):
        if isinstance(place.block, Chapter | Section | Heading):
            yield place.number, place.block.title


def _annex_title(label: str, annex: Annex) -> str:
    return " ".join(part for part in (label, annex.title) if part)


def _row(place: Place, numbers: Numbers, labeller: "Sources") -> Row:
    label = numbers.label(place.block)
    if isinstance(place.block, Item):
        label = place.block.mark
    pieces: list[Piece] = []
    if place.is_text:
        pieces = _pieces(place.block.runs, numbers)  # type: ignore[union-attr]
    source = place.source
    return Row(
        place,
        label,
        pieces,
        labeller.words(source),
        labeller.url(source),
        _edited(place),
    )


def _pieces(text: Text, numbers: Numbers) -> list[Piece]:
    pieces = []
    for run in text:
        if isinstance(run, str):
            pieces.append(Piece(run))
        elif isinstance(run, Note):
            pieces.append(Piece(run.text, call=numbers.next_note()))
        else:
            pieces.append(Piece(run.text, is_italic=True))
    return pieces


def _edited(place: Place) -> str:
    """How far a text has moved away from the report it was taken from."""
    original = place.source.get("original")
    if original is None or not place.is_text:
        return ""
    if place.text == original:
        return _("unchanged")
    # Loaded by whoever compares, not at every start.
    from rapidfuzz.distance import Indel  # noqa: PLC0415

    changed = Indel.normalized_distance(original, place.text)
    return _("edited, %(percent)d %% changed") % {"percent": max(1, round(100 * changed))}


class Sources:
    """Says in the reader's language where a block comes from."""

    def __init__(self, report: Report) -> None:
        self.cycle = report.cycle
        rows = [row for part in report.sources.get("parts", []) for row in part if row]
        areas = PartnershipArea.objects.filter(slug__in={r.get("area") for r in rows})
        reports = AreaReport.objects.filter(pk__in={r.get("report") for r in rows})
        rounds.ask(areas, reports)
        self.areas = {area.slug: area for area in areas}
        self.reports = {row.pk: row for row in reports}

    def words(self, source: dict[str, Any]) -> str:
        area = self.areas.get(source.get("area", ""))
        report = self.reports.get(source.get("report", 0))
        if source.get("kind") == "area_report" and area and report and report.accepted_at:
            return _("report of the area %(area)s, accepted on %(day)s") % {
                "area": area.name,
                "day": date_format(dates.day_of(report.accepted_at)),
            }
        return {
            "secretariat": _("secretariat"),
            "register": _("register"),
            "meetings": _("meetings"),
            "decisions": _("decisions"),
            "cycle": _("coverage of the cycle"),
            "progress": _("accepted progress reports"),
            "missing": _("coverage of the cycle"),
            "import": _("text that was taken in"),
        }.get(source.get("kind", ""), "")

    def url(self, source: dict[str, Any]) -> str:
        report = self.reports.get(source.get("report", 0))
        if report is not None:
            return report.get_absolute_url()
        if source.get("kind") in ("cycle", "missing", "progress") and self.cycle:
            return self.cycle.get_absolute_url()
        return ""
