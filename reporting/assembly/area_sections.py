"""The chapter on the areas: what each reported, counted, in its own words, by indicator."""

from collections import Counter
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gmp_portal.reference.choices import Priority
from gmp_portal.typesetting import prose
from gmp_portal.typesetting.content import (
    Bar,
    BarTable,
    Chapter,
    Note,
    Paragraph,
    Section,
    SubParagraph,
    Table,
    Text,
    Unnumbered,
    words,
)
from gmp_portal.ui import amounts
from gmp_portal.ui.languages import name_of
from reporting.assembly import blocks
from reporting.assembly.making import Assembly
from reporting.models import AreaReport
from reporting.reading.figures import AreaFacts


def progress(made: Assembly) -> None:
    part = made.body
    part.add(Chapter(_("Progress by partnership area")), kind="secretariat", locked=True)
    _priorities(made)
    for area in made.areas:
        slug = area.area.slug
        part.add(Section(area.name(made.language)), kind="register", area=slug, locked=True)
        if area.report is None:
            missing = _("No report of this area had been accepted by %(day)s.") % {
                "day": made.day(made.as_of)
            }
            part.add(Paragraph(words(missing)), kind="missing", area=slug, locked=True)
        _counted(made, area)
        if area.report is not None:
            _narrative(made, area, area.report)
            _indicators(made, area, area.report)


def _priorities(made: Assembly) -> None:
    """How the activities of all areas spread over the priorities of paragraph 19."""
    counts = sum((area.by_priority for area in made.areas), Counter[str]())
    if not counts:
        return
    text = _(
        "The activities that partners reported serve the priorities of the Partnership as "
        "the figure shows; one activity may serve several."
    )
    made.body.add(Paragraph(words(text)), kind="progress", locked=True)
    chart = BarTable(
        title=_("Activities by priority"),
        rows=tuple(
            Bar(str(priority.label), counts[priority.value])
            for priority in Priority
            if counts[priority.value]
        ),
        as_of=made.day(made.as_of),
        label_header=_("Priority"),
        value_header=_("Activities"),
    )
    made.body.add(chart, kind="progress", locked=True)


def _counted(made: Assembly, area: AreaFacts) -> None:
    """What accepted progress reports add up to (B7-5): shown, never typed."""
    if not area.filed:
        return
    reports = ngettext(
        "%(count)d partner of this area filed a report that was accepted.",
        "%(count)d partners of this area filed a report that was accepted.",
        area.filed,
    ) % {"count": area.filed}
    activities = ngettext(
        "%(count)d activity was reported.",
        "%(count)d activities were reported.",
        len(area.activities),
    ) % {"count": len(area.activities)}
    text = made.sentences(reports, activities if area.activities else "")
    made.body.add(Paragraph(words(text)), kind="progress", area=area.area.slug, locked=True)
    if area.totals:
        table = Table(
            title=_("Contributions on record"),
            header=(_("Currency"), _("Amount")),
            rows=tuple(
                (words(currency), words(amounts.grouped(amount)))
                for currency, amount in area.totals
            ),
        )
        made.body.add(table, kind="progress", area=area.area.slug, locked=True)


def _narrative(made: Assembly, area: AreaFacts, report: AreaReport) -> None:
    """The words of the area's own report, paragraph by paragraph, as they were received."""
    source = {"kind": "area_report", "area": area.area.slug, "report": report.pk}
    rating = _("The area rates its progress towards its objectives as “%(rating)s”.") % {
        "rating": report.get_rating_display()
    }
    made.body.add(Paragraph(words(rating)), **source, locked=True)
    is_first = True
    for name in ("highlights", "effectiveness", "impact", "lessons", "future"):
        for block in prose.content(getattr(report, name)):
            origin = source | {"field": name, "language": report.language}
            if isinstance(block, Paragraph | Unnumbered | SubParagraph):
                if is_first:
                    block = replace(block, runs=_received(made, block.runs, report))
                origin["original"] = blocks.written(block.runs)
                is_first = False
            made.body.add(block, **origin)


def _received(made: Assembly, text: Text, report: AreaReport) -> Text:
    if report.language == made.language:
        return text
    return words(
        *text,
        Note(
            _("Reproduced as received, in %(language)s.")
            % {"language": name_of(report.language)}
        ),
    )


def _indicators(made: Assembly, area: AreaFacts, report: AreaReport) -> None:
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
    made.body.add(
        table, kind="area_report", area=area.area.slug, report=report.pk, locked=True
    )
