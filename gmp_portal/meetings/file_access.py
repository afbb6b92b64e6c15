"""Who may open the files of meetings."""

from gmp_portal.accounts.rights import Anybody
from gmp_portal.documents.models import Document
from gmp_portal.meetings.models import MeetingReport, Paper
from gmp_portal.meetings.permissions import roles


def may_read_paper(user: Anybody, document: Document) -> bool:
    """Whoever sees the meeting reads its papers; withdrawn ones only its officers do."""
    paper = Paper.objects.visible_to(user).filter(document=document).first()
    if paper is None:
        return False
    return paper.is_available or roles.runs(user, paper.meeting.body)


def page_of_paper(document: Document) -> str:
    return Paper.objects.select_related("meeting").get(document=document).get_absolute_url()


def page_of_report(document: Document) -> str:
    return MeetingReport.objects.get(pdf=document).get_absolute_url()


def may_read_report(user: Anybody, document: Document) -> bool:
    """Whoever sees the report reads its file (A1-4a-vi)."""
    return MeetingReport.objects.visible_to(user).filter(pdf=document).exists()
