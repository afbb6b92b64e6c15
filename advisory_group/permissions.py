"""Who may do what in the Advisory Group. Every rule is role *and* state."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

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
from gmp_portal.accounts.answers import asked_once
from gmp_portal.accounts.steps import Anybody, permission
from gmp_portal.workflow import RuleRefusedError

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


def is_officer(user: Anybody) -> bool:
    return user.is_authenticated and user.is_secretariat


@asked_once
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


@asked_once
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


def _says(sentence: "StrPromise", clause: str = "") -> Callable[[Any, Any], Any]:
    """Refuse the wrong person with this sentence, and with its clause if there is one."""
    if not clause:
        return lambda user, record: sentence
    return lambda user, record: RuleRefusedError(sentence, clause=clause, status=403)


# Seats and chairs ----------------------------------------------------------------------


def can_see_board(user: Anybody) -> bool:
    """The board prepares the Executive Director's invitations (A1-3b, A1-3c)."""
    return is_officer(user)


def can_invite(user: Anybody) -> bool:
    """The secretariat records the Executive Director's invitations (A1-3c)."""
    return is_officer(user)


def can_elect(user: Anybody) -> bool:
    """The secretariat records whom the group elected (A1-3d-1, A1-3e)."""
    return is_officer(user)


can_nominate = permission(
    leads,
    lambda area: area.status == PartnershipArea.Status.ESTABLISHED,
    _says(_("An area nominates through its lead."), "A1-3c-ii"),
)


def _is_invited(invitation: Invitation) -> bool:
    return invitation.status == Invitation.Status.INVITED


can_accept = can_decline = permission(
    lambda user, invitation: invitation.person == user,
    _is_invited,
    _says(_("Only the person who was invited can answer, and only once.")),
)
can_withdraw = permission(
    lambda user, invitation: is_officer(user),
    _is_invited,
    _says(_("Only the secretariat takes an open invitation back.")),
)


def _ends(user: Anybody, term: Seat | ChairTerm) -> bool:
    """The secretariat ends a term early, or whoever holds it steps down."""
    return is_officer(user) or term.person == user


def _has_not_ended(term: Seat | ChairTerm) -> bool:
    return not term.has_ended


def _ended_already(term: object) -> "StrPromise":
    return _("This term has ended already.")


can_seat_end = permission(
    _ends,
    _has_not_ended,
    _says(_("Only the secretariat or the member ends this term.")),
    _ended_already,
)
can_declare = permission(
    lambda user, seat: seat.person == user,
    _has_not_ended,
    _says(_("Only members themselves say something about their gender."), "A1-3b-4"),
    _ended_already,
)
can_chair_end = permission(
    _ends,
    _has_not_ended,
    _says(_("Only the secretariat or the chair ends this term, and only while it runs.")),
    _ended_already,
)

# Reviews -------------------------------------------------------------------------------

CONCLUDED = _("This review is concluded; nothing is added to it any more.")


def _waits_for_review(plan: PlanVersion) -> bool:
    return plan.status == PlanVersion.Status.UNDER_REVIEW and not plan.reviews.exists()


can_review_open = permission(
    lambda user, plan: steers(user),
    _waits_for_review,
    _says(_("Only the secretariat or a chair of the group opens a review."), "A1-3f-ii"),
    lambda plan: _("This version is not frozen for a review, or it has a review already."),
)


@asked_once
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


def _takes_part(user: Anybody, review: PlanReview) -> bool:
    """Members comment and recommend, except on their own area's plan (A1-3f-ii)."""
    return is_member(user) and stands_aside(user, review) is None


def _why_no_part(user: Anybody, review: PlanReview) -> RuleRefusedError:
    aside = stands_aside(user, review)
    if aside is None:
        sentence = str(_("Only members of the Advisory Group comment on plans."))
    else:
        words = {"cause": aside.get_cause_display()}
        sentence = str(_("You stand aside in this review: %(cause)s.")) % words
    return RuleRefusedError(sentence, clause="A1-3f-ii", status=403)


def _is_open(review: PlanReview) -> bool:
    return review.is_open


def _runs(user: Anybody, review: PlanReview) -> bool:
    """Chairs and the secretariat write the list, unless the chair stands aside."""
    return steers(user) and stands_aside(user, review) is None


def _concluded(review: PlanReview) -> "StrPromise":
    return CONCLUDED


can_comment = can_assess = can_stand_aside = permission(
    _takes_part, _is_open, _why_no_part, _concluded
)
can_consolidate = can_draft_decision = can_conclude = can_add = permission(
    _runs,
    _is_open,
    _says(
        _(
            "Only the secretariat or a chair who does not stand aside does this, and only "
            "while the review is open."
        ),
        "A1-3f-ii",
    ),
    _concluded,
)


def _answers(user: Anybody, review: PlanReview) -> bool:
    """The area answers through its lead (A1-3f-ii)."""
    return leads(user, review.plan.area)


def _why_no_answers(review: PlanReview) -> "StrPromise":
    if review.is_open:
        return _("The area hands its answers in after the group has concluded.")
    return _("The area has no answers to give any more.")


can_hand_in = permission(
    _answers,
    lambda review: review.takes_answers and not review.is_open,
    _says(
        _("The area hands its answers in through its lead, after the group has concluded."),
        "A1-3f-ii",
    ),
    _why_no_answers,
)


def can_read_comments(user: Anybody, review: PlanReview) -> bool:
    """Members' comments stay with the group, the area's leads and the secretariat."""
    return is_officer(user) or is_member(user) or leads(user, review.plan.area)


# Recommendations -----------------------------------------------------------------------


def _why_wording_stays(point: Recommendation) -> "StrPromise":
    if point.answer_kind:
        return _("The area has answered this recommendation; its wording stays as it is.")
    return CONCLUDED


can_change = can_merge = can_drop = permission(
    lambda user, point: _runs(user, point.review),
    lambda point: point.review.is_open and not point.answer_kind,
    _says(_("The wording stays: the area has answered, or you do not run this review.")),
    _why_wording_stays,
)
can_answer = permission(
    lambda user, point: _answers(user, point.review),
    lambda point: point.review.takes_answers,
    _says(
        _("The area answers through its lead, until its answers are handed in."), "A1-3f-ii"
    ),
    lambda point: _why_no_answers(point.review),
)


OFFERED: dict[type, dict[str, Callable[[Anybody, Any], bool]]] = {
    Invitation: {"reply": can_accept, "withdraw": can_withdraw},
    Seat: {"end": can_seat_end, "declare": can_declare},
    ChairTerm: {"end": can_chair_end},
    PlanReview: {
        "comment": can_comment,
        "consolidate": can_consolidate,
        "answer": lambda user, review: review.takes_answers and _answers(user, review),
        "hand_in": lambda user, review: not review.is_open and can_hand_in(user, review),
        "read_comments": can_read_comments,
    },
}


def possible(user: Anybody, record: Any) -> dict[str, bool]:
    """What this reader can do with a record now, asked once for its whole page."""
    offered = OFFERED[type(record)]
    return {verb: can(user, record) for verb, can in offered.items()}
