"""Which mails about meetings and decisions need their reader, and which only inform (C14)."""

from gmp_portal.meetings.emails import FOLDER
from gmp_portal.notifications import kinds

# Whoever travels, and whoever may object for some days only, cannot wait for a summary.
ON_MEETINGS = (
    *("attendance_denied", "attendance_recorded", "cancelled", "convened"),
    *("observer_admitted", "rescheduled", "revised"),
)
ON_DECISIONS = (
    *("absent_asked", "consensus_declared", "consensus_recalled", "decision_opened"),
    *("objection", "position_taken", "silence_broken", "text_revised"),
)


def register_all() -> None:
    """Say of each mail whether it needs its reader, and which record it is about."""
    kinds.register(
        FOLDER,
        action={
            **dict.fromkeys(ON_MEETINGS, "meeting"),
            **dict.fromkeys(ON_DECISIONS, "decision"),
            **dict.fromkeys(
                ("observer_invited", "observer_objected"), "invitation.meeting"
            ),
            "report_for_comments": "report.meeting",
        },
        information={
            **dict.fromkeys(("decision_ended", "objection_withdrawn"), "decision"),
            **dict.fromkeys(("report_commented", "report_published"), "report.meeting"),
            "attendance_affirmed": "meeting",
        },
    )
