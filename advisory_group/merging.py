"""What becomes of the rows of this app when two entries or two accounts are merged (C16)."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy

from advisory_group.actions.chairs import PRESIDE
from advisory_group.actions.seats import SERVE
from advisory_group.models import (
    Assessment,
    ChairTerm,
    Invitation,
    Nomination,
    PlanReview,
    Recommendation,
    ReviewComment,
    Seat,
    StandAside,
    TakenUp,
)
from gmp_portal.accounts import merging
from gmp_portal.accounts.merging import Key, Rows
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import not_over
from partners.models import Partner


def register_all() -> None:
    merging.register(
        Key(
            Nomination,
            "partner",
            stays=gettext_lazy(
                "The area nominated the same person for the other entry, too."
            ),
            moving=_made_once,
            named_by=("person", "partner", "area"),
        ),
        Key(Invitation, "partner", moving=merging.every, named_by=("person",)),
        Key(Seat, "partner", moving=merging.every, named_by=("person",)),
        Key(
            Nomination,
            "person",
            stays=gettext_lazy("The area nominated the account that stays, too."),
            moving=merging.without_twin("person", "area", "partner"),
            named_by=("person", "partner", "area"),
        ),
        Key(
            Invitation,
            "person",
            stays=gettext_lazy("They stay as they were answered."),
            moving=_unanswered,
            waiting=_invited_twice,
            named_by=("person",),
        ),
        Key(
            Seat,
            "person",
            stays=gettext_lazy("The account that stays held a seat in the same days."),
            moving=merging.without_overlap(),
            waiting=merging.running_in_both(Seat),
            named_by=("person",),
            told=merging.with_days,
        ),
        Key(
            ChairTerm,
            "person",
            stays=gettext_lazy(
                "The group elected this account, and its decision says so: the term stays."
            ),
            waiting=_chairs,
        ),
        Key(
            Assessment,
            "person",
            stays=gettext_lazy("What a review took up stays as it was said."),
            moving=_in_open_reviews,
        ),
        Key(
            StandAside,
            "person",
            stays=gettext_lazy("Who stood aside from a review stays on record."),
            waiting=_aside_in_open_reviews,
            page=lambda aside: aside.review.get_absolute_url(),
        ),
    )
    merging.RIGHTS.register(Seat, lambda seat: (SERVE, seat))
    merging.RIGHTS.register(ChairTerm, lambda term: (PRESIDE, term))
    merging.register_history(PlanReview, "opened_by", "concluded_by")
    merging.register_history(ChairTerm, "recorded_by")
    merging.register_history(Nomination, "nominated_by")
    merging.register_history(Invitation, "recorded_by")
    merging.register_history(Recommendation, "answered_by")
    merging.register_history(ReviewComment, "author")
    merging.register_history(TakenUp, "marked_by")


def _made_once(rows: Rows, kept: Partner) -> Rows:
    same = Nomination.objects.filter(
        partner=kept, area=OuterRef("area"), person=OuterRef("person")
    )
    return rows.exclude(Exists(same))


def _unanswered(rows: Rows, kept: User) -> Rows:
    return rows.filter(status=Invitation.Status.INVITED)


def _invited_twice(gone: User, kept: User) -> Rows:
    """Of two invitations to a seat one is answered or withdrawn first (A1-3a)."""
    theirs = Invitation.objects.open().filter(person=kept)
    mine = Invitation.objects.open().filter(Exists(theirs), person=gone)
    return mine.select_related("person", "partner")


def _chairs(gone: User, kept: User) -> Rows:
    """A decision elected this account: it stays for as long as it chairs (A1-3d-1)."""
    return ChairTerm.objects.filter(not_over(), person=gone).select_related("person")


def _in_open_reviews(rows: Rows, kept: User) -> Rows:
    open_ones = rows.filter(review__status=PlanReview.Status.OPEN)
    return merging.without_twin("person", "review")(open_ones, kept)


def _aside_in_open_reviews(gone: User, kept: User) -> Rows:
    """Whoever stood aside with one account would have a voice with the other (A1-3f-ii)."""
    aside = StandAside.objects.filter(person=gone, review__status=PlanReview.Status.OPEN)
    return aside.select_related("review")
