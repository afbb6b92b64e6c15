"""What the acts of this app are called."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ACTS: "dict[str, StrOrPromise]" = {
    "meeting.planned": _("Meeting planned"),
    "meeting.imported": _("Entered from the public record"),
    "meeting.revised": _("Details of the meeting changed"),
    "meeting.convened": _("Meeting convened"),
    "meeting.rescheduled": _("Meeting rescheduled"),
    "meeting.held": _("Meeting held"),
    "meeting.closed": _("Meeting closed"),
    "meeting.cancelled": _("Meeting cancelled"),
    "meeting.agenda_added": _("Agenda item added"),
    "meeting.agenda_edited": _("Agenda item edited"),
    "meeting.agenda_moved": _("Agenda item moved"),
    "meeting.agenda_removed": _("Agenda item removed"),
    "meeting.paper_added": _("Paper added"),
    "meeting.paper_revised": _("Revision of a paper added"),
    "meeting.paper_translated": _("Paper added in another language"),
    "meeting.paper_withdrawn": _("Paper withdrawn"),
    "meeting.registered": _("Registered for the meeting"),
    "meeting.excused": _("Excused from the meeting"),
    "meeting.guest_invited": _("Guest invited"),
    "meeting.attendance_marked": _("Attendance recorded"),
    "meeting.observer_invited": _("Observer invited"),
    "meeting.observer_objected": _("Objection to an observer"),
    "meeting.observer_objection_lifted": _("Objection to an observer lifted"),
    "meeting.observer_admitted": _("Observer admitted"),
    "meeting.observer_invitation_withdrawn": _("Invitation of an observer withdrawn"),
    "decision.drafted": _("Decision drafted"),
    "decision.redrafted": _("Draft changed"),
    "decision.opened": _("Opened for positions"),
    "decision.position_taken": _("Position taken"),
    "decision.objected": _("Objection raised"),
    "decision.objected_late": _("Objection came after the end"),
    "decision.objection_withdrawn": _("Objection withdrawn"),
    "decision.text_revised": _("Text revised"),
    "decision.accommodated": _("Objection accommodated in a new text"),
    "decision.silence_broken": _("Period ended with an objection standing"),
    "decision.adopted": _("Adopted by consensus"),
    "decision.deferred": _("Deferred"),
    "decision.no_consensus": _("No consensus recorded"),
    "decision.withdrawn": _("Proposal withdrawn"),
    "meeting_report.started": _("Report drafted"),
    "meeting_report.saved": _("Report saved"),
    "meeting_report.comments_opened": _("Comments asked for"),
    "meeting_report.commented": _("Comment made"),
    "meeting_report.adopted": _("Report adopted"),
    "meeting_report.release_asked": _("Publication asked for"),
    "meeting_report.file_made": _("File of the report made"),
    "meeting_report.published": _("Report published"),
}
