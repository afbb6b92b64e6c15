"""The texts of meetings, decisions and reports that several people write (A1-4a-vi, C4)."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from gmp_portal.accounts import namesakes
from gmp_portal.accounts.models import User
from gmp_portal.accounts.rights import Anybody, Permission, get_for_role, require_step
from gmp_portal.meetings import not_now, permissions
from gmp_portal.meetings.actions import agenda, attendance, decisions, meetings, reports
from gmp_portal.meetings.forms.decisions import DecisionForm
from gmp_portal.meetings.forms.gatherings import (
    KEEPS_LAST_DAY,
    AgendaItemForm,
    MeetingForm,
    PresenceForm,
    RescheduleForm,
)
from gmp_portal.meetings.forms.reports import ReportForm
from gmp_portal.meetings.models import AgendaItem, Decision, Meeting, MeetingReport
from gmp_portal.meetings.reading import removed_items
from gmp_portal.workflow import NotNowError
from gmp_portal.writing.written import Forms, Writing, register

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def _found(
    visible: "QuerySet[Any]", user: Anybody, key: str, permission: Permission[Any]
) -> Any:
    if not key.isdecimal():
        raise Http404
    return get_for_role(visible, user, permission, pk=key)


def item_of(meeting: Meeting, pk: int, reader: Anybody) -> AgendaItem:
    """An item of this agenda; whoever finds it gone reads who removed it, and when (P-1)."""
    item = meeting.agenda.filter(pk=pk).first()
    if item is not None:
        item.meeting = meeting
        return item
    kept = removed_items.find(meeting, pk)
    if kept is None:
        raise Http404
    back = f"{meeting.get_absolute_url()}#agenda"
    raise NotNowError(meeting, not_now.why_item_is_gone(kept, reader), back_to=back)


class OfMeeting(Writing[Meeting]):
    """What belongs to a meeting as a whole."""

    permission: ClassVar[Permission[Meeting]]
    address: ClassVar[str]

    def find(self, user: Anybody, key: str) -> Meeting:
        visible = Meeting.objects.visible_to(user).select_related("body", "country")
        meeting: Meeting = _found(visible, user, key, self.permission)
        return meeting

    def require_now(self, user: User, record: Meeting) -> None:
        require_step(user, self.permission, record)

    def lock(self, record: Meeting) -> Meeting:
        # A second copy: forms write into what they are given even where they are refused.
        held = Meeting.objects.select_related("body").get(pk=record.pk)
        held.lock()
        return held

    def page(self, record: Meeting) -> str:
        return reverse(self.address, args=[record.slug])

    def scope(self, record: Meeting) -> str:
        return f"meetings.meeting:{record.pk}"


class DetailsWriting(OfMeeting):
    """Place, times and other details of a coming meeting (A1-4a-i, A1-4b-i)."""

    kind: ClassVar[str] = "meetings.details"
    becomes_public = True
    permission = permissions.can_revise
    address = "meetings:meeting_revise"

    def forms(self, record: Meeting, data: Any = None, files: Any = None) -> Forms:
        return [MeetingForm(data, instance=record)]

    def save(self, record: Meeting, forms: Forms, *, by: User) -> None:
        meetings.revise(_fresh(record), by=by, **forms[0].cleaned_data)

    def part(self, record: Meeting) -> str:
        return _("Details of the meeting")


class DaysWriting(OfMeeting):
    """The days of a coming meeting; it is told why they move (A1-4a-i, A1-4b-i)."""

    kind: ClassVar[str] = "meetings.days"
    permission = permissions.can_reschedule
    address = "meetings:meeting_reschedule"

    def forms(self, record: Meeting, data: Any = None, files: Any = None) -> Forms:
        initial = {"starts_on": record.starts_on, "ends_on": record.ends_on}
        return [RescheduleForm(data, initial=initial, meeting=record)]

    def save(self, record: Meeting, forms: Forms, *, by: User) -> None:
        meetings.reschedule(record, by=by, **forms[0].cleaned_data)

    def restoring(self, record: Meeting, number: int) -> dict[str, str]:
        reason = _("Revision %(number)d is restored.") % {"number": number}
        return {"reason": reason, KEEPS_LAST_DAY: "1"}

    def part(self, record: Meeting) -> str:
        return _("Days of the meeting")


class AttendanceWriting(OfMeeting):
    """Who was there; two people may record different ones (A1-4a-iv)."""

    kind: ClassVar[str] = "meetings.attendance"
    permission = permissions.can_mark
    address = "meetings:attendance_mark"

    def forms(self, record: Meeting, data: Any = None, files: Any = None) -> Forms:
        listed = record.attendances.select_related("person", "meeting")
        namesakes.tell_apart(row.person for row in listed if row.person)
        return [PresenceForm(data, attendance=row) for row in listed]

    def save(self, record: Meeting, forms: Forms, *, by: User) -> None:
        presences = {form.attendance.pk: form.cleaned_data["presence"] for form in forms}
        attendance.mark(record, presences, by=by)

    def title(self, record: Meeting) -> "StrOrPromise":
        return _("Attendance: %(meeting)s") % {"meeting": record}

    def part(self, record: Meeting) -> str:
        return _("Attendance")


class AgendaWriting(Writing[AgendaItem]):
    """The words of an agenda item (A1-4a-i, A1-4b-i)."""

    kind: ClassVar[str] = "meetings.agenda_item"
    becomes_public = True

    def find(self, user: Anybody, key: str) -> AgendaItem:
        if not key.isdecimal():
            raise Http404
        pk = int(key[:18])
        visible = Meeting.objects.visible_to(user).select_related("body")
        item = AgendaItem.objects.filter(pk=pk).first()
        home = str(item.meeting_id) if item else removed_items.home_of(pk)
        meeting: Meeting = _found(visible, user, home, permissions.can_agenda_edit)
        return item_of(meeting, pk, user)

    def require_now(self, user: User, record: AgendaItem) -> None:
        require_step(user, permissions.can_agenda_edit, record.meeting)

    def lock(self, record: AgendaItem) -> AgendaItem:
        meeting = Meeting.objects.select_related("body").get(pk=record.meeting_id)
        meeting.lock()
        item = AgendaItem(pk=record.pk, meeting=meeting)
        agenda.read_again(meeting, item)
        item.meeting = meeting
        return item

    def forms(self, record: AgendaItem, data: Any = None, files: Any = None) -> Forms:
        return [AgendaItemForm(data, instance=record, meeting=record.meeting)]

    def save(self, record: AgendaItem, forms: Forms, *, by: User) -> None:
        agenda.edit(record, by=by, **forms[0].cleaned_data)

    def page(self, record: AgendaItem) -> str:
        return reverse("meetings:agenda_edit", args=[record.meeting.slug, record.pk])

    def subject(self, record: AgendaItem) -> Meeting:
        return record.meeting

    def scope(self, record: AgendaItem) -> str:
        return f"meetings.meeting:{record.meeting_id}"

    def part(self, record: AgendaItem) -> str:
        return record.title


class DecisionWriting(Writing[Decision]):
    """A text before anybody is asked about it (A1-4a-iii, A1-4b-iii)."""

    kind: ClassVar[str] = "meetings.decision"
    becomes_public = True

    def find(self, user: Anybody, key: str) -> Decision:
        visible = Decision.objects.visible_to(user).select_related("body", "meeting")
        decision: Decision = _found(visible, user, key, permissions.can_redraft)
        return decision

    def require_now(self, user: User, record: Decision) -> None:
        require_step(user, permissions.can_redraft, record)

    def lock(self, record: Decision) -> Decision:
        held = Decision.objects.select_related("body", "meeting").get(pk=record.pk)
        held.lock()
        return held

    def forms(self, record: Decision, data: Any = None, files: Any = None) -> Forms:
        text = record.current_text
        initial = {
            "title": record.title,
            "text": text.text if text else "",
            "agenda_item": record.agenda_item_id,
            "subject_label": record.subject_label,
        }
        return [
            DecisionForm(data, meeting=record.meeting, decision=record, initial=initial)
        ]

    def save(self, record: Decision, forms: Forms, *, by: User) -> None:
        decisions.redraft(record, by=by, **forms[0].cleaned_data)

    def page(self, record: Decision) -> str:
        return reverse("meetings:decision_redraft", args=[record.slug])


class ReportWriting(Writing[MeetingReport]):
    """The sections of a report while it is a draft, or under comments (A1-4a-vi, R-13)."""

    kind: ClassVar[str] = "meetings.report"
    becomes_public = True

    def find(self, user: Anybody, key: str) -> MeetingReport:
        visible = MeetingReport.objects.visible_to(user).select_related("meeting__body")
        report: MeetingReport = _found(visible, user, key, permissions.can_report_edit)
        return report

    def require_now(self, user: User, record: MeetingReport) -> None:
        require_step(user, permissions.can_report_edit, record)

    def lock(self, record: MeetingReport) -> MeetingReport:
        held = MeetingReport.objects.select_related("meeting__body").get(pk=record.pk)
        held.lock()
        return held

    def forms(self, record: MeetingReport, data: Any = None, files: Any = None) -> Forms:
        return [ReportForm(data, report=record)]

    def save(self, record: MeetingReport, forms: Forms, *, by: User) -> None:
        reports.save(record, forms[0].texts(), by=by)

    def title(self, record: MeetingReport) -> "StrOrPromise":
        return _("Report: %(meeting)s") % {"meeting": record.meeting}

    def page(self, record: MeetingReport) -> str:
        return reverse("meetings:report_edit", args=[record.meeting.slug])


def _fresh(record: Meeting) -> Meeting:
    """The meeting as it is stored: its form has written into the one it was given."""
    return Meeting.objects.select_related("body").get(pk=record.pk)


DETAILS = DetailsWriting()
DAYS = DaysWriting()
ATTENDANCE = AttendanceWriting()
AGENDA = AgendaWriting()
DECISION = DecisionWriting()
REPORT = ReportWriting()


def register_all() -> None:
    """Tell ``writing`` of every text of the app."""
    for writing in (DETAILS, DAYS, ATTENDANCE, AGENDA, DECISION, REPORT):
        register(writing)
