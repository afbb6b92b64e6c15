"""Activities of the same title in later cycles: proposed for joining, never joined (B7-5)."""

from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery

from areas.models import Activity
from gmp_portal.words import listed
from partners.models import Partner
from reporting.models import ProgressReport

SHOWN = 20
HANDED_IN = (ProgressReport.Status.SUBMITTED, ProgressReport.Status.ACCEPTED)


@dataclass(frozen=True)
class Proposal:
    """An activity that may continue an earlier one of the same title."""

    activity: Activity
    earlier: Activity

    @property
    def cycles(self) -> str:
        return _cycles(self.activity)

    @property
    def earlier_cycles(self) -> str:
        return _cycles(self.earlier)


def _cycles(activity: Activity) -> str:
    """The cycles in which the activity was reported; a draft has reported nothing yet."""
    reports = [row.report for row in activity.reported.all()]
    names = {report.cycle.name for report in reports if report.status in HANDED_IN}
    return listed(sorted(names))


def awaiting(partners: "QuerySet[Partner]") -> "QuerySet[Activity]":
    """Activities handed in under a title that the partner used in an earlier report."""
    same = (
        Activity.objects.filter(
            partner=OuterRef("partner"),
            area=OuterRef("area"),
            title__iexact=OuterRef("title"),
            pk__lt=OuterRef("pk"),
            reported__report__status__in=HANDED_IN,
        )
        .exclude(reported__report__reported_activities__activity=OuterRef("pk"))
        .order_by("-pk")
        .values("pk")[:1]
    )
    return (
        Activity.objects.filter(
            partner__in=partners,
            continues__isnull=True,
            stands_apart=False,
            reported__report__status__in=HANDED_IN,
        )
        .annotate(earlier=Subquery(same))
        .filter(earlier__isnull=False)
        .distinct()
    )


def proposals(
    partners: "QuerySet[Partner]", only: Activity | None = None
) -> list[Proposal]:
    """The oldest proposals of these partners, or of one activity; a constant number of queries."""
    waiting = awaiting(partners)
    if only is not None:
        waiting = waiting.filter(pk=only.pk)
    waiting = (
        waiting.select_related("partner", "area")
        .prefetch_related("reported__report__cycle")
        .order_by("pk")[:SHOWN]
    )
    earlier = (
        Activity.objects.select_related("partner", "area")
        .prefetch_related("reported__report__cycle")
        .in_bulk([earlier_of(activity) for activity in waiting])
    )
    return [Proposal(activity, earlier[earlier_of(activity)]) for activity in waiting]


def earlier_of(activity: Activity) -> int:
    """The key of the activity that this one is proposed to continue."""
    return int(vars(activity)["earlier"])
