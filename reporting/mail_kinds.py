"""Which mails about cycles and reports need their reader, and which only inform (C14)."""

from gmp_portal.notifications import kinds

ON_REPORTS = (
    *("area_report_returned", "area_report_submitted", "progress_returned"),
    *("progress_submitted", "report_typeset"),
)
ON_CYCLES = ("cycle_opened", "cycle_opened_lead", "reminder")
NEWS = ("area_report_accepted", "progress_accepted", "report_published")


def register_all() -> None:
    """Say of each mail whether it needs its reader, and which record it is about."""
    kinds.register(
        "reporting/emails",
        action=dict.fromkeys(ON_REPORTS, "report") | dict.fromkeys(ON_CYCLES, "cycle"),
        information=dict.fromkeys(NEWS, "report"),
    )
