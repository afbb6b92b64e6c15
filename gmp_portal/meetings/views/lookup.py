"""Find a record for whoever may work on it, in its time.

It is 404 if invisible and 403 for the wrong person; the right one at the wrong time hears why.
"""

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404

from gmp_portal.accounts.rights import Permission, get_permitted
from gmp_portal.meetings.models import (
    AgendaItem,
    Attendance,
    Body,
    Decision,
    DecisionText,
    Meeting,
    MeetingReport,
    Objection,
    ObserverInvitation,
    Paper,
)
from gmp_portal.meetings.writings import item_of
from gmp_portal.ui.types import SignedInRequest


def get_body(request: SignedInRequest, slug: str, permission: Permission[Body]) -> Body:
    return get_permitted(Body.objects.all(), request.user, permission, slug=slug)


def get_meeting(
    request: SignedInRequest, slug: str, permission: Permission[Meeting]
) -> Meeting:
    visible = Meeting.objects.visible_to(request.user).select_related("body", "country")
    return get_permitted(visible, request.user, permission, slug=slug)


def get_agenda_item(
    request: SignedInRequest, slug: str, pk: int, permission: Permission[Meeting]
) -> AgendaItem:
    """Find an item of this meeting only; what may be done to it, its meeting says."""
    return item_of(get_meeting(request, slug, permission), pk, request.user)


def get_paper(
    request: SignedInRequest, slug: str, pk: int, permission: Permission[Paper]
) -> Paper:
    visible = Paper.objects.visible_to(request.user).select_related("meeting__body")
    return get_permitted(visible, request.user, permission, pk=pk, meeting__slug=slug)


def get_attendance(
    request: SignedInRequest, slug: str, permission: Permission[Attendance]
) -> Attendance:
    """Find the reader's own place on the list."""
    own = Attendance.objects.filter(person=request.user).select_related("meeting__body")
    return get_permitted(own, request.user, permission, meeting__slug=slug)


def get_invitation(
    request: SignedInRequest, slug: str, pk: int, permission: Permission[ObserverInvitation]
) -> ObserverInvitation:
    visible = ObserverInvitation.objects.filter(
        meeting__in=Meeting.objects.visible_to(request.user)
    ).select_related("meeting__body")
    return get_permitted(visible, request.user, permission, pk=pk, meeting__slug=slug)


def get_decision(
    request: SignedInRequest, slug: str, permission: Permission[Decision]
) -> Decision:
    records = Decision.objects.visible_to(request.user).select_related("body", "meeting")
    # What the page shows and what it says was read are then one and the same text.
    texts = DecisionText.objects.select_related("written_by")
    visible = records.prefetch_related(Prefetch("texts", texts))
    return get_permitted(visible, request.user, permission, slug=slug)


def get_objection(
    request: SignedInRequest, slug: str, pk: int, permission: Permission[Objection]
) -> Objection:
    visible = Objection.objects.filter(
        decision__in=Decision.objects.visible_to(request.user)
    )
    visible = visible.select_related("decision__body", "elector")
    visible = visible.prefetch_related("decision__texts")
    return get_permitted(visible, request.user, permission, pk=pk, decision__slug=slug)


def get_report(
    request: SignedInRequest, slug: str, permission: Permission[MeetingReport]
) -> MeetingReport:
    visible = MeetingReport.objects.visible_to(request.user).select_related("meeting__body")
    return get_permitted(visible, request.user, permission, meeting__slug=slug)


def get_report_of_visible_meeting(
    request: SignedInRequest, slug: str, permission: Permission[MeetingReport]
) -> MeetingReport:
    """Find a report for an attendee; that there is one is no secret (R-13)."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user), slug=slug)
    reports = MeetingReport.objects.filter(meeting=meeting).select_related("meeting__body")
    # The page of a draft is not for those who attended; the page of the meeting is.
    back = meeting.get_absolute_url()
    return get_permitted(reports, request.user, permission, back_to=back)
