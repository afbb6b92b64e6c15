"""Who may do what in the Advisory Group. Every rule is role *and* state."""

from django.contrib.auth.models import AnonymousUser

from advisory_group.actions import reviews
from advisory_group.models import (
    ChairTerm,
    Invitation,
    PlanReview,
    Recommendation,
    Seat,
    StandAside,
)
from areas.models import PartnershipArea, PlanVersion
from areas.permissions import leads
from gmp_portal.accounts import rights
from gmp_portal.accounts.models import User

Anybody = User | AnonymousUser


def is_officer(user: Anybody) -> bool:
    return user.is_authenticated and user.is_secretariat


def is_member(user: Anybody) -> bool:
    """Holds a seat today, with the right that came with it (A1-3c)."""
    if isinstance(user, AnonymousUser):
        return False
    return any(
        rights.holds(
            user, "advisory_group.serve_seat", seat, Seat.objects.filter(pk=seat.pk)
        )
        for seat in Seat.objects.current().of(user)
    )


def chairs(user: Anybody) -> bool:
    """Chairs or co-chairs the group today (A1-3d-1)."""
    if isinstance(user, AnonymousUser):
        return False
    return any(
        rights.holds(
            user,
            "advisory_group.preside_chairterm",
            term,
            ChairTerm.objects.filter(pk=term.pk),
        )
        for term in ChairTerm.objects.current().of(user)
    )


def steers(user: Anybody) -> bool:
    """Runs the group's reviews: its chairs, and the secretariat (A1-3e)."""
    return is_officer(user) or chairs(user)


# Seats and chairs ----------------------------------------------------------------------


def can_see_board(user: Anybody) -> bool:
    """The board prepares the Executive Director's invitations (A1-3b, A1-3c)."""
    return is_officer(user)


def can_nominate(user: Anybody, area: PartnershipArea) -> bool:
    """The area nominates through its lead (A1-3c-ii)."""
    return area.status == PartnershipArea.Status.ESTABLISHED and leads(user, area)


def can_invite(user: Anybody) -> bool:
    """The secretariat records the Executive Director's invitations (A1-3c)."""
    return is_officer(user)


def can_reply(user: Anybody, invitation: Invitation) -> bool:
    """Nobody but the person who was invited accepts or declines."""
    return invitation.person == user and invitation.status == Invitation.Status.INVITED


def can_withdraw(user: Anybody, invitation: Invitation) -> bool:
    return is_officer(user) and invitation.status == Invitation.Status.INVITED


def can_end_seat(user: Anybody, seat: Seat) -> bool:
    """The secretariat ends a term early, or the member steps down."""
    return not seat.has_ended and (is_officer(user) or seat.person == user)


def can_declare(user: Anybody, seat: Seat) -> bool:
    """Only the member says something about his or her gender (A1-3b-4)."""
    return not seat.has_ended and seat.person == user


def can_record_election(user: Anybody) -> bool:
    """The secretariat records whom the group elected (A1-3d-1, A1-3e)."""
    return is_officer(user)


def can_end_chair(user: Anybody, term: ChairTerm) -> bool:
    return not term.has_ended and (is_officer(user) or term.person == user)


# Reviews -------------------------------------------------------------------------------


def can_open_review(user: Anybody, plan: PlanVersion) -> bool:
    """The secretariat or a chair lays a submitted version before the group (A1-3f-ii)."""
    waits = plan.status == PlanVersion.Status.UNDER_REVIEW
    return waits and steers(user) and not plan.reviews.exists()


def stands_aside(user: Anybody, review: PlanReview) -> StandAside | None:
    """Why this member takes no part: leads the area now, or declared an interest."""
    if isinstance(user, AnonymousUser):
        return None
    recorded = review.stood_aside.filter(person=user).first()
    if recorded is None and leads(user, review.plan.area):
        return StandAside(
            review=review, person=user, cause=StandAside.Cause.LEAD, at=review.opened_at
        )
    return recorded


def can_recommend(user: Anybody, review: PlanReview) -> bool:
    """Members comment and recommend, except on their own area's plan (A1-3f-ii)."""
    if not (review.is_open and is_member(user)):
        return False
    return stands_aside(user, review) is None


def can_stand_aside(user: Anybody, review: PlanReview) -> bool:
    return can_recommend(user, review)


def can_consolidate(user: Anybody, review: PlanReview) -> bool:
    """Chairs and the secretariat write the list, unless the chair stands aside."""
    return review.is_open and steers(user) and stands_aside(user, review) is None


def can_change(user: Anybody, recommendation: Recommendation) -> bool:
    """The wording stays once the area has answered."""
    return not recommendation.answer_kind and can_consolidate(user, recommendation.review)


def can_conclude(user: Anybody, review: PlanReview) -> bool:
    """Whoever steers the group records its consensus (A1-3f-ii)."""
    return can_consolidate(user, review)


def can_answer(user: Anybody, review: PlanReview) -> bool:
    """The area answers through its lead (A1-3f-ii)."""
    return reviews.takes_answers(review) and leads(user, review.plan.area)


def can_read_comments(user: Anybody, review: PlanReview) -> bool:
    """Members' comments stay with the group, the area's leads and the secretariat."""
    return is_officer(user) or is_member(user) or leads(user, review.plan.area)


def can_hand_in(user: Anybody, review: PlanReview) -> bool:
    """The lead hands the answers in once the group has made its recommendations."""
    concluded = review.status == PlanReview.Status.CONCLUDED
    return concluded and can_answer(user, review)
