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
    waiting = reminders.waiting(CHAIR_ENDS, today)
    clock.each_by_itself(waiting, lambda due: chairs.remind(*due))


@clock.every_minute
def remind_of_due_reviews(today: date) -> None:
    """Before a review is due, members of whom nothing came are reminded (R-61)."""
    waiting = reminders.waiting(REVIEW_DUE, today)
    clock.each_by_itself(waiting, lambda due: reviews.remind(*due))


@clock.every_minute
def take_back_rights(today: date) -> None:
    """Rights end with the last day of a term by themselves; here their grants go (A1-3c-T)."""
    ended = {
        "period__endswith__lte": today,
        "period__endswith__gt": today - timedelta(days=3),
    }
    clock.each_by_itself(
        Seat.objects.filter(**ended).select_related("person"),
        lambda seat: rights.revoke(seats.SERVE, seat.person, seat),
    )
    clock.each_by_itself(
        ChairTerm.objects.filter(**ended).select_related("person"),
        lambda term: rights.revoke(chairs.PRESIDE, term.person, term),
    )
