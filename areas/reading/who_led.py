"""Who led the areas on a day, from the terms and only from them (C3, A1-4b-vi)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Prefetch, Subquery
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from areas.models import LeadTerm, PartnershipArea


@dataclass(frozen=True)
class Answer:
    """Who led an area on the day; where nobody did, what the portal knows of that."""

    area: PartnershipArea
    terms: list[LeadTerm]
    why_nobody: str = ""


def on(day: date, area: PartnershipArea | None = None) -> list[Answer]:
    """An answer for this area, or for every area that everybody sees, in two queries."""
    own = LeadTerm.objects.filter(area=OuterRef("pk"))
    first = own.order_by("period").values("period")[:1]
    running = LeadTerm.objects.current(day).for_page().order_by("places")
    areas = PartnershipArea.objects.exclude(status=PartnershipArea.Status.PROPOSED)
    if area is not None:
        areas = areas.filter(pk=area.pk)
    asked = areas.annotate(first_period=Subquery(first)).prefetch_related(
        Prefetch("lead_terms", running, to_attr="leads_then")
    )
    return [
        Answer(
            each,
            each.leads_then,
            ""
            if each.leads_then
            else why_nobody(each, day, each.first_period and each.first_period.lower),
        )
        for each in asked
    ]


def why_nobody(area: PartnershipArea, day: date, first: date | None) -> str:
    """What the portal knows of a day without a lead; of days before its records it says nothing."""
    if area.established_year and day.year < area.established_year:
        return _("The area did not exist yet: it was established in %(year)s.") % {
            "year": area.established_year
        }
    if first is None:
        return _("Not recorded: no term of a lead of this area stands in the portal.")
    if day < first:
        return _("Not recorded: the terms in the portal begin on %(day)s.") % {
            "day": date_format(first, "DATE_FORMAT")
        }
    return _("Nobody: no term of a lead ran on this day.")
