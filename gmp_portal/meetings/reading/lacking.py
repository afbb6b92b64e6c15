"""Meetings whose report is missing, for the worklist of the secretariat (R-13)."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gmp_portal import rulebook
from gmp_portal.meetings.models import Meeting, MeetingReport
from partners.reading import quality
from partners.reading.quality import Check

if TYPE_CHECKING:
    from django.db.models import QuerySet


def without_report(today: date) -> "QuerySet[Meeting]":
    """Meetings held since this portal, with no report published in the days of R-13.

    Those on public record name a source, which says where their reports are.
    """
    days = rulebook.value("R-13")["public_days"]
    held = Q(status__in=[Meeting.Status.HELD, Meeting.Status.CLOSED])
    published = MeetingReport.objects.filter(status=MeetingReport.Status.PUBLISHED)
    late = Meeting.objects.filter(held, source="", ends_on__lt=today - timedelta(days=days))
    return late.exclude(pk__in=published.values("meeting"))


def register_all() -> None:
    """Called when the portal starts."""
    check = Check(
        _("Meetings without a published report"),
        "A1-4a-vi",
        without_report,
        lambda meeting: str(meeting.title),
        lambda meeting: str(meeting.get_absolute_url()),
    )
    quality.register("meetings-without-report", check)
