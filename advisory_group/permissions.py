"""Who may do what in the Advisory Group. Every rule is role *and* state."""

from functools import partial

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from advisory_group import not_now
from advisory_group.actions import invitations, seats
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
from gmp_portal.accounts.rights import (
    Anybody,
    Right,
    Role,
    Steps,
    asked_once,
    every,
    is_officer,
    officers,
    role,
)

AREA: Steps[PartnershipArea] = Steps()
INVITATION: Steps[Invitation] = Steps()
SEAT: Steps[Seat] = Steps()
CHAIR: Steps[ChairTerm] = Steps()
PLAN: Steps[PlanVersion] = Steps()
REVIEW: Steps[PlanReview] = Steps()
RECOMMENDATION: Steps[Recommendation] = Steps()

THOSE_WHO_STEER = _("the secretariat, the chairs of the group")

# Questions about people ----------------------------------------------------------------


def is_member(user: Anybody) -> bool:
    """Holds a seat today, with the right that came with it (A1-3c)."""
    return any(
        rights.holds(user, "advisory_group.serve_seat", seat, Seat, pk=seat.pk)
        for seat in rights.terms_of(user, Seat)
    )


def chairs(user: Anybody) -> bool:
    """Chairs or co-chairs the group today (A1-3d-1)."""
    permission = "advisory_group.preside_chairterm"
    return any(
        rights.holds(user, permission, term, ChairTerm, pk=term.pk)
        for term in rights.terms_of(user, ChairTerm)
    )


def steers(user: Anybody) -> bool:
    """Runs the group's reviews: its chairs, and the secretariat (A1-3e)."""
    return is_officer(user) or chairs(user)


@asked_once
def stands_aside(user: Anybody, review: PlanReview) -> StandAside | None:
    """Why this member takes no part: leads the area now, or declared an interest."""
    if isinstance(user, AnonymousUser):
        return None
    asides = (aside for aside in review.stood_aside.all() if aside.person_id == user.pk)
    recorded = next(asides, None)
    if recorded is None and leads(user, review.plan.area):
        return StandAside(
            review=review, person=user, cause=StandAside.Cause.LEAD, at=review.opened_at
        )
    return recorded


def can_read_comments(user: Anybody, review: PlanReview) -> bool:
    """Members' comments stay with the group, the area's leads and the secretariat."""
    return is_officer(user) or is_member(user) or leads(user, review.plan.area)


def _runs(user: Anybody, review: PlanReview) -> bool:
    """Chairs and the secretariat write the list, unless the chair stands aside."""
    return steers(user) and stands_aside(user, review) is None


# Seats and chairs ----------------------------------------------------------------------

# The board prepares the Executive Director's invitations (A1-3b, A1-3c).
can_see_board = Right(
    is_officer, _("Only the secretariat prepares the invitations to the group."), "A1-3e"
)
can_invite = Right(
    is_officer,
    _("Only the secretariat records the Executive Director's invitations."),
    "A1-3e",
)
can_elect = Right(
    is_officer, _("Only the secretariat records whom the group elected."), "A1-3d-1"
)

can_chair_draft_decision = Right(
    steers,
    _("Only the secretariat or a chair of the group drafts the decision on an election."),
    "A1-3d-1",
    who=THOSE_WHO_STEER,
)

can_nominate = AREA.step(
    "nominate",
    role(
        leads,
        _("An area nominates through its lead."),
        "A1-3c-ii",
        who=_("the area's leads"),
    ),
    lambda area: area.status == PartnershipArea.Status.ESTABLISHED,
)


def _is_self(user: Anybody, record: Invitation | Seat) -> bool:
    return record.person_id == user.pk


def _is_invited(invitation: Invitation) -> bool:
    return invitation.status == Invitation.Status.INVITED


_invited = role(_is_self, invitations.ONLY_INVITED, "A1-3e", who=_("whoever is invited"))
can_accept = INVITATION.step("accept", _invited, _is_invited)
can_decline = INVITATION.step("decline", _invited, _is_invited)
can_withdraw = INVITATION.step(
    "withdraw",
    officers(_("Only the secretariat takes an open invitation back."), "A1-3e"),
    _is_invited,
)


def _ends(user: Anybody, term: Seat | ChairTerm) -> bool:
    """The secretariat ends a term early, or whoever holds it steps down."""
    return is_officer(user) or term.person_id == user.pk


def _has_not_ended(term: Seat | ChairTerm) -> bool:
    return not term.has_ended


def _can_end_earlier(term: Seat | ChairTerm) -> bool:
    return _has_not_ended(term) and term.is_shortened_by(term.starts_on)


can_seat_end = SEAT.step(
    "seat_end",
    role(
        _ends,
        _("Only the secretariat or the member ends this term."),
        "A1-3a",
        who=_("the member, the secretariat"),
    ),
    _can_end_earlier,
    not_now.why_seat_stays,
)
can_declare = SEAT.step(
    "declare",
    role(_is_self, seats.ONLY_THEMSELVES, "A1-3b-4", who=_("the member")),
    _has_not_ended,
    not_now.why_not_declared,
)
can_chair_end = CHAIR.step(
    "chair_end",
    role(
        _ends,
        _("Only the secretariat or the chair ends this term, and only while it runs."),
        "A1-3d-2",
        who=_("the chair in question, the secretariat"),
    ),
    _can_end_earlier,
    not_now.why_chair_stays,
)

# Reviews -------------------------------------------------------------------------------

can_review_open = PLAN.step(
    "review_open",
    role(
        lambda user, _plan: steers(user),
        _("Only the secretariat or a chair of the group opens a review."),
        "A1-3f-ii",
        who=THOSE_WHO_STEER,
    ),
    lambda plan: plan.status == PlanVersion.Status.UNDER_REVIEW,
    not_now.why_no_review,
    also=lambda plan: not plan.reviews.exists(),
)

can_take_up = PLAN.step(
    "take_up",
    role(
        lambda user, plan: leads(user, plan.area),
        _("The area says through its lead where its plan takes a recommendation up."),
        "A1-3f-ii",
        who=_("the area's leads"),
    ),
    lambda plan: plan.is_editable,
    not_now.why_not_taken_up,
)

# Members comment and recommend, except on their own area's plan (A1-3f-ii).
_participant = every(
    _("members of the group who do not stand aside"),
    Role(
        _("whoever does not stand aside"),
        lambda user, review: (
            not_now.why_aside(aside) if (aside := stands_aside(user, review)) else None
        ),
        *(
            partial(not_now.why_aside, StandAside(cause=cause))
            for cause in StandAside.Cause.values
        ),
    ),
    role(
        lambda user, _review: is_member(user),
        _("Only members of the Advisory Group comment on plans."),
        "A1-3f-ii",
        who=_("members of the group"),
    ),
)

_runner = role(
    _runs,
    _(
        "Only the secretariat or a chair who does not stand aside does this, and only "
        "while the review is open."
    ),
    "A1-3f-ii",
    who=_("the secretariat, the chairs of the group who do not stand aside"),
)


def _is_open(review: PlanReview) -> bool:
    return review.is_open


can_comment = REVIEW.step("comment", _participant, _is_open, not_now.why_nothing_added)
can_assess = REVIEW.step("assess", _participant, _is_open, not_now.why_nothing_added)
can_stand_aside = REVIEW.step(
    "stand_aside", _participant, _is_open, not_now.why_nothing_added
)
can_consolidate = REVIEW.step("consolidate", _runner, _is_open, not_now.why_nothing_added)
can_draft_decision = REVIEW.step(
    "draft_decision", _runner, _is_open, not_now.why_nothing_added
)
can_conclude = REVIEW.step("conclude", _runner, _is_open, not_now.why_nothing_added)
can_add = REVIEW.step("add", _runner, _is_open, not_now.why_nothing_added)


can_hand_in = REVIEW.step(
    "hand_in",
    role(
        lambda user, review: leads(user, review.plan.area),
        _("The area hands its answers in through its lead, after the group has concluded."),
        "A1-3f-ii",
        who=_("the area's leads"),
    ),
    lambda review: review.takes_answers and not review.is_open,
    not_now.why_no_answers,
)

# Recommendations -----------------------------------------------------------------------


_runner_of_its_review = _runner.of(lambda point: point.review)


def _can_be_worded(point: Recommendation) -> bool:
    return point.review.is_open and not point.answer_kind


can_change = RECOMMENDATION.step(
    "change", _runner_of_its_review, _can_be_worded, not_now.why_wording_stays
)
can_merge = RECOMMENDATION.step(
    "merge", _runner_of_its_review, _can_be_worded, not_now.why_wording_stays
)
can_drop = RECOMMENDATION.step(
    "drop", _runner_of_its_review, _can_be_worded, not_now.why_wording_stays
)
can_answer = RECOMMENDATION.step(
    "answer",
    role(
        lambda user, point: leads(user, point.review.plan.area),
        _("The area answers through its lead, until its answers are handed in."),
        "A1-3f-ii",
        who=_("the area's leads"),
    ),
    lambda point: point.review.takes_answers,
    lambda point: not_now.why_no_answers(point.review),
)
