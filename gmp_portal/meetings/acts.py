"""What can happen to meetings, decisions and reports, for the ledger."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Act(TextChoices):
    """One act each; the stored value never changes."""

    MEETING_PLANNED = "meeting.planned", _("Meeting planned")
    MEETING_IMPORTED = "meeting.imported", _("Entered from the public record")
    MEETING_REVISED = "meeting.revised", _("Details of the meeting changed")
    MEETING_CONVENED = "meeting.convened", _("Meeting convened")
    MEETING_RESCHEDULED = "meeting.rescheduled", _("Meeting rescheduled")
    MEETING_HELD = "meeting.held", _("Meeting held")
    MEETING_CLOSED = "meeting.closed", _("Meeting closed")
    MEETING_CANCELLED = "meeting.cancelled", _("Meeting cancelled")
    MEETING_AGENDA_ADDED = "meeting.agenda_added", _("Agenda item added")
    MEETING_AGENDA_EDITED = "meeting.agenda_edited", _("Agenda item edited")
    MEETING_AGENDA_MOVED = "meeting.agenda_moved", _("Agenda item moved")
    MEETING_AGENDA_BROUGHT_BACK = (
        "meeting.agenda_brought_back",
        _("Agenda item brought back"),
    )
    MEETING_AGENDA_REMOVED = "meeting.agenda_removed", _("Agenda item removed")
    MEETING_PAPER_ADDED = "meeting.paper_added", _("Paper added")
    MEETING_PAPER_REVISED = "meeting.paper_revised", _("Revision of a paper added")
    MEETING_PAPER_TRANSLATED = (
        "meeting.paper_translated",
        _("Paper added in another language"),
    )
    MEETING_PAPER_WITHDRAWN = "meeting.paper_withdrawn", _("Paper withdrawn")
    MEETING_REGISTERED = "meeting.registered", _("Registered for the meeting")
    MEETING_EXCUSED = "meeting.excused", _("Excused from the meeting")
    MEETING_GUEST_INVITED = "meeting.guest_invited", _("Guest invited")
    MEETING_ATTENDANCE_MARKED = "meeting.attendance_marked", _("Attendance recorded")
    MEETING_ATTENDANCE_DENIED = (
        "meeting.attendance_denied",
        _("Recorded attendance denied by the person"),
    )
    MEETING_ATTENDANCE_AFFIRMED = (
        "meeting.attendance_affirmed",
        _("Denied attendance affirmed by the person"),
    )
    MEETING_OBSERVER_INVITED = "meeting.observer_invited", _("Observer invited")
    MEETING_OBSERVER_OBJECTED = "meeting.observer_objected", _("Objection to an observer")
    MEETING_OBSERVER_OBJECTION_LIFTED = (
        "meeting.observer_objection_lifted",
        _("Objection to an observer lifted"),
    )
    MEETING_OBSERVER_ADMITTED = "meeting.observer_admitted", _("Observer admitted")
    MEETING_OBSERVER_INVITATION_WITHDRAWN = (
        "meeting.observer_invitation_withdrawn",
        _("Invitation of an observer withdrawn"),
    )
    DECISION_DRAFTED = "decision.drafted", _("Decision drafted")
    DECISION_REDRAFTED = "decision.redrafted", _("Draft changed")
    DECISION_OPENED = "decision.opened", _("Opened for positions")
    DECISION_DECLARED = "decision.declared", _("Consensus declared in session")
    DECISION_RECALLED = "decision.recalled", _("Declaration of the consensus recalled")
    DECISION_TIME_GIVEN = (
        "decision.time_given",
        _("Time to object given to members who were not heard"),
    )
    DECISION_POSITION_TAKEN = "decision.position_taken", _("Position taken")
    DECISION_OBJECTED = "decision.objected", _("Objection raised")
    DECISION_OBJECTED_LATE = "decision.objected_late", _("Late objection kept")
    DECISION_OBJECTION_WITHDRAWN = "decision.objection_withdrawn", _("Objection withdrawn")
    DECISION_TEXT_REVISED = "decision.text_revised", _("Text revised")
    DECISION_ACCOMMODATED = (
        "decision.accommodated",
        _("Objection accommodated in a new text"),
    )
    DECISION_SILENCE_BROKEN = (
        "decision.silence_broken",
        _("Period ended with an objection standing"),
    )
    DECISION_ADOPTED = "decision.adopted", _("Adopted by consensus")
    DECISION_DEFERRED = "decision.deferred", _("Deferred")
    DECISION_NO_CONSENSUS = "decision.no_consensus", _("No consensus recorded")
    DECISION_WITHDRAWN = "decision.withdrawn", _("Proposal withdrawn")
    MEETING_REPORT_STARTED = "meeting_report.started", _("Report drafted")
    MEETING_REPORT_SAVED = "meeting_report.saved", _("Report saved")
    MEETING_REPORT_COMMENTS_OPENED = (
        "meeting_report.comments_opened",
        _("Comments asked for"),
    )
    MEETING_REPORT_COMMENTED = "meeting_report.commented", _("Comment made")
    MEETING_REPORT_ADOPTED = "meeting_report.adopted", _("Report adopted")
    MEETING_REPORT_RELEASE_ASKED = (
        "meeting_report.release_asked",
        _("Publication asked for"),
    )
    MEETING_REPORT_FILE_MADE = "meeting_report.file_made", _("File of the report made")
    MEETING_REPORT_PUBLISHED = "meeting_report.published", _("Report published")
