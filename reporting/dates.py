"""What has a date in this app: the days on which reports are due."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q
from django.db.models.functions import Coalesce, Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gmp_portal import dates, ledger
from gmp_portal.accounts.rights import Anybody
from gmp_portal.ledger import moments
from gmp_portal.rounds import Reading
from gmp_portal.ui import dated
from gmp_portal.ui.dated import Dated, Source
from reporting.acts import Act
from reporting.models import ReportingCycle


def register_all() -> None:
    """Called when the portal starts."""
    label = gettext_lazy("Reports due")
    dated.register("reports-due", Source(label, reports_due, (Act.CYCLE_OPENED,)))


def reports_due(user: Anybody, first: date, last: date) -> Reading[list[Dated]]:
    """When partners and areas report in each cycle (A1-6a-iii, B7-1).

    A cycle that is closed takes no report: what it would still have waited for is no date.
    """
    days = (first, last)
    closed_at = Coalesce(moments.last(ReportingCycle, Act.CYCLE_CLOSED), Now())
    rows = (
        ReportingCycle.objects.visible_to(user)
        .filter(Q(progress_due_on__range=days) | Q(area_due_on__range=days))
        .annotate(closed_at=closed_at)
    )
    yield [rows]
    return [due for cycle in rows for due in _reports_of(cycle, first, last)]


def _reports_of(cycle: Any, first: date, last: date) -> Iterator[Dated]:
    until = last if cycle.takes_reports else min(last, dates.day_of(cycle.closed_at))
    titles = {
        "progress": (_("Progress reports are due: %(cycle)s"), cycle.progress_due_on),
        "area": (_("Area reports are due: %(cycle)s"), cycle.area_due_on),
    }
    for key, (title, day) in titles.items():
        if first <= day <= until:
            yield Dated(
                uid=("cycle", str(cycle.pk), key),
                subject=ledger.subject_of(cycle),
                title=title % {"cycle": cycle.name},
                url=cycle.get_absolute_url(),
                first_on=day,
                last_on=day,
                description=dated.whose_day(),
                area=dated.EVERY_AREA,
            )
