"""What the clock starts: the ends of no-objection periods, and admissions of observers."""

from datetime import date

from django.utils import timezone

from gmp_portal.jobs import clock
from gmp_portal.meetings.actions import endings, observers
from gmp_portal.meetings.models import Decision, Meeting, ObserverInvitation


@clock.every_minute
def close_silence_periods(today: date) -> None:
    """Close every no-objection period whose end has come (R-07)."""
    due = Decision.objects.open().filter(
        mode=Decision.Mode.NO_OBJECTION,
        closes_at__lte=timezone.now(),
        silence_broken_at__isnull=True,
    )
    for decision in due:
        endings.close_silence(decision)


@clock.every_minute
def admit_observers(today: date) -> None:
    """Admit observers to whom nobody objected in time (A1-4b-iv)."""
    due = ObserverInvitation.objects.filter(
        status=ObserverInvitation.Status.PENDING,
        objections_until__lt=today,
        meeting__status=Meeting.Status.CONVENED,
    )
    for invitation in due:
        observers.admit(invitation)
