"""What this app's acts are called in the histories of its records."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

ACTS: "dict[str, StrPromise]" = {
    "nomination.made": _("Nominated by the area"),
    "invitation.recorded": _("Invited by the Executive Director"),
    "invitation.accepted": _("Invitation accepted"),
    "invitation.declined": _("Invitation declined"),
    "invitation.withdrawn": _("Invitation withdrawn"),
    "seat.taken": _("Term began"),
    "seat.ended": _("Term ended early"),
    "seat.declared": _("Gender declared or taken back by the member"),
    "chair.elected": _("Elected by the group"),
    "chair.ended": _("Term as chair ended early"),
    "review.opened": _("Review opened"),
    "review.stood_aside": _("A member stood aside"),
    "review.commented": _("Comment made"),
    "review.assessed": _("Checklist filed"),
    "review.consolidated": _("Recommendations drafted from the comments"),
    "review.recommended": _("Recommendation written"),
    "review.merged": _("Recommendations merged"),
    "review.dropped": _("Recommendation dropped"),
    "review.decision_drafted": _("Decision drafted"),
    "review.answered": _("Recommendation answered by the area"),
    "review.handed_in": _("Answers handed in by the area"),
    "review.concluded": _("Review concluded by the group"),
}
