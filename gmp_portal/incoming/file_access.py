"""Who may open the files that came by mail."""

from gmp_portal.accounts.rights import Anybody
from gmp_portal.documents.models import Document
from gmp_portal.incoming.models import IncomingFile, IncomingMail


def may_read(user: Anybody, document: Document) -> bool:
    """Whoever may know of the mail."""
    mails = IncomingMail.objects.visible_to(user)
    return IncomingFile.objects.filter(document=document, mail__in=mails).exists()
