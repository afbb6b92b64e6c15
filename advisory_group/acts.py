"""What can happen in the group and to its reviews, for the ledger."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Act(TextChoices):
    """One act each; the stored value never changes."""

    NOMINATION_MADE = "nomination.made", _("Nominated by the area")
    INVITATION_RECORDED = "invitation.recorded", _("Invited by the Executive Director")
    INVITATION_ACCEPTED = "invitation.accepted", _("Invitation accepted")
    INVITATION_DECLINED = "invitation.declined", _("Invitation declined")
    INVITATION_WITHDRAWN = "invitation.withdrawn", _("Invitation withdrawn")
    SEAT_TAKEN = "seat.taken", _("Seat accepted")
    SEAT_ENDED = "seat.ended", _("Term ended early")
    SEAT_DECLARED = "seat.declared", _("Gender declared or taken back by the member")
    CHAIR_ELECTED = "chair.elected", _("Elected by the group")
    CHAIR_ENDED = "chair.ended", _("Term as chair ended early")
    REVIEW_OPENED = "review.opened", _("Review opened")
    REVIEW_STOOD_ASIDE = "review.stood_aside", _("A member stood aside")
    REVIEW_COMMENTED = "review.commented", _("Comment made")
    REVIEW_ASSESSED = "review.assessed", _("Checklist filed")
    REVIEW_CONSOLIDATED = (
        "review.consolidated",
        _("Recommendations drafted from the comments"),
    )
    REVIEW_RECOMMENDED = "review.recommended", _("Recommendation written")
    REVIEW_MERGED = "review.merged", _("Recommendations merged")
    REVIEW_DROPPED = "review.dropped", _("Recommendation dropped")
    REVIEW_DECISION_DRAFTED = "review.decision_drafted", _("Decision drafted")
    POINT_TAKEN_UP = "point.taken_up", _("Said where a recommendation is taken up")
    POINT_PUT_BACK = (
        "point.put_back",
        _("Took back where a recommendation is taken up"),
    )
    REVIEW_ANSWERED = "review.answered", _("Recommendation answered by the area")
    REVIEW_HANDED_IN = "review.handed_in", _("Answers handed in by the area")
    REVIEW_CONCLUDED = "review.concluded", _("Review concluded by the group")
