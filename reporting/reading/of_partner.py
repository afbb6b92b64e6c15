"""What a partner did by its own reports, and these reports, for its own page (A1-6a-iii)."""

from django.db.models import Count, OuterRef, Subquery, Window
from django.utils.translation import gettext as _

from gmp_portal import dates
from gmp_portal.accounts.rights import Anybody
from gmp_portal.rounds import Reading
from partners.models import Partner
from partners.reading.involvement import KEPT, Deed, Part
from reporting.models import ProgressReport, ReportedActivity


def activities(partner: Partner, reader: Anybody) -> Reading[Part]:
    """Each activity once, as the newest report that was accepted tells of it."""
    told = ReportedActivity.objects.filter(report__status=ProgressReport.Status.ACCEPTED)
    of_same = told.filter(activity=OuterRef("activity"))
    newest = of_same.order_by("-report__cycle__opened_at", "-pk").values("pk")[:1]
    rows = (
        told.filter(activity__partner=partner, pk=Subquery(newest))
        .select_related("activity__area", "report")
        .annotate(total=Window(Count("pk")))
        .order_by("-report__accepted_at", "position", "pk")[:KEPT]
    )
    yield [rows]
    deeds = [
        Deed(
            row.activity.title,
            row.report.get_absolute_url(),
            (row.activity.area.name, row.get_state_display()),
            language=row.report.language,
        )
        for row in rows
    ]
    return Part(_("Activities"), deeds, rows[0].total if rows else 0)


def reports(partner: Partner, reader: Anybody) -> Reading[Part]:
    """Progress reports that this reader may open, the newest cycle first."""
    rows = (
        ProgressReport.objects.visible_to(reader)
        .filter(partner=partner)
        .select_related("cycle", "area")
        .annotate(total=Window(Count("pk")))
        .order_by("-cycle__opened_at", "area__slug", "pk")[:KEPT]
    )
    yield [rows]
    deeds = [
        Deed(
            _("Progress report, %(cycle)s") % {"cycle": row.cycle.name},
            row.get_absolute_url(),
            (
                (row.area.name,)
                if row.status == ProgressReport.Status.ACCEPTED
                else (row.area.name, row.get_status_display())
            ),
            dates.day_of(row.accepted_at) if row.accepted_at else None,
        )
        for row in rows
    ]
    return Part(_("Progress reports"), deeds, rows[0].total if rows else 0)
