"""Who may do what to a decision, its text and the objections to it."""

from django.utils.translation import gettext as _

from gmp_portal.accounts.steps import Anybody, permission, stands_at
from gmp_portal.meetings.actions import positions, texts
from gmp_portal.meetings.models import Body, Decision, Meeting, Objection
from gmp_portal.meetings.permissions.meetings import is_unfinished
from gmp_portal.meetings.permissions.roles import (
    always,
    if_it_becomes,
    officers_only,
    runs,
    runs_decision,
    runs_meeting,
)

D = Decision.Status


def _decides(meeting: Meeting) -> bool:
    return meeting.body.kind != Body.Kind.EVENT and is_unfinished(meeting)


def _why_no_decision(meeting: Meeting) -> str:
    if meeting.body.kind == Body.Kind.EVENT:
        return _("This body takes no decisions.")
    return stands_at(meeting)


def _can_adopt_now(decision: Decision) -> bool:
    return decision.is_open and (not decision.is_silent or decision.deadline_has_passed)


def _why_not_adopted(decision: Decision) -> str:
    if decision.is_open:
        return _("The no-objection period has not ended yet.")
    return stands_at(decision)


def is_elector(user: Anybody, decision: Decision) -> bool:
    """Was a member when the decision opened (A1-4a-iii, A1-3e)."""
    return user.is_authenticated and decision.electors.filter(person=user).exists()


def _own_objection(user: Anybody, objection: Objection) -> bool:
    return objection.elector.person_id == user.pk


def _why_not_withdrawn(objection: Objection) -> str:
    return _("An objection is withdrawn by its author, while the decision is open.")


def _why_not_revised(decision: Decision) -> str:
    return str(texts.STAYS) if decision.is_open else stands_at(decision)


def _can_meet_objections(decision: Decision) -> bool:
    return decision.is_open and decision.objections.standing().exists()


def _why_not_accommodated(decision: Decision) -> str:
    if decision.is_open:
        return _("No objection stands that a new text could meet.")
    return stands_at(decision)


can_draft_for_meeting = permission(runs_meeting, _decides, officers_only, _why_no_decision)
can_draft_for_body = permission(
    lambda user, body: body.kind != Body.Kind.EVENT and runs(user, body),
    always,
    lambda user, body: _("The secretariat, chairs and leads draft decisions."),
)
can_redraft = permission(
    runs_decision, lambda decision: decision.status == D.DRAFTED, officers_only
)
can_decision_open = permission(runs_decision, if_it_becomes(D.OPEN), officers_only)
can_decision_position = permission(
    is_elector,
    # Whether it came too late, the action decides: a late objection is kept.
    lambda decision: decision.is_open or decision.is_adopted,
    lambda user, decision: positions.not_an_elector(decision, user),
)
can_objection_withdraw = permission(
    _own_objection,
    lambda objection: objection.stands and objection.decision.is_open,
    lambda user, objection: _why_not_withdrawn(objection),
    _why_not_withdrawn,
)
can_revise_text = permission(
    runs_decision,
    lambda decision: decision.is_open and not decision.is_silent,
    officers_only,
    _why_not_revised,
)
can_accommodate = permission(
    runs_decision, _can_meet_objections, officers_only, _why_not_accommodated
)
can_decision_adopt = permission(
    runs_decision, _can_adopt_now, officers_only, _why_not_adopted
)
"""The chair declares consensus in session; the secretariat keeps the record."""
can_decision_end = permission(runs_decision, if_it_becomes(D.WITHDRAWN), officers_only)


def reads_positions(user: Anybody, decision: Decision) -> bool:
    """Sees who took which position: electors and officers."""
    return is_elector(user, decision) or runs(user, decision.body)
