"""What a report to a governing body says: gathered read-only from the register and the reports.

Figures are queried, never typed; each block knows where it comes from. Nothing here writes.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gmp_portal.reference.choices import Priority
from gmp_portal.typesetting.content import (
    Bar,
    BarTable,
    Block,
    Chapter,
    Note,
    Paragraph,
    Section,
    Table,
    Text,
    words,
)
from gmp_portal.typesetting.languages import language as spoken
from gmp_portal.typesetting.session import MeetingBlock, SessionDocument
from gmp_portal.ui.languages import name_of
from reporting.assembly import annexes, blocks, proposals
from reporting.models import AreaReport, ReportingCycle
from reporting.reading import figures
from reporting.reading.figures import AreaFacts


@dataclass(frozen=True)
class Masthead:
    """What only the secretariat knows about a document: where it goes and what it is called."""

    kind: str
    language: str
    title: str
    symbol: str = ""
    subtitle: str = ""
    body: str = ""
    session: str = ""
    place_and_dates: str = ""
    place_note: str = ""
    agenda_item: str = ""
    agenda_note: str = ""
    agenda_title: str = ""
    body_code: str = ""
    job_number: str = ""
    issued_on: date | None = None
    as_received: bool = False

    @property
    def meeting(self) -> MeetingBlock:
        return MeetingBlock(
            body=words(self.body),
            session=words(self.session),
            place_and_dates=_starred(self.place_and_dates, self.place_note),
            agenda_item=_starred(self.agenda_item, self.agenda_note),
            agenda_title=words(self.agenda_title),
        )


def _starred(line: str, note: str) -> Text:
    return words(line, Note(note)) if line and note else words(line)


@dataclass
class Part:
    """Blocks in the making, each with the source it was made from."""

    blocks: list[Block] = field(default_factory=list)
    sources: list[dict[str, Any]] = field(default_factory=list)

    def add(self, block: Block, **source: Any) -> None:
        self.blocks.append(block)
        self.sources.append(source)


class Assembly:
    """One report in the making, in one language (B7-4)."""

    def __init__(self, cycle: ReportingCycle, masthead: Masthead, as_of: date) -> None:
        self.cycle = cycle
        self.masthead = masthead
        self.as_of = as_of
        self.language = masthead.language
        self.partnership = figures.partnership(cycle, as_of)
        self.areas = figures.areas(cycle)
        self.body = Part()

    # Small things --------------------------------------------------------------------------

    def day(self, day: date) -> str:
        return spoken(self.language).written(day)

    def sentences(self, *sentences: str) -> str:
        """Sentences in a row, with a blank between them where the language has one."""
        blank = "" if self.language == "zh-hans" else " "
        return blank.join(sentence for sentence in sentences if sentence)

    # Chapters ------------------------------------------------------------------------------

    def introduction(self) -> None:
        part, cycle = self.body, self.cycle
        part.add(Chapter(_("Introduction")), kind="secretariat", locked=True)
        part.add(
            Paragraph(
                words(
                    _(
                        "The present document has been prepared by the secretariat of the "
                        "Global Mercury Partnership. It builds on the reports that the "
                        "partnership areas submit every two years."
                    ),
                    Note(_("Overarching framework of the Partnership, section 7.")),
                )
            ),
            kind="secretariat",
        )
        reported = sum(1 for area in self.areas if area.is_reported)
        period = _("It covers the period from %(first)s to %(last)s.") % {
            "first": self.day(cycle.first_day),
            "last": self.day(cycle.last_day),
        }
        coverage = _(
            "Of the %(areas)d partnership areas %(reported)d have reported; of the "
            "%(partners)d partners working in an area %(filed)d have filed a report that was "
            "accepted."
        ) % {
            "areas": len(self.areas),
            "reported": reported,
            "partners": self.partnership.in_areas,
            "filed": self.partnership.reported,
        }
        part.add(
            Paragraph(words(self.sentences(period, coverage))), kind="cycle", locked=True
        )

    def composition(self) -> None:
        part, partnership = self.body, self.partnership
        part.add(Chapter(_("The Partnership")), kind="secretariat", locked=True)
        part.add(Section(_("Composition")), kind="secretariat", locked=True)
        total = ngettext(
            "On %(day)s the Partnership had %(count)d partner.",
            "On %(day)s the Partnership had %(count)d partners.",
            partnership.total,
        ) % {"day": self.day(self.as_of), "count": partnership.total}
        joined = ngettext(
            "%(count)d partner joined in the reporting period.",
            "%(count)d partners joined in the reporting period.",
            partnership.joined,
        ) % {"count": partnership.joined}
        note = Note(
            _("The register of partners and their letters are public on the portal.")
        )
        part.add(
            Paragraph(words(self.sentences(total, joined), note)),
            kind="register",
            locked=True,
        )
        if partnership.by_kind:
            chart = BarTable(
                title=_("Partners by kind"),
                rows=tuple(Bar(label, count) for label, count in partnership.by_kind),
                as_of=self.day(self.as_of),
                label_header=_("Kind of partner"),
                value_header=_("Partners"),
            )
            part.add(chart, kind="register", locked=True)

    def advisory_group(self) -> None:
        part, partnership = self.body, self.partnership
        part.add(Section(_("Partnership Advisory Group")), kind="secretariat", locked=True)
        met = ngettext(
            "The Partnership Advisory Group met %(count)d time in the reporting period.",
            "The Partnership Advisory Group met %(count)d times in the reporting period.",
            len(partnership.meetings),
        ) % {"count": len(partnership.meetings)}
        if not partnership.meetings:
            met = _("The Partnership Advisory Group did not meet in the reporting period.")
        part.add(Paragraph(words(met)), kind="meetings", locked=True)
        if partnership.decisions:
            table = Table(
                title=_("Decisions adopted by consensus"),
                header=(_("Symbol"), _("Title"), _("Adopted")),
                rows=tuple(
                    (words(symbol), words(title), words(self.day(day)))
                    for symbol, title, day in partnership.decisions
                ),
            )
            part.add(table, kind="decisions", locked=True)

    def progress(self) -> None:
        part = self.body
        part.add(
            Chapter(_("Progress by partnership area")), kind="secretariat", locked=True
        )
        self._priorities()
        for area in self.areas:
            slug = area.area.slug
            part.add(
                Section(area.name(self.language)), kind="register", area=slug, locked=True
            )
            if area.report is None:
                missing = _("No report of this area had been accepted by %(day)s.") % {
                    "day": self.day(self.as_of)
                }
                part.add(Paragraph(words(missing)), kind="missing", area=slug, locked=True)
            self._counted(area)
            if area.report is not None:
                self._narrative(area, area.report)
                self._indicators(area, area.report)

    def _priorities(self) -> None:
        """How the activities of all areas spread over the priorities of paragraph 19."""
        counts = sum((area.by_priority for area in self.areas), Counter[str]())
        if not counts:
            return
        text = _(
            "The activities that partners reported serve the priorities of the Partnership as "
            "the figure shows; one activity may serve several."
        )
        self.body.add(Paragraph(words(text)), kind="progress", locked=True)
        chart = BarTable(
            title=_("Activities by priority"),
            rows=tuple(
                Bar(str(priority.label), counts[priority.value])
                for priority in Priority
                if counts[priority.value]
            ),
            as_of=self.day(self.as_of),
            label_header=_("Priority"),
            value_header=_("Activities"),
        )
        self.body.add(chart, kind="progress", locked=True)

    def _counted(self, area: AreaFacts) -> None:
        """What accepted progress reports add up to (B7-5): shown, never typed."""
        if not area.filed:
            return
        reports = ngettext(
            "%(count)d partner of this area filed a report that was accepted.",
            "%(count)d partners of this area filed a report that was accepted.",
            area.filed,
        ) % {"count": area.filed}
        activities = ngettext(
            "They reported %(count)d activity.",
            "They reported %(count)d activities.",
            len(area.activities),
        ) % {"count": len(area.activities)}
        text = self.sentences(reports, activities if area.activities else "")
        self.body.add(
            Paragraph(words(text)), kind="progress", area=area.area.slug, locked=True
        )
        if area.totals:
            table = Table(
                title=_("Contributions on record"),
                header=(_("Currency"), _("Amount")),
                rows=tuple(
                    (words(currency), words(f"{amount:,.0f}"))
                    for currency, amount in area.totals
                ),
            )
            self.body.add(table, kind="progress", area=area.area.slug, locked=True)

    def _narrative(self, area: AreaFacts, report: AreaReport) -> None:
        """The words of the area's own report, paragraph by paragraph, as they were received."""
        source = {"kind": "area_report", "area": area.area.slug, "report": report.pk}
        rating = _(
            "The area rates its progress towards its objectives as “%(rating)s”."
        ) % {"rating": report.get_rating_display()}
        self.body.add(Paragraph(words(rating)), **source, locked=True)
        is_first = True
        for name in ("highlights", "effectiveness", "impact", "lessons", "future"):
            for text in _paragraphs(getattr(report, name)):
                runs = self._received(text, report) if is_first else words(text)
                made = Paragraph(runs)
                self.body.add(
                    made,
                    **source,
                    field=name,
                    language=report.language,
                    original=blocks.written(runs),
                )
                is_first = False

    def _received(self, text: str, report: AreaReport) -> Text:
        if report.language == self.language:
            return words(text)
        return words(
            text,
            Note(
                _("Reproduced as received, in %(language)s.")
                % {"language": name_of(report.language)}
            ),
        )

    def _indicators(self, area: AreaFacts, report: AreaReport) -> None:
        if not area.indicators:
            return
        table = Table(
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
        )
        self.body.add(
            table, kind="area_report", area=area.area.slug, report=report.pk, locked=True
        )

    def action(self) -> None:
        self.body.add(Chapter(_("Suggested action")), kind="secretariat", locked=True)
        text = proposals.suggested_action(self.masthead.kind)
        self.body.add(Paragraph(words(text)), kind="secretariat")


def report(
    cycle: ReportingCycle, masthead: Masthead, *, as_of: date
) -> tuple[SessionDocument, dict[str, Any]]:
    """Assemble the report on a cycle in one language, with the source of every part (B7-4)."""
    with translation.override(masthead.language):
        made = Assembly(cycle, masthead, as_of)
        made.introduction()
        made.composition()
        made.advisory_group()
        made.progress()
        made.action()
        found = list(annexes.of(made))
        document = SessionDocument(
            language=masthead.language,
            title=masthead.title,
            subtitle=masthead.subtitle,
            symbol=masthead.symbol,
            body_code=masthead.body_code,
            issued_on=masthead.issued_on,
            job_number=masthead.job_number,
            as_received=masthead.as_received,
            meeting=masthead.meeting,
            blocks=tuple(made.body.blocks),
            annexes=tuple(annex for annex, _sources in found),
        )
    return document, {"parts": [made.body.sources, *(sources for _annex, sources in found)]}


def is_empty(cycle: ReportingCycle) -> bool:
    """Nothing was accepted in this cycle, so there is nothing to report."""
    return not (
        cycle.area_reports.filter(status="accepted").exists()
        or cycle.progress_reports.filter(status="accepted").exists()
    )


def _paragraphs(text: str) -> list[str]:
    parts = text.replace("\r\n", "\n").split("\n\n")
    return [" ".join(part.split()) for part in parts if part.strip()]
