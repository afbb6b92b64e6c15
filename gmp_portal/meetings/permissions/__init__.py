"""Who may do what to meetings, decisions and reports. Every rule is role *and* state."""

from typing import Any

from gmp_portal.accounts.steps import Anybody, Permission
from gmp_portal.meetings.models import (
    Decision,
    Meeting,
    MeetingReport,
    ObserverInvitation,
)
from gmp_portal.meetings.permissions.decisions import (
    can_accommodate,
    can_decision_adopt,
    can_decision_end,
    can_decision_open,
    can_decision_position,
    can_draft_for_body,
    can_draft_for_meeting,
    can_objection_withdraw,
    can_redraft,
    can_revise_text,
    is_elector,
    reads_positions,
)
from gmp_portal.meetings.permissions.meetings import (
    can_agenda_add,
    can_agenda_edit,
    can_agenda_move,
    can_agenda_remove,
    can_cancel,
    can_close,
    can_convene,
    can_hold,
    can_manage,
    can_paper_add,
    can_paper_revise,
    can_paper_translate,
    can_paper_withdraw,
    can_plan,
    can_reschedule,
    can_revise,
)
from gmp_portal.meetings.permissions.participants import (
    can_add_guest,
    can_excuse,
    can_lift_objection,
    can_mark,
    can_observer_invite,
    can_observer_object,
    can_observer_withdraw,
    can_register,
    sees_names,
)
from gmp_portal.meetings.permissions.reports import (
    can_report_adopt,
    can_report_comment,
    can_report_edit,
    can_report_open_comments,
    can_report_publish,
    can_report_start,
)
from gmp_portal.meetings.permissions.roles import (
    is_officer,
    runs,
)

__all__ = [
    "Anybody",
    "can_accommodate",
    "can_add_guest",
    "can_agenda_add",
    "can_agenda_edit",
    "can_agenda_move",
    "can_agenda_remove",
    "can_cancel",
    "can_close",
    "can_convene",
    "can_decision_adopt",
    "can_decision_end",
    "can_decision_open",
    "can_decision_position",
    "can_draft_for_body",
    "can_draft_for_meeting",
    "can_excuse",
    "can_hold",
    "can_lift_objection",
    "can_manage",
    "can_mark",
    "can_objection_withdraw",
    "can_observer_invite",
    "can_observer_object",
    "can_observer_withdraw",
    "can_paper_add",
    "can_paper_revise",
    "can_paper_translate",
    "can_paper_withdraw",
    "can_plan",
    "can_redraft",
    "can_register",
    "can_report_adopt",
    "can_report_comment",
    "can_report_edit",
    "can_report_open_comments",
    "can_report_publish",
    "can_report_start",
    "can_reschedule",
    "can_revise",
    "can_revise_text",
    "is_elector",
    "is_officer",
    "possible",
    "reads_positions",
    "runs",
    "sees_names",
]

OFFERED: dict[type, dict[str, Permission]] = {
    Meeting: {
        "manage": can_manage,
        "add_paper": can_paper_add,
        "revise": can_revise,
        "convene": can_convene,
        "hold": can_hold,
        "close": can_close,
        "cancel": can_cancel,
        "register": can_register,
        "mark": can_mark,
        "invite_observer": can_observer_invite,
        "draft_decision": can_draft_for_meeting,
        "start_report": can_report_start,
    },
    ObserverInvitation: {
        "object": can_observer_object,
        "lift": can_lift_objection,
        "withdraw": can_observer_withdraw,
    },
    Decision: {
        "redraft": can_redraft,
        "open": can_decision_open,
        "position": can_decision_position,
        "revise_text": can_revise_text,
        "accommodate": can_accommodate,
        "adopt": can_decision_adopt,
        "end": can_decision_end,
    },
    MeetingReport: {
        "edit": can_report_edit,
        "open_comments": can_report_open_comments,
        "comment": can_report_comment,
        "adopt": can_report_adopt,
        "publish": can_report_publish,
    },
}


def possible(user: Anybody, record: Any) -> dict[str, bool]:
    """What this reader can do with a record now, asked once for its whole page."""
    offered = OFFERED[type(record)]
    return {verb: permission(user, record) for verb, permission in offered.items()}
