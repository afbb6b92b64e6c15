"""Bodies and their meetings, decisions by consensus, and meeting reports."""

from gmp_portal.meetings.models.bodies import Body
from gmp_portal.meetings.models.decisions import Decision, DecisionText
from gmp_portal.meetings.models.declarations import Declaration
from gmp_portal.meetings.models.gatherings import AgendaItem, Meeting
from gmp_portal.meetings.models.papers import Paper
from gmp_portal.meetings.models.participation import Attendance, ObserverInvitation
from gmp_portal.meetings.models.positions import (
    Elector,
    Objection,
    Position,
    StandingAside,
    TimeToObject,
)
from gmp_portal.meetings.models.reports import MeetingReport, ReportComment, ReportSection

__all__ = [
    "AgendaItem",
    "Attendance",
    "Body",
    "Decision",
    "DecisionText",
    "Declaration",
    "Elector",
    "Meeting",
    "MeetingReport",
    "Objection",
    "ObserverInvitation",
    "Paper",
    "Position",
    "ReportComment",
    "ReportSection",
    "StandingAside",
    "TimeToObject",
]
