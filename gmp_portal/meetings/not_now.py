"""Why a step is not possible now, and what to do next: for the page and for the act itself."""

from django.utils.translation import gettext as _

from gmp_portal.accounts.rights import stands_at
from gmp_portal.meetings.models import (
    Attendance,
    Body,
    Decision,
    Meeting,
    MeetingReport,
    Objection,
    Paper,
)
from gmp_portal.workflow import RuleRefusedError

# Meetings: papers, participants -----------------------------------------------------------


def why_paper_stays(paper: Paper) -> str:
    return stands_at(paper.meeting if paper.is_available else paper)


def why_agenda_stays(meeting: Meeting) -> RuleRefusedError:
    return RuleRefusedError(
        _(
            "Numbers and titles of this agenda stay, because papers, decisions or those who were "
            "there quote them. Insert a further item after another one instead."
        ),
        clause=meeting.body.agenda_clause,
    )


def why_item_stays(meeting: Meeting) -> str | RuleRefusedError:
    if meeting.status in (Meeting.Status.CLOSED, Meeting.Status.CANCELLED):
        return stands_at(meeting)
    return why_agenda_stays(meeting)


def why_not_registered(_record: object) -> str:
    return _("This meeting takes no registrations now.")


def why_not_excused(own: Attendance) -> str:
    if own.presence == Attendance.Presence.EXPECTED:
        return why_not_registered(own)
    presence = own.get_presence_display()
    return _("Your attendance is recorded as “%(presence)s”.") % {"presence": presence}


# Decisions, their texts and the objections to them ---------------------------------------


def takes_no_decisions(body: Body, *, status: int = 409) -> RuleRefusedError:
    """What whoever drafts a decision of all partners and guests is told."""
    return RuleRefusedError(
        _("This body takes no decisions. Draft it for the Advisory Group or an area."),
        clause=body.consensus_clause,
        status=status,
    )


def why_not_drafted_twice(body: Body) -> RuleRefusedError:
    return RuleRefusedError(
        _("A decision about this is drafted or open already. Go on with that one."),
        clause=body.consensus_clause,
    )


def why_not_carried(decision: Decision, clause: str) -> RuleRefusedError:
    """What whoever records something is told by whose clause this is."""
    if decision.is_before_rule:
        sentence = _(
            "This decision was drafted before decisions named what they are about, so nothing "
            "new can rest on it. Draft one on the page of what it is to be about."
        )
    else:
        sentence = _(
            "This decision is about something else. Choose the decision that was drafted on "
            "the page of this very thing, or draft it there."
        )
    return RuleRefusedError(sentence, clause=clause)


def why_no_decision(meeting: Meeting) -> str | RuleRefusedError:
    if meeting.body.kind == Body.Kind.EVENT:
        return takes_no_decisions(meeting.body)
    return stands_at(meeting)


def why_text_stays() -> RuleRefusedError:
    return RuleRefusedError(
        _("The text stays as it is while members are asked. Withdraw it first."),
        clause="R-07",
    )


def why_not_revised(decision: Decision) -> str | RuleRefusedError:
    return why_text_stays() if decision.is_open else stands_at(decision)


def why_not_accommodated(decision: Decision) -> str | RuleRefusedError:
    if decision.is_open:
        return RuleRefusedError(
            _("No objection stands that a new text could meet."),
            clause=decision.body.consensus_clause,
        )
    return stands_at(decision)


def why_silence_lasts() -> RuleRefusedError:
    return RuleRefusedError(_("The no-objection period has not ended yet."), clause="R-07")


def why_not_adopted(decision: Decision) -> str | RuleRefusedError:
    return why_silence_lasts() if decision.is_open else stands_at(decision)


def why_objection_stays(objection: Objection, *, status: int = 409) -> RuleRefusedError:
    """What others than its author are told, and the author at the wrong time."""
    return RuleRefusedError(
        _("An objection is withdrawn by its author, while the decision is open."),
        clause=objection.decision.body.consensus_clause,
        status=status,
    )


# Reports -------------------------------------------------------------------------------


def why_no_report(meeting: Meeting) -> str:
    if meeting.status == Meeting.Status.HELD:
        return _("This meeting has a report already.")
    return stands_at(meeting)


def why_not_published(report: MeetingReport) -> str:
    if report.can_become(MeetingReport.Status.PUBLISHED):
        return _("The report becomes public as soon as its file is made.")
    return stands_at(report)
