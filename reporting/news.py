"""What is news of reporting: accepted reports of partners and areas, and documents (B7)."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gmp_portal.ui import news
from gmp_portal.ui.news import NewsItem, NewsKind
from reporting.models import AreaReport, ProgressReport, Report

AREA_REPORTS, PROGRESS = "area-reports", "progress-reports"
REPORTS = "reports"
BULKY = ("content", "sources", "problems")


def area_reports(count: int, area: str) -> Iterator[NewsItem]:
    """Accepted reports of areas (B7-9)."""
    accepted: QuerySet[Any] = AreaReport.objects.visible_to(AnonymousUser())
    accepted = accepted.select_related("area", "cycle")
    if area:
        accepted = accepted.filter(area__slug=area)
    for report in accepted.order_by("-accepted_at", "-pk")[:count]:
        said = {"area": report.area.name, "cycle": report.cycle.name}
        yield NewsItem(
            kind=AREA_REPORTS,
            key=news.key_of(report, "accepted"),
            title=gettext("Report of the area “%(area)s”, %(cycle)s") % said,
            summary=gettext("The report of the area “%(area)s” on %(cycle)s is public.")
            % said,
            url=report.get_absolute_url(),
            published_at=report.accepted_at,
            updated_at=report.accepted_at,
            areas=(report.area.slug,),
        )


def progress_reports(count: int, area: str) -> Iterator[NewsItem]:
    """Accepted progress reports of partners (A1-6a-iii)."""
    accepted: QuerySet[Any] = ProgressReport.objects.visible_to(AnonymousUser())
    accepted = accepted.select_related("area", "cycle", "partner__country")
    if area:
        accepted = accepted.filter(area__slug=area)
    for report in accepted.order_by("-accepted_at", "-pk")[:count]:
        said = {
            "area": report.area.name,
            "cycle": report.cycle.name,
            "partner": report.partner.full_name,
        }
        yield NewsItem(
            kind=PROGRESS,
            key=news.key_of(report, "accepted"),
            title=gettext("Progress report of %(partner)s, %(cycle)s") % said,
            summary=gettext(
                "The progress report of %(partner)s on its work in the area “%(area)s” is public."
            )
            % said,
            url=report.get_absolute_url(),
            published_at=report.accepted_at,
            updated_at=report.accepted_at,
            areas=(report.area.slug,),
        )


def reports(count: int, _area: str) -> Iterator[NewsItem]:
    """Published documents for governing bodies and the public (B7-4)."""
    published: QuerySet[Any] = Report.objects.visible_to(AnonymousUser())
    published = published.defer(*BULKY)
    for report in published.order_by("-published_at", "-pk")[:count]:
        yield NewsItem(
            kind=REPORTS,
            key=news.key_of(report, "published"),
            title=str(report),
            summary=gettext("This document was published. Kind: %(kind)s.")
            % {"kind": report.get_kind_display()},
            url=report.get_absolute_url(),
            published_at=report.published_at,
            updated_at=report.published_at,
            language=report.language,
        )


def register_all() -> None:
    cycles, documents = "reporting:cycle_list", "reporting:report_list"
    news.register(
        NewsKind(AREA_REPORTS, _("Reports of areas"), cycles, area_reports),
        NewsKind(PROGRESS, _("Progress reports of partners"), cycles, progress_reports),
        NewsKind(REPORTS, _("Reports"), documents, reports, is_of_areas=False),
    )
