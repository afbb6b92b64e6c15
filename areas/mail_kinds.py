"""Which mails about areas and their plans need their reader, and which only inform (C14)."""

from areas.emails import FOLDER
from gmp_portal.notifications import kinds

OF_AREAS = (
    "area_closed",
    "lead_designated",
    "lead_ended",
    "partner_joined",
    "partner_left",
)
OF_ACTIVITIES = (
    "activity_acknowledged",
    "activity_declined",
    "activity_ended",
    "activity_joint",
)
OF_PLANS = (
    "amendment_settled",
    "comment_answered",
    "comment_written",
    "efforts_answered",
    "efforts_changed",
    "plan_published",
    "plan_submitted",
    "suggestion_made",
    "suggestion_settled",
)
OF_OPPORTUNITIES = (
    "interest_said",
    "interest_taken_back",
    "opportunity_moved",
    "opportunity_settled",
    "opportunity_withdrawn",
)


def register_all() -> None:
    """Say of each mail whether it needs its reader, and which record it is about."""
    kinds.register(
        FOLDER,
        action={
            "activity_asked_back": "activity",
            "activity_over": "activity",
            "activity_sent": "activity",
            "activity_waits": "activity",
            "opportunity_asked": "opportunity",
            "opportunity_answered": "opportunity",
            "opportunity_suggested": "opportunity",
            "opportunity_waits": "opportunity",
            "amendment_proposed": "plan",
            "efforts_asked": "plan",
            "efforts_due": "plan",
            "plan_agreed": "plan",
            "plan_reviewed": "plan",
            "task_due": "plan",
            "task_given": "plan",
            "term_ends": "area",
            "milestone_due": "plan",
            "review_due": "plan",
        },
        information={
            **dict.fromkeys(OF_AREAS, "area"),
            **dict.fromkeys(OF_PLANS, "plan"),
            "convener_named": "topic",
            **dict.fromkeys(OF_ACTIVITIES, "activity"),
            **dict.fromkeys(OF_OPPORTUNITIES, "opportunity"),
            "partner_standing": "partner",
        },
    )
