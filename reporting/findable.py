"""What can be found of reports: of those for governing bodies each paragraph by itself."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from areas.models import PartnershipArea
from gmp_portal import dates
from gmp_portal.search import register
from gmp_portal.search.register import Findable, Place, Text, address, names, own
from gmp_portal.typesetting import content, languages, numbering
from gmp_portal.typesetting.content import Block
from partners.models import Partner
from reporting.models import AreaReport, ProgressReport, Report
from reporting.reading import lengths


def register_all() -> None:
    register.register(
        "report",
        Findable(
            label=_("Reports to governing bodies"),
            singular=_("Report to a governing body"),
            place=Place.REPORTS,
            records=Report.objects.all,
            texts=_reports,
            ordinary=frozenset({"published"}),
            follows={"reporting.report": own},
        ),
    )
    register.register(
        "area_report",
        Findable(
            label=_("Reports of areas"),
            singular=_("Report of an area"),
            place=Place.REPORTS,
            records=AreaReport.objects.all,
            texts=_area_reports,
            titles=_names_of_area_reports,
            ordinary=frozenset({"accepted"}),
            follows={
                "reporting.areareport": own,
                "areas.partnershiparea": _area_reports_of,
            },
        ),
    )
    register.register(
        "progress_report",
        Findable(
            label=_("Reports of partners"),
            singular=_("Report of a partner"),
            place=Place.REPORTS,
            records=ProgressReport.objects.all,
            texts=_progress_reports,
            titles=_names_of_progress_reports,
            ordinary=frozenset({"accepted"}),
            follows={
                "reporting.progressreport": own,
                "partners.partner": _progress_reports_of,
                "areas.partnershiparea": _progress_reports_of,
            },
        ),
    )


def _area_reports_of(area: PartnershipArea) -> Iterable[int]:
    return area.reports.values_list("pk", flat=True)


def _progress_reports_of(named: Partner | PartnershipArea) -> Iterable[int]:
    """Their titles have the names of the partner and of the area."""
    return named.progress_reports.values_list("pk", flat=True)


def _reports(keys: list[int]) -> Iterator[Text]:
    for report in Report.objects.filter(pk__in=keys):
        moment = report.published_at or report.assembled_at
        path = address(report)
        title = " ".join(filter(None, (report.symbol, report.title)))
        whole = report.document
        parts = [whole.blocks, *(annex.blocks for annex in whole.annexes)]
        for number, blocks in enumerate(parts):
            for label, text in _paragraphs(blocks, report.language):
                yield Text(
                    report.pk,
                    part=f"{number}.{label}",
                    title=title,
                    heading=label,
                    path=path,
                    text=text,
                    language=report.language,
                    dated_on=dates.day_of(moment),
                )


def _paragraphs(blocks: tuple[Block, ...], language: str) -> Iterator[tuple[str, str]]:
    """Each numbered paragraph with what follows it up to the next; headings go in front."""
    label = ""
    lines: list[str] = []
    for number, block in numbering.labels(blocks, languages.language(language)):
        if isinstance(block, content.Paragraph) and block.numbered and lines:
            yield label, "\n".join(lines)
            lines = []
        if isinstance(block, content.Paragraph) and block.numbered:
            label = number
        lines.extend(_said(block))
    if lines:
        yield label, "\n".join(lines)


def _said(block: Any) -> Iterator[str]:
    """The words of a block, whatever it is made of."""
    if isinstance(block, str):
        yield block
    elif isinstance(block, tuple):
        if block and all(
            isinstance(run, str | content.Note | content.Emphasis) for run in block
        ):
            yield content.plain(block)
        else:
            for part in block:
                yield from _said(part)
    elif hasattr(block, "__dataclass_fields__"):
        for name in block.__dataclass_fields__:
            said = getattr(block, name)
            # The heads of columns look like one text in pieces.
            yield from said if name == "header" else _said(said)


def _named_area_reports(keys: list[int]) -> QuerySet[AreaReport]:
    return AreaReport.objects.filter(pk__in=keys).select_related("area", "cycle")


def _names_of_area_reports(keys: list[int]) -> dict[int, str]:
    return names(_named_area_reports(keys).defer(*lengths.AREA))


def _area_reports(keys: list[int]) -> Iterator[Text]:
    reports = _named_area_reports(keys)
    for report in reports:
        yield Text(
            report.pk,
            title=str(report),
            path=address(report),
            text="\n".join(getattr(report, name) for name in lengths.AREA),
            also="\n".join(report.area.names.values()),
            language=report.language,
            dated_on=dates.day_of(report.accepted_at or report.saved_at),
            areas=(report.area.slug,),
        )


def _named_progress_reports(keys: list[int]) -> QuerySet[ProgressReport]:
    reports = ProgressReport.objects.filter(pk__in=keys)
    return reports.select_related("area", "cycle", "partner__country")


def _names_of_progress_reports(keys: list[int]) -> dict[int, str]:
    return names(_named_progress_reports(keys).defer(*lengths.PROGRESS))


def _progress_reports(keys: list[int]) -> Iterator[Text]:
    reports = _named_progress_reports(keys)
    for report in reports.prefetch_related(
        "reported_activities__activity", "contributions"
    ):
        activities = (
            f"{reported.activity.title}\n{reported.result}"
            for reported in report.reported_activities.all()
        )
        yield Text(
            report.pk,
            title=str(report),
            path=address(report),
            text="\n".join(
                [
                    report.nothing_reason if report.is_nothing else "",
                    report.lessons,
                    report.needs,
                    *activities,
                    *(given.description for given in report.contributions.all()),
                ]
            ),
            also="\n".join(report.area.names.values()),
            language=report.language,
            dated_on=dates.day_of(report.accepted_at or report.saved_at),
            areas=(report.area.slug,),
        )
