"""The steps on meetings, decisions and reports in plain words, for the table of rights."""

from django.utils.translation import gettext_lazy as _

from gmp_portal.accounts.rights_table import Finder, Kind, NamedRight, Words, part_of
from gmp_portal.meetings import permissions
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

BODY = {
    "plan": Words(_("Plan a meeting")),
    "draft_for_body": Words(_("Draft a decision for the body")),
}
MEETING = {
    "revise": Words(_("Change what is said about the meeting")),
    "reschedule": Words(
        _("Move the meeting to another day"),
        _("it has not begun, and nothing rests on its days"),
    ),
    "convene": Words(_("Convene the meeting")),
    "hold": Words(_("Note that the meeting is held"), _("it has begun")),
    "close": Words(_("Close the meeting"), _("no decision of it is open")),
    "cancel": Words(_("Cancel the meeting"), _("no decision of it is open or adopted")),
    "agenda_add": Words(_("Add an item to the agenda")),
    "agenda_edit": Words(_("Change an item of the agenda")),
    "agenda_move": Words(
        _("Move an item of the agenda"), _("no paper or decision quotes the agenda yet")
    ),
    "agenda_remove": Words(
        _("Remove an item of the agenda"), _("no paper or decision quotes the agenda yet")
    ),
    "agenda_bring_back": Words(
        _("Bring a removed item of the agenda back"),
        _("no paper or decision quotes the agenda yet"),
    ),
    "paper_add": Words(
        _("Add a paper"), _("the meeting has a code for the symbols of its papers")
    ),
    "register": Words(_("Register for the meeting"), _("the meeting is not over")),
    "mark": Words(_("Record who was there")),
    "add_guest": Words(_("Put a guest on the list")),
    "observer_invite": Words(_("Invite an observer"), _("the meeting is not over")),
    "draft_for_meeting": Words(
        _("Draft a decision for the meeting"), _("its body takes decisions")
    ),
    "report_start": Words(_("Begin the report of the meeting"), _("it has no report yet")),
}
PAPER = {
    "paper_revise": Words(
        _("Revise a paper"), _("the meeting is not over and uses symbols")
    ),
    "paper_translate": Words(
        _("Add a translation of a paper"), _("the meeting is not over and uses symbols")
    ),
    "paper_withdraw": Words(
        _("Withdraw a paper"), _("the meeting is not over and uses symbols")
    ),
}
ATTENDANCE = {
    "affirm": Words(
        _("Affirm having been there after all"),
        _("the participant denied what is recorded"),
    ),
    "deny": Words(
        _("Deny having been there"),
        _("it is recorded that the participant was there"),
    ),
    "excuse": Words(
        _("Excuse oneself"),
        _("the meeting takes registrations and nobody has recorded yet who was there"),
    ),
}
INVITATION = {
    "observer_object": Words(_("Object to an observer")),
    "lift_objection": Words(_("Lift the own objection")),
    "observer_withdraw": Words(_("Withdraw the invitation of an observer")),
}
DECISION = {
    "redraft": Words(_("Redraft the decision")),
    "decision_open": Words(_("Open the decision")),
    "decision_position": Words(_("Take a position, or put a late objection on record")),
    "revise_text": Words(
        _("Revise the text in session"),
        _("it is decided in session, and nothing is declared yet"),
    ),
    "accommodate": Words(_("Meet objections with a new text"), _("an objection stands")),
    "decision_adopt": Words(
        _("Adopt the decision"),
        _(
            "the time for objections and for a recall is over, and no objection is maintained"
        ),
    ),
    "decision_declare": Words(
        _("Declare that consensus is reached"),
        _(
            "it is decided in session, attendance is recorded, nothing is declared yet, and no "
            "objection is maintained"
        ),
    ),
    "decision_recall": Words(
        _("Recall what was declared"), _("what was declared can still be recalled")
    ),
    "decision_end": Words(
        _("End the decision without adopting it"), _("no consensus is reached on it yet")
    ),
}
OBJECTION = {
    "objection_withdraw": Words(
        _("Withdraw an objection"), _("the decision is still open")
    ),
}
REPORT = {
    "report_edit": Words(_("Write the report")),
    "report_open_comments": Words(_("Ask for comments on the report")),
    "report_comment": Words(_("Comment on the report")),
    "report_adopt": Words(_("Adopt the report")),
    "report_publish": Words(_("Publish the report"), _("nobody has asked for it yet")),
}
KINDS = {
    "body": Kind(
        model=Body,
        steps=permissions.BODY,
        words=BODY,
        finder=Finder(visible=lambda _user: Body.objects.all(), search=("name", "slug")),
    ),
    "meeting": Kind(
        model=Meeting,
        steps=permissions.MEETING,
        words=MEETING,
        finder=Finder(
            visible=Meeting.objects.visible_to,
            search=("title",),
            pages="meetings:meeting_",
            lookups={"slug": "slug"},
        ),
    ),
    "paper": Kind(
        model=Paper,
        steps=permissions.PAPER,
        words=PAPER,
        finder=Finder(
            visible=Paper.objects.visible_to,
            search=("title",),
            pages="meetings:paper_",
            lookups={"slug": "meeting__slug", "pk": "pk"},
        ),
    ),
    "attendance": Kind(
        model=Attendance,
        steps=permissions.ATTENDANCE,
        words=ATTENDANCE,
        finder=Finder(
            visible=part_of(Attendance, "meeting", Meeting),
            search=("person__name", "meeting__title"),
        ),
    ),
    "invitation": Kind(
        model=ObserverInvitation,
        steps=permissions.INVITATION,
        words=INVITATION,
        finder=Finder(
            visible=part_of(ObserverInvitation, "meeting", Meeting),
            search=("name", "meeting__title"),
            pages="meetings:observer_",
            lookups={"slug": "meeting__slug", "pk": "pk"},
        ),
    ),
    "decision": Kind(
        model=Decision,
        steps=permissions.DECISION,
        words=DECISION,
        finder=Finder(
            visible=Decision.objects.visible_to,
            search=("title",),
            pages="meetings:decision_",
            lookups={"slug": "slug"},
        ),
    ),
    "objection": Kind(
        model=Objection,
        steps=permissions.OBJECTION,
        words=OBJECTION,
        finder=Finder(
            visible=part_of(Objection, "decision", Decision),
            search=("elector__person__name", "decision__title"),
        ),
    ),
    "report": Kind(
        model=MeetingReport,
        steps=permissions.REPORT,
        words=REPORT,
        finder=Finder(
            visible=MeetingReport.objects.visible_to,
            search=("meeting__title",),
            pages="meetings:report_",
            lookups={"slug": "meeting__slug"},
        ),
    ),
}
RIGHTS: dict[str, NamedRight] = {}
