"""Why a step is not possible now, and what to do next: for the page and for the act itself."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gmp_portal.accounts import offices
from gmp_portal.accounts.models import User
from gmp_portal.accounts.rights import Anybody, stands_at
from gmp_portal.meetings.models import (
    Attendance,
    Body,
    Decision,
    Meeting,
    MeetingReport,
    Objection,
    Paper,
)
from gmp_portal.meetings.reading import electorates
from gmp_portal.meetings.reading.removed_items import RemovedItem
from gmp_portal.ui.moments import in_words
from gmp_portal.words import sentences
from gmp_portal.workflow import STEP_BY_STEP, RuleRefusedError

MEETS = (Meeting.Status.CONVENED, Meeting.Status.HELD)


def _out_of_step(said: str) -> RuleRefusedError:
    return RuleRefusedError(said, clause=STEP_BY_STEP)


# Meetings: papers, participants -----------------------------------------------------------


def why_paper_stays(paper: Paper) -> RuleRefusedError:
    return stands_at(paper.meeting if paper.is_available else paper)


def why_agenda_stays(meeting: Meeting) -> RuleRefusedError:
    return RuleRefusedError(
        _(
            "Numbers and titles of this agenda stay, because papers, decisions or those who were "
            "there quote them. Insert a further item after another one instead."
        ),
        clause=meeting.body.agenda_clause,
    )


def why_item_stays(meeting: Meeting) -> RuleRefusedError:
    if meeting.status in (Meeting.Status.CLOSED, Meeting.Status.CANCELLED):
        return stands_at(meeting)
    return why_agenda_stays(meeting)


def why_item_is_gone(kept: RemovedItem, reader: Anybody) -> RuleRefusedError:
    """What whoever had an item of the agenda open is told after somebody removed it."""
    said = _(
        "%(name)s took this item off the agenda meanwhile, on %(moment)s. It can be brought back "
        "there, and then be changed."
    )
    facts = {
        "name": offices.name_of(kept.revision.saved_by, reader),
        "moment": in_words(kept.revision.saved_at),
    }
    return _out_of_step(said % facts)


def why_days_stay(meeting: Meeting) -> RuleRefusedError:
    """Why a meeting is not moved; what else is known of it can still be corrected."""
    if meeting.status not in (Meeting.Status.PLANNED, Meeting.Status.CONVENED):
        return stands_at(meeting)
    if meeting.asked_in_session:
        sentence = _("Members were asked in session at this meeting, so its days stay.")
    elif meeting.was_attended:
        sentence = _("It is recorded who was at this meeting, so its days stay.")
    else:
        sentence = _(
            "This meeting has begun, so its days stay. Details such as its place can still be "
            "corrected."
        )
    return RuleRefusedError(sentence, clause=meeting.body.planning_clause)


def why_not_into_the_past(meeting: Meeting) -> RuleRefusedError:
    sentence = _("No meeting is moved into the past: choose today or a later day.")
    return RuleRefusedError(sentence, clause=meeting.body.planning_clause, status=422)


def why_not_cancelled(meeting: Meeting) -> RuleRefusedError:
    if not meeting.can_become(Meeting.Status.CANCELLED):
        return stands_at(meeting)
    return RuleRefusedError(
        _(
            "A decision of this meeting is open or adopted, so the meeting is not cancelled. End "
            "first what is open."
        ),
        clause=meeting.body.consensus_clause,
    )


def why_not_held(meeting: Meeting) -> RuleRefusedError:
    if not meeting.can_become(Meeting.Status.HELD):
        return stands_at(meeting)
    clause = "A1-4b-i" if meeting.body.is_area else "A1-4a-i"
    return RuleRefusedError(_("This meeting has not begun yet."), clause=clause)


def why_not_closed(meeting: Meeting) -> RuleRefusedError:
    sentence = _("A decision of this meeting is open, so the meeting is not closed yet.")
    rule = RuleRefusedError(sentence, clause=meeting.body.consensus_clause)
    return rule if meeting.can_become(Meeting.Status.CLOSED) else stands_at(meeting)


def why_not_registered(_record: object) -> RuleRefusedError:
    return _out_of_step(_("This meeting takes no registrations now."))


def why_not_excused(own: Attendance) -> RuleRefusedError:
    if own.presence == Attendance.Presence.EXPECTED:
        return why_not_registered(own)
    sentence = _("Your attendance is recorded as “%(presence)s”.")
    return _out_of_step(sentence % {"presence": own.get_presence_display()})


def why_not_denied(own: Attendance) -> RuleRefusedError:
    nobody = _("It is not recorded that you were there.")
    said = _("It is on record already that you say you were not there.")
    return _of_own_place(own, said if own.denied_at else nobody)


def why_not_affirmed(own: Attendance) -> RuleRefusedError:
    nothing = _("You did not say that you were not there.")
    absent = _("It is not recorded any more that you were there.")
    return _of_own_place(own, absent if own.denied_at else nothing)


def _of_own_place(own: Attendance, sentence: str) -> RuleRefusedError:
    """Why nobody says anything more about having been there, and whom to tell."""
    if own.meeting.status not in MEETS:
        return stands_at(own.meeting)
    way_on = _("Tell whoever runs the meeting if the list is wrong.")
    return _out_of_step(sentences(sentence, way_on))


# Decisions, their texts and the objections to them ---------------------------------------


def takes_no_decisions(body: Body, *, status: int = 409) -> RuleRefusedError:
    """What whoever drafts a decision of all partners and guests is told."""
    return RuleRefusedError(
        _("This body takes no decisions. Draft it for the Advisory Group or an area."),
        clause=body.consensus_clause,
        status=status,
    )


def why_not_drafted_twice(body: Body) -> RuleRefusedError:
    sentence = _("A decision about this is drafted or open already. Go on with that one.")
    return RuleRefusedError(sentence, clause=body.consensus_clause)


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


def why_no_decision(meeting: Meeting) -> RuleRefusedError:
    if meeting.body.kind == Body.Kind.EVENT:
        return takes_no_decisions(meeting.body)
    return stands_at(meeting)


def why_text_stays() -> RuleRefusedError:
    sentence = _("The text stays as it is while members are asked. Withdraw it first.")
    return RuleRefusedError(sentence, clause="R-07")


def why_not_revised(decision: Decision) -> RuleRefusedError:
    if not decision.is_open:
        return stands_at(decision)
    return why_text_stays() if decision.is_silent else why_declared_stays()


def why_not_accommodated(decision: Decision) -> RuleRefusedError:
    if decision.is_open:
        sentence = _("No objection stands that a new text could meet.")
        return RuleRefusedError(sentence, clause=decision.body.consensus_clause)
    return stands_at(decision)


def why_not_in_session(decision: Decision) -> RuleRefusedError | None:
    """Why the members who meet cannot be asked yet; nothing where they can (R-18)."""
    meeting, clause = decision.meeting, decision.body.consensus_clause
    if meeting is None or meeting.status not in MEETS:
        return RuleRefusedError(
            _("A decision in session needs a meeting that was convened."), clause=clause
        )
    if not meeting.has_begun:
        sentence = _("The meeting has not begun. Members decide while it runs, or after.")
        return RuleRefusedError(sentence, clause=clause)
    return None


def why_registered_already(meeting: Meeting) -> RuleRefusedError:
    """Why nobody registers over what was recorded of who was there."""
    sentence = _(
        "It is recorded already whether you were there. Tell whoever runs the meeting if that is "
        "wrong."
    )
    return RuleRefusedError(sentence, clause=meeting.body.planning_clause)


def why_nobody_was_there_yet(meeting: Meeting) -> RuleRefusedError:
    sentence = _("The meeting has not begun: who is there is recorded once it runs.")
    return RuleRefusedError(sentence, clause=meeting.body.planning_clause)


def why_presence_stays() -> RuleRefusedError:
    """Why nobody records members as absent who were asked in session as present."""
    sentence = _(
        "Members were asked in session as those who were there. Whoever was not there says so on "
        "the page of the meeting."
    )
    return RuleRefusedError(sentence, clause="R-18")


def why_attendance_first() -> RuleRefusedError:
    sentence = _(
        "Record first who attends the meeting. So far no member whose consensus counts is listed "
        "as present."
    )
    return RuleRefusedError(sentence, clause="R-18")


def why_not_declared(decision: Decision) -> RuleRefusedError:
    if not decision.is_open:
        return stands_at(decision)
    if decision.is_silent:
        sentence = _(
            "Nobody declares a consensus here: who does not object in time agrees."
        )
        return RuleRefusedError(sentence, clause="R-07")
    if decision.is_declared:
        return why_declared_stays()
    if not electorates.is_attended(decision):
        return why_attendance_first()
    return why_nothing_over_objection(decision)


def why_nothing_over_objection(decision: Decision) -> RuleRefusedError:
    """What stands in the way, and the ways on from there (A1-4a-iii, A1-4b-iii)."""
    return RuleRefusedError(
        _(
            "Nothing is adopted while a member maintains an objection. Meet it by a new text, "
            "or end the decision without adoption."
        ),
        clause=decision.body.consensus_clause,
    )


def why_declared_stays() -> RuleRefusedError:
    return RuleRefusedError(
        _(
            "The consensus is declared. Recall the declaration before anything else changes."
        ),
        clause="R-18",
    )


def why_text_changed() -> RuleRefusedError:
    sentence = _(
        "The text has changed since you read it. Read it again before you declare."
    )
    return RuleRefusedError(sentence, clause="R-18")


def why_not_recalled(decision: Decision) -> RuleRefusedError:
    if not decision.is_open:
        return stands_at(decision)
    if decision.is_declared:
        sentence = _("The time in which the declaration could be recalled is over.")
    else:
        sentence = _("There is no declaration that could be recalled.")
    return RuleRefusedError(sentence, clause="R-18")


def why_not_final(decision: Decision) -> RuleRefusedError:
    """What an open decision waits for before it can be adopted."""
    if decision.is_silent:
        return why_silence_lasts()
    if decision.is_declared:
        sentence = _("It is adopted when nobody has time left to recall or to object.")
    else:
        sentence = _("In session the consensus is declared first.")
    return RuleRefusedError(sentence, clause="R-18")


def why_silence_lasts() -> RuleRefusedError:
    return RuleRefusedError(_("The no-objection period has not ended yet."), clause="R-07")


def why_not_adopted(decision: Decision) -> RuleRefusedError:
    if not decision.is_open:
        return stands_at(decision)
    if decision.objections.standing().exists():
        return why_nothing_over_objection(decision)
    return why_not_final(decision)


def why_not_ended(decision: Decision) -> RuleRefusedError:
    return why_declared_stays() if decision.is_open else stands_at(decision)


def why_too_late(decision: Decision) -> RuleRefusedError:
    """Why a voice is heard no more, though a late objection is kept (R-07, R-18)."""
    if decision.is_adopted:
        sentence = _(
            "This decision is adopted: positions are taken before that. An objection that comes "
            "now is kept as late."
        )
        return _out_of_step(sentence)
    if decision.is_silent:
        sentence = _(
            "The no-objection period ended on %(moment)s. An objection that comes now is kept as "
            "late."
        )
        moment = in_words(decision.closes_at)
        return RuleRefusedError(sentence % {"moment": moment}, clause="R-07")
    return _why_declared_too_late(decision)


def _why_declared_too_late(decision: Decision) -> RuleRefusedError:
    if decision.can_be_recalled:
        sentence = _(
            "The consensus is declared, and your time to object is over. An objection that comes "
            "now stops nothing and is kept as late. The declaration can be recalled until "
            "%(moment)s, by the secretariat or whoever chairs or leads this body: write to them "
            "if it does not say what was agreed."
        )
    else:
        sentence = _(
            "The consensus is declared, your time to object is over, and so is the time in which "
            "the declaration could be recalled (%(moment)s). An objection that comes now stops "
            "nothing and is kept as late."
        )
    moment = in_words(decision.recall_until)
    return RuleRefusedError(sentence % {"moment": moment}, clause="R-18")


def why_not_withdrawn_by(user: Anybody, objection: Objection) -> RuleRefusedError:
    """What somebody is told who does not speak for the voice that objected (any more)."""
    term = electorates.ended_term(user, objection) if isinstance(user, User) else None
    if term is None or term.ends_on is None:
        return why_objection_stays(objection, status=403)
    day = {"day": date_format(term.ends_on, "DATE_FORMAT")}
    if objection.elector.partner_id is not None:
        sentence = _(
            "Your term ended on %(day)s. Whoever speaks for the partner now may withdraw the "
            "objection."
        )
    else:
        sentence = _(
            "Your term ended on %(day)s, and nobody else speaks for you. The objection stands "
            "until a new text meets it, or the decision ends otherwise."
        )
    clause = objection.decision.body.consensus_clause
    return RuleRefusedError(sentence % day, clause=clause, status=403)


def why_objection_stays(objection: Objection, *, status: int = 409) -> RuleRefusedError:
    """What others than its author are told, and the author at the wrong time."""
    return RuleRefusedError(
        _("An objection is withdrawn by its author, while the decision is open."),
        clause=objection.decision.body.consensus_clause,
        status=status,
    )


# Reports -------------------------------------------------------------------------------
def why_no_report(meeting: Meeting) -> RuleRefusedError:
    if meeting.status == Meeting.Status.HELD:
        return RuleRefusedError(_("This meeting has a report already."), clause="A1-4a-vi")
    return stands_at(meeting)


def why_not_published(report: MeetingReport) -> RuleRefusedError:
    if report.can_become(MeetingReport.Status.PUBLISHED):
        soon = _("The report becomes public as soon as its file is made.")
        return RuleRefusedError(soon, clause="A1-6d-vii")
    return stands_at(report)
