"""Who may open the files that came by mail."""

from gmp_portal.accounts.rights import Anybody
from gmp_portal.documents.models import Document
from gmp_portal.incoming import permissions
from gmp_portal.incoming.models import IncomingMail


def may_read(user: Anybody, document: Document) -> bool:
    """Whoever may know of the mail; no officer of one about an own organization (R-06)."""
    mails = IncomingMail.objects.visible_to(user).filter(files__document=document)
    return any(
        mail.person_id == user.pk or not permissions.is_own(user, mail) for mail in mails
    )
