"""What is news of reporting: accepted reports of partners and areas, and documents (B7)."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, F, OuterRef, QuerySet, Subquery, When
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from gmp_portal.rounds import Reading
from gmp_portal.ui import languages, news
from gmp_portal.ui.news import NewsItem, NewsKind
from gmp_portal.words import listed, sentences
from reporting.models import AreaReport, ProgressReport, Report

AREA_REPORTS, PROGRESS = "area-reports", "progress-reports"
REPORTS = "reports"
BULKY = ("content", "sources", "problems")


def area_reports(count: int, area: str) -> Reading[list[NewsItem]]:
    """Accepted reports of areas (B7-9)."""
    accepted: QuerySet[Any] = AreaReport.objects.visible_to(AnonymousUser())
    accepted = accepted.select_related("area", "cycle")
    if area:
        accepted = accepted.filter(area__slug=area)
    newest = accepted.order_by("-accepted_at", "-pk")[:count]
    yield [newest]
    return [_of_an_area(report) for report in newest]


def _of_an_area(report: Any) -> NewsItem:
    said = {"area": report.area.name, "cycle": report.cycle.name}
    return NewsItem(
        kind=AREA_REPORTS,
        key=news.key_of(report, "accepted"),
        title=gettext("Report of the area “%(area)s”, %(cycle)s") % said,
        summary=gettext("Accepted by UNEP and published."),
        url=report.get_absolute_url(),
        published_at=report.accepted_at,
        updated_at=report.accepted_at,
        areas=(report.area.slug,),
    )


def progress_reports(count: int, area: str) -> Reading[list[NewsItem]]:
    """Accepted progress reports of partners (A1-6a-iii)."""
    accepted: QuerySet[Any] = ProgressReport.objects.visible_to(AnonymousUser())
    accepted = accepted.select_related("area", "cycle", "partner__country")
    if area:
        accepted = accepted.filter(area__slug=area)
    newest = accepted.order_by("-accepted_at", "-pk")[:count]
    yield [newest]
    return [_of_a_partner(report) for report in newest]


def _of_a_partner(report: Any) -> NewsItem:
    said = {
        "area": report.area.name,
        "cycle": report.cycle.name,
        "partner": report.partner.full_name,
    }
    return NewsItem(
        kind=PROGRESS,
        key=news.key_of(report, "accepted"),
        title=gettext("Progress report of %(partner)s, %(cycle)s") % said,
        summary=gettext("On its work in the area “%(area)s”.") % said,
        url=report.get_absolute_url(),
        published_at=report.accepted_at,
        updated_at=report.accepted_at,
        areas=(report.area.slug,),
    )


def reports(count: int, _area: str) -> Reading[list[NewsItem]]:
    """Published documents for governing bodies and the public, each once (B7-4)."""
    published: QuerySet[Any] = Report.objects.visible_to(AnonymousUser())
    newest = _for_reader(published).defer(*BULKY).order_by("-told_at", "-first")[:count]
    yield [newest]
    symbols = [report.symbol for report in newest if report.symbol]
    versions = published.filter(symbol__in=symbols).order_by("language")
    spoken = versions.values_list("symbol", "language")
    yield [spoken]
    return [_document(report, spoken) for report in newest]


def _document(report: Any, spoken: "Iterable[tuple[str, str]]") -> NewsItem:
    others = [
        languages.name_of(code)
        for symbol, code in spoken
        if symbol == report.symbol and code != report.language
    ]
    return NewsItem(
        kind=REPORTS,
        key=news.key_of(Report(pk=report.first), "published"),
        title=report.title,
        summary=_of_document(report, others),
        url=report.get_absolute_url(),
        published_at=report.told_at,
        updated_at=report.told_at,
        language=report.language,
    )


def _for_reader(published: QuerySet[Any]) -> QuerySet[Any]:
    """One version of each document: the reader's language, else English, else the first.

    ``first`` and ``told_at`` are those of its first version: whoever reads the news in another
    language reads of the same document on the same day.
    """
    own = get_language() or "en"
    preferred = Case(When(language=own, then=0), When(language="en", then=1), default=2)
    # Said for the database, whose index holds symbols alone.
    same = published.filter(symbol=OuterRef("symbol")).exclude(symbol="")
    versions, first = same.order_by(preferred, "pk"), same.order_by("published_at", "pk")
    by_symbol = {
        "best": Subquery(versions.values("pk")[:1]),
        "first": Subquery(first.values("pk")[:1]),
        "told_at": Subquery(first.values("published_at")[:1]),
    }
    # A document without a symbol is its own only version.
    alone = {"best": F("pk"), "first": F("pk"), "told_at": F("published_at")}
    chosen: QuerySet[Any] = published.annotate(
        **{
            name: Case(When(symbol="", then=alone[name]), default=of_symbol)
            for name, of_symbol in by_symbol.items()
        }
    )
    return chosen.filter(pk=F("best"))


def _of_document(report: Report, others: list[str]) -> str:
    """Under which symbol, or what it is, and in which languages there is more of it."""
    told = [
        gettext("Published as %(symbol)s.") % {"symbol": report.symbol}
        if report.symbol
        else gettext("%(kind)s, published.") % {"kind": report.get_kind_display()}
    ]
    if others:
        told.append(gettext("Also in: %(languages)s.") % {"languages": listed(others)})
    return sentences(*told)


def register_all() -> None:
    cycles, documents = "reporting:cycle_list", "reporting:report_list"
    news.register(
        NewsKind(
            AREA_REPORTS,
            _("Reports of areas"),
            cycles,
            area_reports,
            _("What an area did in a reporting cycle, once UNEP has accepted it."),
        ),
        NewsKind(
            PROGRESS,
            _("Progress reports of partners"),
            cycles,
            progress_reports,
            _("What a partner did in an area, once its report is accepted."),
        ),
        NewsKind(
            REPORTS,
            _("Reports"),
            documents,
            reports,
            _("Documents for governing bodies and the public, in each of their languages."),
            is_of_areas=False,
        ),
    )
