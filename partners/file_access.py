"""Who may open a letter's files (A1-2c-6): originals stay sealed, cleared ones become public."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from gmp_portal.accounts.models import User
from gmp_portal.documents.models import Document
from partners.models import LetterOfIntent

# The rules by which files are opened, as they are kept with each file.
ORIGINAL = "letter_original"
PUBLIC = "letter_public"


def may_read_original(user: User | AnonymousUser, document: Document) -> bool:
    """The sender, the partner's own people and the secretariat."""
    of_letter = (
        Q(signed_file=document)
        | Q(paper=document)
        | Q(receipt=document)
        | Q(confirmation_letter=document)
        | Q(attachments__document=document)
    )
    return LetterOfIntent.objects.open_to(user).filter(of_letter).exists()


def may_read_public(user: User | AnonymousUser, document: Document) -> bool:
    """Everybody once the letter is published; before that who works on it."""
    return LetterOfIntent.objects.visible_to(user).filter(public_letter=document).exists()


def page_of_letter(document: Document) -> str:
    return LetterOfIntent.objects.get(public_letter=document).get_absolute_url()
