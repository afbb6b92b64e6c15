"""Find a record for whoever may work on it: 404 if invisible, 403 if not allowed."""

from collections.abc import Callable
from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from gmp_portal.meetings.actions import attendance, decisions, reports
from gmp_portal.meetings.models import (
    AgendaItem,
    Attendance,
    Decision,
    Meeting,
    MeetingReport,
    ObserverInvitation,
    Paper,
)
from gmp_portal.ui.shortcuts import get_permitted
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.workflow import RuleRefusedError

Permission = Callable[[Any, Any], bool]
OFFICERS_ONLY = _(
    "The secretariat does this, or whoever chairs or leads the body. You may read the page."
)


def meeting_for(request: SignedInRequest, slug: str, permission: Permission) -> Meeting:
    visible = Meeting.objects.visible_to(request.user).select_related("body", "country")
    return get_permitted(
        visible, request.user, permission, refusal=OFFICERS_ONLY, slug=slug
    )


def meeting_to_attend(request: SignedInRequest, slug: str) -> Meeting:
    visible = Meeting.objects.visible_to(request.user).select_related("body")
    meeting = get_permitted(visible, request.user, _anybody, slug=slug)
    if attendance.role_of(request.user, meeting)[0] is None:
        raise attendance.refusal(meeting)
    return meeting


def _anybody(user: object, record: object) -> bool:
    return True


def item_for(
    request: SignedInRequest, slug: str, pk: int, permission: Permission
) -> AgendaItem:
    meeting = meeting_for(request, slug, permission)
    item = meeting.agenda.filter(pk=pk).first()
    if item is None:
        raise Http404
    item.meeting = meeting
    return item


def paper_for(
    request: SignedInRequest, slug: str, pk: int, permission: Permission
) -> Paper:
    visible = Paper.objects.visible_to(request.user).select_related("meeting__body")
    return get_permitted(
        visible, request.user, permission, refusal=OFFICERS_ONLY, pk=pk, meeting__slug=slug
    )


def invitation_for(
    request: SignedInRequest, slug: str, pk: int, permission: Permission
) -> ObserverInvitation:
    visible = ObserverInvitation.objects.filter(
        meeting__in=Meeting.objects.visible_to(request.user)
    )
    refusal = RuleRefusedError(
        _("Only a partner that attends the meeting may object to an observer."),
        clause="A1-4b-iv",
        status=403,
    )
    return get_permitted(
        visible.select_related("meeting__body"),
        request.user,
        permission,
        refusal=refusal,
        pk=pk,
        meeting__slug=slug,
    )


def own_attendance(
    request: SignedInRequest, slug: str, permission: Permission
) -> Attendance:
    own = Attendance.objects.filter(person=request.user).select_related("meeting__body")
    return get_permitted(own, request.user, permission, meeting__slug=slug)


def decision_for(request: SignedInRequest, slug: str, permission: Permission) -> Decision:
    visible = Decision.objects.visible_to(request.user).select_related("body", "meeting")
    return get_permitted(
        visible, request.user, permission, refusal=OFFICERS_ONLY, slug=slug
    )


def decision_to_answer(
    request: SignedInRequest, slug: str, permission: Permission
) -> Decision:
    """Find a decision for an elector; observers and UNEP learn why they may not (A1-3e)."""
    visible = Decision.objects.visible_to(request.user).select_related("body", "meeting")
    decision = get_permitted(visible, request.user, _anybody, slug=slug)
    if not permission(request.user, decision):
        raise decisions.not_an_elector(decision, request.user)
    return decision


def report_for(
    request: SignedInRequest, slug: str, permission: Permission
) -> MeetingReport:
    visible = MeetingReport.objects.visible_to(request.user).select_related("meeting__body")
    return get_permitted(
        visible, request.user, permission, refusal=OFFICERS_ONLY, meeting__slug=slug
    )


def report_to_comment(
    request: SignedInRequest, slug: str, permission: Permission
) -> MeetingReport:
    """Find a report for an attendee; that there is one is no secret (R-13)."""
    meeting = get_permitted(
        Meeting.objects.visible_to(request.user), request.user, _anybody, slug=slug
    )
    report = MeetingReport.objects.filter(meeting=meeting).select_related("meeting__body")
    found = get_permitted(report, request.user, _anybody)
    if not permission(request.user, found):
        raise reports.not_an_attendee()
    return found
