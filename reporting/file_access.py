"""Who may open the files of reports."""

from gmp_portal.accounts.rights import Anybody
from gmp_portal.documents.models import Document
from reporting.models import Report


def may_read_report(user: Anybody, document: Document) -> bool:
    """The PDF of a report goes to whoever may see the report."""
    return Report.objects.visible_to(user).filter(pdf=document).exists()


def page_of_report(document: Document) -> str:
    return Report.objects.get(pdf=document).get_absolute_url()
