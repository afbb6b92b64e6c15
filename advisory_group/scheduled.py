"""What the clock starts: reminders, each sent once, and rights that end with their terms."""

from datetime import date, timedelta

from django.utils import timezone

from advisory_group.actions import chairs, reviews, seats
from advisory_group.models import ChairTerm, PlanReview, Seat
from gmp_portal.accounts import rights
from gmp_portal.jobs import clock

CHAIR_DAYS = 90
REVIEW_DAYS = 7


@clock.every_minute
def remind_of_ending_chairs(today: date) -> None:
    """Ninety days before a term as chair ends, it is time to elect (A1-3d-2)."""
    ending = ChairTerm.objects.current(today).ending_by(today + timedelta(days=CHAIR_DAYS))
    for term in ending.filter(reminded_at__isnull=True).select_related("person"):
        chairs.remind(term)


@clock.every_minute
def remind_of_due_reviews(today: date) -> None:
    """A week before a review is due, members of whom nothing came are reminded."""
    soon = timezone.now() + timedelta(days=REVIEW_DAYS)
    due = PlanReview.objects.open().filter(reminded_at__isnull=True, due_at__lte=soon)
    for review in due.select_related("plan__area"):
        reviews.remind(review)


@clock.every_minute
def take_back_rights(today: date) -> None:
    """Rights end with the last day of a term by themselves; here their grants go (A1-3c-T)."""
    ended = {
        "period__endswith__lte": today,
        "period__endswith__gt": today - timedelta(days=3),
    }
    for seat in Seat.objects.filter(**ended).select_related("person"):
        rights.revoke(seats.SERVE, seat.person, seat)
    for term in ChairTerm.objects.filter(**ended).select_related("person"):
        rights.revoke(chairs.PRESIDE, term.person, term)
