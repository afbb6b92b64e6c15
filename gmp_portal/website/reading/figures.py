"""Figures of the front page, each with the address of the list that proves it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F
from django.urls import reverse
from django.utils.translation import ngettext, npgettext

from areas.models import AreaMembership, PartnershipArea
from gmp_portal import dates
from gmp_portal.meetings.models import Meeting
from gmp_portal.ui.components import Bar
from partners.models import LetterOfIntent, Partner
from reporting.models import Report

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Figure:
    """A number, what it counts, and where to count again."""

    value: int
    label: "StrOrPromise"
    url: str


def home_page() -> dict[str, Any]:
    """Everything the front page shows, in a constant number of queries."""
    today = dates.today()
    confirmed = Partner.objects.confirmed()
    totals = confirmed.aggregate(
        partners=Count("pk"), countries=Count("country", distinct=True)
    )
    reports = Report.objects.published().defer("content", "sources")
    areas = list(PartnershipArea.objects.filter(status=PartnershipArea.Status.ESTABLISHED))
    members = dict(
        AreaMembership.objects.current()
        .order_by()
        .values_list("area")
        .annotate(total=Count("partner", distinct=True))
    )
    register = reverse("partners:partner_list")
    n_reports = reports.count()
    figures = [
        Figure(
            totals["partners"],
            npgettext("figure", "partner", "partners", totals["partners"]),
            register,
        ),
        Figure(
            len(areas),
            npgettext("figure", "partnership area", "partnership areas", len(areas)),
            reverse("areas:area_list"),
        ),
        Figure(
            totals["countries"],
            ngettext(
                "country with a partner", "countries with a partner", totals["countries"]
            ),
            register,
        ),
        Figure(
            n_reports,
            ngettext("published report", "published reports", n_reports),
            reverse("reporting:report_list"),
        ),
    ]
    bars = [
        Bar(area.name, members.get(area.pk, 0), f"{register}?area={area.slug}")
        for area in areas
    ]
    return {
        "figures": figures,
        "partners_by_area": sorted(bars, key=lambda bar: -bar.value),
        "next_meetings": Meeting.objects.filter(
            status=Meeting.Status.CONVENED, starts_on__gte=today
        ).order_by("starts_on")[:4],
        "latest_letters": LetterOfIntent.objects.filter(
            status=LetterOfIntent.Status.PUBLISHED
        ).order_by(F("published_at").desc())[:4],
        "latest_reports": reports.order_by(F("published_at").desc())[:4],
        "as_of": today,
    }
