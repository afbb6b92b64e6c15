"""What the clock starts: the ends of no-objection periods, and admissions of observers."""

from datetime import date

from django.db.models import Q
from django.utils import timezone

from gmp_portal import dates
from gmp_portal.jobs import clock
from gmp_portal.meetings.actions import endings, observers
from gmp_portal.meetings.models import Decision, Declaration, Meeting, ObserverInvitation


@clock.every_minute
def close_silence_periods(today: date) -> None:
    """Close every no-objection period, and every session, whose end has come (R-07, R-18)."""
    now = timezone.now()
    over = Declaration.objects.standing().filter(recall_until__lte=now)
    due = Decision.objects.open().filter(
        Q(closes_at__lte=now) | Q(closes_at__isnull=True, mode=Decision.Mode.IN_SESSION),
        Q(mode=Decision.Mode.NO_OBJECTION) | Q(pk__in=over.values("decision")),
        silence_broken_at__isnull=True,
    )
    clock.each_by_itself(due, endings.close_silence)


@clock.every_minute
def admit_observers(today: date) -> None:
    """Admit observers to whom nobody objected in time (A1-4b-iv)."""
    due = ObserverInvitation.objects.filter(
        status=ObserverInvitation.Status.PENDING,
        objections_until__lt=dates.day_there("meeting__zone"),
        meeting__status=Meeting.Status.CONVENED,
    )
    clock.each_by_itself(due, observers.admit)
