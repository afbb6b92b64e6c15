"""What people are reminded of here: terms as chair that end, reviews that are due."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from advisory_group.emails import FOLDER
from advisory_group.models import ChairTerm, PlanReview, Seat
from areas.reminders import GROUP as TERMS
from gmp_portal import dates
from gmp_portal.accounts.models import User
from gmp_portal.notifications import reminders
from gmp_portal.notifications.reminders import Found, Occasion, ReminderKind

CHAIR_ENDS, REVIEW_DUE = "chair_term", "review"
REVIEWS = "reviews"
CHAIR_DAYS = (-90,)
REVIEW_DAYS = (-7,)


def _of_term(term: ChairTerm) -> Occasion:
    told_on = dates.day_of(term.reminded_at) if term.reminded_at else None
    return Occasion(term, term.period.upper - timedelta(days=1), told_on=told_on)


def _ending(today: date) -> Found:
    terms = ChairTerm.objects.current(today).filter(period__endswith__isnull=False)
    terms = terms.select_related("person")
    yield [terms]
    return list(map(_of_term, terms))


def _of_review(review: PlanReview) -> Occasion:
    """Whoever is asked for a review today is reminded from tomorrow on (R-61)."""
    told_on = dates.day_of(review.reminded_at) if review.reminded_at else None
    since = dates.day_of(review.opened_at) + timedelta(days=1)
    return Occasion(review, dates.day_of(review.due_at), since=since, told_on=told_on)


def _due(_today: date) -> Found:
    reviews = PlanReview.objects.open().select_related("plan__area")
    yield [reviews]
    return list(map(_of_review, reviews))


def _chairs(user: User) -> bool:
    chairs = ChairTerm.objects.current().filter(person=user).exists()
    return user.is_secretariat or chairs


def _is_member(user: User) -> bool:
    return Seat.objects.current().filter(person=user).exists()


def register_all() -> None:
    """Say on which days people are reminded of terms as chair and of reviews."""
    reminders.GROUPS.register(REVIEWS, _("Reviews of plans that are due"))
    reminders.register(
        ReminderKind(
            key=CHAIR_ENDS,
            group=TERMS,
            what=_("The term of a chair of the Advisory Group ends"),
            whom=_("whoever chairs, the secretariat"),
            template=f"{FOLDER}/chair_ends_soon.txt",
            days=lambda: CHAIR_DAYS,
            find=_ending,
            concerns=_chairs,
        ),
        ReminderKind(
            key=REVIEW_DUE,
            group=REVIEWS,
            what=_("A review of a plan is due"),
            whom=_("members of the Advisory Group of whom nothing has come"),
            template=f"{FOLDER}/review_due_soon.txt",
            days=lambda: REVIEW_DAYS,
            find=_due,
            concerns=_is_member,
        ),
    )
