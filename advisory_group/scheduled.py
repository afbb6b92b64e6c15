"""What the clock starts: reminders, each sent once, and rights that end with their terms."""

from datetime import date, timedelta

from advisory_group.actions import chairs, reviews, seats
from advisory_group.models import ChairTerm, Seat
from advisory_group.reminders import CHAIR_ENDS, REVIEW_DUE
from gmp_portal.accounts import rights
from gmp_portal.jobs import clock
from gmp_portal.notifications import reminders


@clock.every_minute
def remind_of_ending_chairs(today: date) -> None:
    """Before a term as chair ends, it is time to elect (A1-3d-2, R-61)."""
    for term, step in reminders.waiting(CHAIR_ENDS, today):
        chairs.remind(term, step)


@clock.every_minute
def remind_of_due_reviews(today: date) -> None:
    """Before a review is due, members of whom nothing came are reminded (R-61)."""
    for review, step in reminders.waiting(REVIEW_DUE, today):
        reviews.remind(review, step)


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
