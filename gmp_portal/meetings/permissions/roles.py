"""Who somebody is to a body, and what the wrong person is told."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from gmp_portal.accounts.steps import Anybody
from gmp_portal.meetings import body_rules
from gmp_portal.meetings.models import Body, Decision, Meeting


def is_officer(user: Anybody) -> bool:
    """Acts for the secretariat now."""
    return user.is_authenticated and user.is_secretariat


def runs(user: Anybody, body: Body) -> bool:
    """Say who prepares a body's meetings: secretariat, chairs, leads (A1-6c-i)."""
    return is_officer(user) or body_rules.presides(user, body)


def runs_meeting(user: Anybody, meeting: Meeting) -> bool:
    return runs(user, meeting.body)


def runs_decision(user: Anybody, decision: Decision) -> bool:
    return runs(user, decision.body)


def runs_meeting_of(user: Anybody, record: Any) -> bool:
    return runs(user, record.meeting.body)


def plans(user: Anybody, meeting: Meeting) -> bool:
    """The secretariat plans for every body, leads for their area (A1-4b-i)."""
    return plans_for(user, meeting.body)


def plans_for(user: Anybody, body: Body) -> bool:
    return is_officer(user) or (body.is_area and body_rules.presides(user, body))


def officers_only(user: Anybody, record: object) -> str:
    return _(
        "The secretariat does this, or whoever chairs or leads the body."
        " You may read the page."
    )


def if_it_becomes(status: str) -> Callable[[Any], bool]:
    return lambda record: record.can_become(status)


def always(record: object) -> bool:
    return True
