"""What is missing in the data of areas, for the worklist of the secretariat (A1-4b-vi)."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from areas.models import AreaMembership, LeadTerm, PartnershipArea
from partners.models import Partner
from partners.reading import quality
from partners.reading.quality import Check


def without_lead(_today: date) -> "QuerySet[PartnershipArea]":
    terms = LeadTerm.objects.current().filter(area=OuterRef("pk"))
    return PartnershipArea.objects.established().exclude(Exists(terms))


def without_area(_today: date) -> "QuerySet[Partner]":
    rows = AreaMembership.objects.current().filter(partner=OuterRef("pk"))
    return Partner.objects.confirmed().exclude(Exists(rows))


def _page_of(record: Any) -> str:
    url: str = record.get_absolute_url()
    return url


def register_all() -> None:
    """Called when the portal starts."""
    quality.register(
        "areas-without-lead",
        Check(
            _("Areas without a lead"),
            "A1-4b-vi",
            without_lead,
            lambda area: str(area.name),
            _page_of,
        ),
    )
    quality.register(
        "without-area",
        quality.of_partners(_("Partners without an area"), "A1-1b", without_area),
    )
