"""Who may do what to meetings, decisions and reports: each step has a role and fits states.

To the wrong person a role says why not, with its clause; the right person in the wrong state
is led back to the record and reads why (``not_now``).
"""

from gmp_portal.accounts.rights import Steps, always, if_it_becomes
from gmp_portal.meetings import not_now
from gmp_portal.meetings.models import (
    Attendance,
    Body,
    Decision,
    Meeting,
    MeetingReport,
    Objection,
    ObserverInvitation,
    Paper,
)
from gmp_portal.meetings.permissions import roles
from gmp_portal.meetings.reading import electorates

BODY: Steps[Body] = Steps()
MEETING: Steps[Meeting] = Steps()
PAPER: Steps[Paper] = Steps()
ATTENDANCE: Steps[Attendance] = Steps()
INVITATION: Steps[ObserverInvitation] = Steps()
DECISION: Steps[Decision] = Steps()
OBJECTION: Steps[Objection] = Steps()
REPORT: Steps[MeetingReport] = Steps()

M, D = Meeting.Status, Decision.Status
R, Invited = MeetingReport.Status, ObserverInvitation.Status

# Meetings ------------------------------------------------------------------------------


def _is_coming(meeting: Meeting) -> bool:
    return meeting.is_coming


def _days_may_move(meeting: Meeting) -> bool:
    return not meeting.days_stay


def _decides_nothing(meeting: Meeting) -> bool:
    return not meeting.decides


def _is_convened_or_held(meeting: Meeting) -> bool:
    return meeting.status in (M.CONVENED, M.HELD)


def _is_unfinished(meeting: Meeting) -> bool:
    return meeting.status not in (M.CLOSED, M.CANCELLED)


def _numbers_may_change(meeting: Meeting) -> bool:
    return not meeting.has_fixed_agenda


can_plan = BODY.step("plan", roles.planner_for, always)
can_revise = MEETING.step("revise", roles.planner, _is_coming)
can_reschedule = MEETING.step(
    "reschedule", roles.planner, _is_coming, not_now.why_days_stay, also=_days_may_move
)


def _has_decided(meeting: Meeting) -> bool:
    return meeting.can_become(M.CLOSED) and not meeting.is_deciding


can_convene = MEETING.step("convene", roles.planner, if_it_becomes(M.CONVENED))
can_hold = MEETING.step(
    "hold",
    roles.planner,
    if_it_becomes(M.HELD),
    not_now.why_not_held,
    also=lambda meeting: meeting.may_be_over,
)
can_close = MEETING.step("close", roles.planner, _has_decided, not_now.why_not_closed)
can_cancel = MEETING.step(
    "cancel",
    roles.planner,
    if_it_becomes(M.CANCELLED),
    not_now.why_not_cancelled,
    also=_decides_nothing,
)

can_agenda_add = MEETING.step("agenda_add", roles.runner, _is_unfinished)
can_agenda_edit = MEETING.step("agenda_edit", roles.runner, _is_unfinished)
can_agenda_move = MEETING.step(
    "agenda_move",
    roles.runner,
    _is_coming,
    not_now.why_item_stays,
    also=_numbers_may_change,
)
can_agenda_remove = MEETING.step(
    "agenda_remove",
    roles.runner,
    _is_coming,
    not_now.why_item_stays,
    also=_numbers_may_change,
)
can_agenda_bring_back = MEETING.step(
    "agenda_bring_back",
    roles.runner,
    _is_coming,
    not_now.why_item_stays,
    also=_numbers_may_change,
)

# Papers --------------------------------------------------------------------------------


def _takes_papers(meeting: Meeting) -> bool:
    return bool(meeting.code) and _is_unfinished(meeting)


def _paper_can_change(paper: Paper) -> bool:
    return paper.is_available and _takes_papers(paper.meeting)


can_paper_add = MEETING.step("paper_add", roles.runner, _takes_papers)
can_paper_revise = PAPER.step(
    "paper_revise", roles.runner_of_meeting, _paper_can_change, not_now.why_paper_stays
)
can_paper_translate = PAPER.step(
    "paper_translate", roles.runner_of_meeting, _paper_can_change, not_now.why_paper_stays
)
can_paper_withdraw = PAPER.step(
    "paper_withdraw", roles.runner_of_meeting, _paper_can_change, not_now.why_paper_stays
)

# Participants, and observers whom an area invites ----------------------------------------


def _takes_registrations(meeting: Meeting) -> bool:
    return meeting.takes_registrations


def _can_still_excuse(own: Attendance) -> bool:
    is_expected = own.presence == Attendance.Presence.EXPECTED
    return is_expected and own.meeting.takes_registrations


def _can_deny(own: Attendance) -> bool:
    return own.can_be_denied and _is_convened_or_held(own.meeting)


def _can_affirm(own: Attendance) -> bool:
    return own.can_be_affirmed and _is_convened_or_held(own.meeting)


can_register = MEETING.step(
    "register", roles.registrant, _takes_registrations, not_now.why_not_registered
)
can_excuse = ATTENDANCE.step(
    "excuse", roles.whoever_is_listed, _can_still_excuse, not_now.why_not_excused
)
can_deny = ATTENDANCE.step(
    "deny", roles.whoever_is_listed, _can_deny, not_now.why_not_denied
)
can_affirm = ATTENDANCE.step(
    "affirm", roles.whoever_is_listed, _can_affirm, not_now.why_not_affirmed
)
can_mark = MEETING.step("mark", roles.runner, _is_convened_or_held)
can_add_guest = MEETING.step("add_guest", roles.runner, _is_convened_or_held)
can_observer_invite = MEETING.step(
    "observer_invite", roles.inviter, _takes_registrations, not_now.why_not_registered
)
can_observer_object = INVITATION.step(
    "observer_object", roles.attending_partner, if_it_becomes(Invited.OBJECTED)
)
can_lift_objection = INVITATION.step(
    "lift_objection", roles.whoever_objected_to_observer, if_it_becomes(Invited.PENDING)
)
can_observer_withdraw = INVITATION.step(
    "observer_withdraw", roles.runner_of_meeting, if_it_becomes(Invited.WITHDRAWN)
)

# Decisions, their texts and the objections to them ---------------------------------------


def _decides(meeting: Meeting) -> bool:
    return meeting.body.kind != Body.Kind.EVENT and _is_unfinished(meeting)


def _is_drafted(decision: Decision) -> bool:
    return decision.status == D.DRAFTED


def _is_open(decision: Decision) -> bool:
    return decision.is_open


def _takes_positions(decision: Decision) -> bool:
    """Whether it came too late, the action decides: a late objection is kept."""
    return decision.is_open or decision.is_adopted


def _is_before_session(decision: Decision) -> bool:
    """Whether the members who meet are asked, and no consensus is declared yet."""
    return decision.is_open and not decision.is_silent and not decision.is_declared


def _can_be_recalled(decision: Decision) -> bool:
    return decision.can_be_recalled


def _can_end(decision: Decision) -> bool:
    return decision.can_become(D.WITHDRAWN) and not decision.is_agreed


def _has_objections(decision: Decision) -> bool:
    return any(objection.stands for objection in decision.objections.all())


def _nobody_objects(decision: Decision) -> bool:
    return not _has_objections(decision)


def _can_be_agreed(decision: Decision) -> bool:
    return electorates.is_attended(decision) and _nobody_objects(decision)


def _can_adopt_now(decision: Decision) -> bool:
    return decision.is_open and decision.is_due


def _can_be_withdrawn(objection: Objection) -> bool:
    return objection.stands and objection.decision.is_open


can_draft_for_body = BODY.step("draft_for_body", roles.drafter, always)
can_draft_for_meeting = MEETING.step(
    "draft_for_meeting", roles.runner, _decides, not_now.why_no_decision
)
can_redraft = DECISION.step("redraft", roles.runner, _is_drafted)
can_decision_open = DECISION.step("decision_open", roles.runner, if_it_becomes(D.OPEN))
can_decision_position = DECISION.step("decision_position", roles.elector, _takes_positions)
can_revise_text = DECISION.step(
    "revise_text", roles.runner, _is_before_session, not_now.why_not_revised
)
can_accommodate = DECISION.step(
    "accommodate",
    roles.runner,
    _is_open,
    not_now.why_not_accommodated,
    also=_has_objections,
)
# The chair declares consensus in session; the secretariat keeps the record.
can_decision_declare = DECISION.step(
    "decision_declare",
    roles.runner,
    _is_before_session,
    not_now.why_not_declared,
    also=_can_be_agreed,
)
can_decision_recall = DECISION.step(
    "decision_recall", roles.runner, _can_be_recalled, not_now.why_not_recalled
)
can_decision_adopt = DECISION.step(
    "decision_adopt",
    roles.runner,
    _can_adopt_now,
    not_now.why_not_adopted,
    also=_nobody_objects,
)
can_decision_end = DECISION.step(
    "decision_end", roles.runner, _can_end, not_now.why_not_ended
)
can_objection_withdraw = OBJECTION.step(
    "objection_withdraw",
    roles.author_of_objection,
    _can_be_withdrawn,
    not_now.why_objection_stays,
)

# Reports -------------------------------------------------------------------------------


def _is_held(meeting: Meeting) -> bool:
    return meeting.status == M.HELD


def _has_no_report(meeting: Meeting) -> bool:
    return not meeting.has_report


def _can_edit(report: MeetingReport) -> bool:
    return report.is_editable


def _takes_comments(report: MeetingReport) -> bool:
    return report.status == R.COMMENTS


def _can_publish(report: MeetingReport) -> bool:
    return report.can_become(R.PUBLISHED) and report.release_at is None


can_report_start = MEETING.step(
    "report_start", roles.runner, _is_held, not_now.why_no_report, also=_has_no_report
)
can_report_edit = REPORT.step("report_edit", roles.runner_of_meeting, _can_edit)
can_report_open_comments = REPORT.step(
    "report_open_comments", roles.runner_of_meeting, if_it_becomes(R.COMMENTS)
)
can_report_comment = REPORT.step("report_comment", roles.attendee, _takes_comments)
can_report_adopt = REPORT.step(
    "report_adopt", roles.runner_of_meeting, if_it_becomes(R.ADOPTED)
)
can_report_publish = REPORT.step(
    "report_publish", roles.runner_of_meeting, _can_publish, not_now.why_not_published
)
