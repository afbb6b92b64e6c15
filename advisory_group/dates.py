"""What has a date in this app: comments in reviews, and the terms of seats and chairs."""

from datetime import date, timedelta
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisory_group.acts import Act
from advisory_group.models import ChairTerm, PlanReview, Seat
from gmp_portal import dates, ledger
from gmp_portal.accounts import offices
from gmp_portal.accounts.rights import Anybody
from gmp_portal.rounds import Reading
from gmp_portal.ui import dated
from gmp_portal.ui.dated import Dated, Source


def register_all() -> None:
    """Called when the portal starts."""
    dated.register(
        "review-comments",
        Source(
            gettext_lazy("Comments of the Advisory Group on plans"),
            review_comments,
            (Act.REVIEW_OPENED,),
        ),
    )
    dated.register(
        "seat",
        Source(
            gettext_lazy("Terms in the Advisory Group that end"),
            terms,
            (Act.SEAT_TAKEN, Act.SEAT_ENDED, Act.CHAIR_ELECTED, Act.CHAIR_ENDED),
            is_personal=True,
        ),
    )


def review_comments(user: Anybody, first: date, last: date) -> Reading[list[Dated]]:
    """Until when the group comments in each review that this reader may open (A1-3f-ii)."""
    rows = PlanReview.objects.visible_to(user).filter(
        due_at__gte=dates.start_of(first),
        due_at__lt=dates.start_of(last + timedelta(days=1)),
    )
    # Nothing is due any more in a review that was concluded before its time was over.
    rows = rows.exclude(concluded_at__lt=F("due_at"))
    rows = rows.select_related("plan__area").defer("plan__snapshot")
    yield [rows]
    return [_comments_on(review) for review in rows]


def _comments_on(review: PlanReview) -> Dated:
    day = dates.day_of(review.due_at)
    area = review.plan.area
    return Dated(
        uid=("plan-review", str(review.pk), "comments"),
        subject=ledger.subject_of(review),
        title=_("Comments of the Advisory Group on the plan of %(area)s are due")
        % {"area": area.name},
        url=review.get_absolute_url(),
        first_on=day,
        last_on=day,
        description=dated.until(review.due_at),
        area=area.slug,
    )


def terms(user: Anybody, first: date, last: date) -> Reading[list[Dated]]:
    """The last days of one's own terms; the secretariat sees all (A1-3c, A1-3d-2)."""
    seats = offices.ends_told_to(user, Seat.objects.all(), first, last)
    chairs = offices.ends_told_to(user, ChairTerm.objects.all(), first, last)
    seats, chairs = seats.select_related("person"), chairs.select_related("person")
    yield [seats, chairs]
    return [_end_of("seat", seat, seat.organisation) for seat in seats] + [
        _end_of("chair-term", term, term.get_kind_display()) for term in chairs
    ]


def _end_of(kind: str, term: Any, role: str) -> Dated:
    title = _("Term in the Advisory Group ends: %(person)s, %(role)s")
    names = {"person": term.person.name, "role": role}
    return dated.end_of_term(kind, term, ledger.subject_of(term), title % names)
