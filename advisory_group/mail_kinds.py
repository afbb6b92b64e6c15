"""Which mails of the Advisory Group need their reader, and which only inform (C14)."""

from advisory_group.emails import FOLDER
from gmp_portal.notifications import kinds

ON_REVIEWS = (
    "answers_handed_in",
    "recommendations_drafted",
    "review_due_soon",
    "review_opened",
)


def register_all() -> None:
    """Say of each mail whether it needs its reader, and which record it is about."""
    kinds.register(
        FOLDER,
        action={
            **dict.fromkeys(ON_REVIEWS, "review"),
            **dict.fromkeys(("declined", "invitation_withdrawn", "invited"), "invitation"),
            **dict.fromkeys(("nominated", "nominated_person"), "nomination"),
            "chair_ends_soon": "term",
        },
        information={
            **dict.fromkeys(
                ("answered", "review_concluded", "review_opened_area"), "review"
            ),
            **dict.fromkeys(("chair_ended", "elected"), "term"),
            "accepted": "invitation",
            "seat_ended": "seat",
        },
    )
