"""What a report to a governing body says: gathered read-only from the register and the reports.

Figures are queried, never typed; each block knows where it comes from. Nothing here writes.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gmp_portal.typesetting.content import (
    Annex,
    Bar,
    BarTable,
    Block,
    Chapter,
    DraftDecision,
    Note,
    Operative,
    Paragraph,
    Section,
    Table,
    words,
)
from gmp_portal.typesetting.session import MeetingBlock, SessionDocument
from reporting import facts
from reporting.facts import AreaFacts
from reporting.models import ReportingCycle


@dataclass(frozen=True)
class Masthead:
    """What only the secretariat knows about a document: where it goes and what it is called."""

    language: str
    symbol: str
    title: str
    subtitle: str
    body: str
    session: str
    place_and_dates: str
    agenda_item: str
    agenda_title: str
    issued_on: date
    body_code: str = "MC"
    place_note: str = ""
    agenda_note: str = ""
    job_number: str = ""
    has_draft_decision: bool = True


@dataclass
class Assembly:
    """Blocks in the making, each with the source it was made from."""

    blocks: list[Block] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)

    def add(self, block: Block, source: str = "") -> None:
        if source:
            self.sources[str(len(self.blocks))] = source
        self.blocks.append(block)


def report(
    cycle: ReportingCycle, masthead: Masthead, *, as_of: date
) -> tuple[SessionDocument, dict[str, Any]]:
    """Assemble the report on a cycle in one language, with the source of every part (B7-4)."""
    with translation.override(masthead.language):
        partnership = facts.partnership(cycle, as_of)
        areas = facts.areas(cycle)
        made = Assembly()
        _introduction(made, cycle, partnership, areas)
        _implementation(made, partnership, as_of)
        _progress(made, cycle, areas, masthead.language)
        _action(made, masthead)
        document = SessionDocument(
            language=masthead.language,
            title=masthead.title,
            subtitle=masthead.subtitle,
            symbol=masthead.symbol,
            body_code=masthead.body_code,
            issued_on=masthead.issued_on,
            original_language="en",
            job_number=masthead.job_number,
            meeting=MeetingBlock(
                body=words(masthead.body),
                session=words(masthead.session),
                place_and_dates=_starred(masthead.place_and_dates, masthead.place_note),
                agenda_item=_starred(masthead.agenda_item, masthead.agenda_note),
                agenda_title=words(masthead.agenda_title),
            ),
            blocks=tuple(made.blocks),
            annexes=tuple(_annexes(cycle, areas, masthead)),
        )
    return document, {"blocks": made.sources}


def _starred(line: str, note: str) -> tuple[Any, ...]:
    return words(line, Note(note)) if note else words(line)


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")


def _introduction(
    made: Assembly, cycle: ReportingCycle, partnership: facts.Partnership, areas: list[AreaFacts]
) -> None:
    made.add(Chapter(_("Introduction")))
    made.add(
        Paragraph(
            words(
                _(
                    "The present document has been prepared by the secretariat of the Global "
                    "Mercury Partnership. It builds on the reports that the partnership areas "
                    "submit every two years."
                ),
                Note(_("Overarching framework of the Partnership, section 7.")),
            )
        ),
        _("secretariat"),
    )
    reported = sum(1 for area in areas if area.is_reported)
    made.add(
        Paragraph(
            words(
                _("It covers the period from %(first)s to %(last)s.")
                % {"first": _day(cycle.first_day), "last": _day(cycle.last_day)},
                " ",
                _(
                    "Of the %(areas)d partnership areas %(reported)d have reported; of the "
                    "%(partners)d partners working in an area %(filed)d have filed a report "
                    "that was accepted."
                )
                % {
                    "areas": len(areas),
                    "reported": reported,
                    "partners": partnership.in_areas,
                    "filed": partnership.reported,
                },
            )
        ),
        _("cycle %(name)s") % {"name": cycle.name},
    )


def _implementation(made: Assembly, partnership: facts.Partnership, as_of: date) -> None:
    made.add(Chapter(_("The Partnership")))
    made.add(Section(_("Composition")))
    made.add(
        Paragraph(
            words(
                ngettext(
                    "On %(day)s the Partnership had %(count)d partner.",
                    "On %(day)s the Partnership had %(count)d partners.",
                    partnership.total,
                )
                % {"day": _day(as_of), "count": partnership.total},
                " ",
                ngettext(
                    "%(count)d joined in the reporting period.",
                    "%(count)d joined in the reporting period.",
                    partnership.joined,
                )
                % {"count": partnership.joined},
                Note(_("The register of partners and their letters are public on the portal.")),
            )
        ),
        _("register of partners"),
    )
    if partnership.by_kind:
        made.add(
            BarTable(
                title=_("Partners by kind"),
                rows=tuple(Bar(label, count) for label, count in partnership.by_kind),
                as_of=_day(as_of),
                label_header=_("Kind of partner"),
                value_header=_("Partners"),
            ),
            _("register of partners"),
        )
    made.add(Section(_("Partnership Advisory Group")))
    made.add(
        Paragraph(
            ngettext(
                "The Partnership Advisory Group met %(count)d time in the reporting period.",
                "The Partnership Advisory Group met %(count)d times in the reporting period.",
                len(partnership.meetings),
            )
            % {"count": len(partnership.meetings)}
        ),
        _("meetings"),
    )
    if partnership.decisions:
        made.add(
            Table(
                title=_("Decisions adopted by consensus"),
                header=(_("Symbol"), _("Title"), _("Adopted")),
                rows=tuple(
                    (words(symbol), words(title), words(_day(day)))
                    for symbol, title, day in partnership.decisions
                ),
            ),
            _("decisions"),
        )


def _progress(
    made: Assembly, cycle: ReportingCycle, areas: list[AreaFacts], language: str
) -> None:
    made.add(Chapter(_("Progress by partnership area")))
    for area in areas:
        made.add(Section(area.name(language)))
        if area.report is None:
            made.add(
                Paragraph(
                    _("No report of this area had been accepted by %(day)s.")
                    % {"day": _day(cycle.area_due_on)}
                ),
                _("cycle %(name)s") % {"name": cycle.name},
            )
        for block, source in _area_blocks(area, language):
            made.add(block, source)


def _area_blocks(area: AreaFacts, language: str) -> Iterator[tuple[Block, str]]:
    made = _("accepted progress reports")
    if area.activities:
        count = ngettext(
            "Partners reported %(count)d activity.",
            "Partners reported %(count)d activities.",
            area.activities,
        ) % {"count": area.activities}
        yield Paragraph(words(count, " ", *_contributions(area))), made
    report = area.report
    if report is None:
        return
    source = _("area report of %(area)s, accepted on %(day)s") % {
        "area": area.name(language),
        "day": _day(report.accepted_at.date()),
    }
    rating = _("The area rates its progress towards its objectives as follows: %(rating)s.") % {
        "rating": report.get_rating_display().lower() if language != "zh-hans" else report.get_rating_display()
    }
    yield Paragraph(rating), source
    for text in (
        report.highlights,
        report.effectiveness,
        report.impact,
        report.lessons,
        report.future,
    ):
        for paragraph in _paragraphs(text):
            yield Paragraph(_received(paragraph, language)), source
    if area.indicators:
        yield (
            Table(
                title=_("Indicators of the business plan"),
                header=(_("Indicator"), _("Baseline"), _("Target"), _("Reached")),
                rows=tuple(
                    (
                        words(row.name),
                        words(row.baseline or _("not available")),
                        words(row.target or _("not available")),
                        words(row.actual or _("not reported")),
                    )
                    for row in area.indicators
                ),
            ),
            source,
        )


def _contributions(area: AreaFacts) -> Iterator[str]:
    """Totals for each currency by itself: sums in different currencies are never mixed."""
    if area.totals:
        totals = ", ".join(f"{currency} {amount:,.0f}" for currency, amount in area.totals)
        yield _("Contributions on record: %(totals)s.") % {"totals": totals}


def _received(text: str, language: str) -> tuple[Any, ...]:
    """A text as it was received; where it is not in the document's language, a note says so."""
    if language == "en":
        return words(text)
    return words(text, Note(_("Reproduced as received, in English.")))


def _paragraphs(text: str) -> list[str]:
    parts = text.replace("\r\n", "\n").split("\n\n")
    return [" ".join(part.split()) for part in parts if part.strip()]


def _action(made: Assembly, masthead: Masthead) -> None:
    made.add(Chapter(_("Suggested action")))
    text = (
        _(
            "The Conference of the Parties may wish to take note of the information in the "
            "present document and to consider the draft decision set out in the annex."
        )
        if masthead.has_draft_decision
        else _("Readers may wish to take note of the information in the present document.")
    )
    made.add(Paragraph(text), _("secretariat"))


def _annexes(
    cycle: ReportingCycle, areas: list[AreaFacts], masthead: Masthead
) -> Iterator[Annex]:
    if masthead.has_draft_decision:
        yield Annex(title="", blocks=(_draft_decision(),))
    rows = tuple(
        (
            words(area.name(masthead.language)),
            words(_day(area.report.accepted_at.date()) if area.report else _("no report received")),
            words(f"{area.filed}/{area.members}"),
        )
        for area in areas
    )
    yield Annex(
        title=_("Coverage of the present document"),
        blocks=(
            Paragraph(
                _(
                    "The table shows from which partnership areas a report was accepted, and how "
                    "many of their partners filed a report. What is missing is listed, not "
                    "estimated."
                )
            ),
            Table(
                title=_("Reports received for the period"),
                header=(_("Partnership area"), _("Report accepted"), _("Partners reporting")),
                rows=rows,
            ),
        ),
    )


def _draft_decision() -> DraftDecision:
    return DraftDecision(
        title=_("Draft decision [--]: cooperation with the Global Mercury Partnership"),
        opening=words(_("The Conference of the Parties,")),
        preamble=(
            words(_("Recalling the provisions of the Convention on cooperation,")),
            words(_("Having considered the report on the work of the Partnership,")),
        ),
        operative=(
            Operative(words(_("Takes note of the report on the work of the Partnership;"))),
            Operative(
                words(_("Invites Parties and other stakeholders to take part in its areas;"))
            ),
            Operative(
                words(
                    _(
                        "Requests the secretariat to report on its cooperation with the "
                        "Partnership at the next meeting."
                    )
                )
            ),
        ),
    )
