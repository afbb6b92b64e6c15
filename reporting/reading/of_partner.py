"""What a partner did by its own reports, and these reports, for its own page (A1-6a-iii)."""

from datetime import date
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from gmp_portal import dates
from gmp_portal.accounts.models.terms import days
from gmp_portal.accounts.rights import Anybody
from partners.models import Partner
from partners.models.partners import followed
from partners.reading.involvement import Deed, Part
from partners.reading.signs import Sign
from reporting.models import ProgressReport

# Handed in is handed in, whatever the lead asks afterwards.
REPORTED = Sign(ProgressReport.objects.exclude(submitted_at=None).all, F("submitted_at"))


def contributors(first: date, last: date) -> "QuerySet[Any, Any]":
    """Partners that reported something of this period, or in it (A1-2b, A1-6a-iii)."""
    told = ProgressReport.objects.exclude(submitted_at=None).filter(is_nothing=False)
    of_period = told.filter(cycle__period__overlap=days(first, last))
    return of_period.values_list(Coalesce("partner__merged_into", "partner"))


def open_reports(partner: Partner) -> Part:
    """Reports that are begun and not accepted yet."""
    rows = ProgressReport.objects.filter(partner=partner).exclude(
        status=ProgressReport.Status.ACCEPTED
    )
    rows = rows.select_related("cycle", "area").order_by("-cycle__opened_at", "pk")
    return Part(_("Progress reports"), rows, _report)


def reports(partner: Partner, reader: Anybody) -> Part:
    """Progress reports that this reader may open, the newest cycle first."""
    rows = (
        ProgressReport.objects.visible_to(reader)
        .filter(followed(partner))
        .select_related("cycle", "area")
        .order_by("-cycle__opened_at", "area__slug", "pk")
    )
    return Part(_("Progress reports"), rows, _report)


def _report(row: ProgressReport) -> Deed:
    is_accepted = row.status == ProgressReport.Status.ACCEPTED
    return Deed(
        _("Progress report, %(cycle)s") % {"cycle": row.cycle.name},
        row.get_absolute_url(),
        (row.area.name,) if is_accepted else (row.area.name, row.get_status_display()),
        dates.day_of(row.accepted_at) if row.accepted_at else None,
    )
