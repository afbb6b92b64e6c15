"""Who may open a letter's files (A1-2c-6): originals stay sealed, cleared ones become public."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.http import HttpRequest

from gmp_portal.accounts.models import User
from gmp_portal.documents.models import Document
from gmp_portal.incoming import file_access as incoming_files
from partners.models import LetterLink, LetterOfIntent, MailedAnswer, PastLetter

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
        # What is written for the secretariat alone has no files.
        | Q(notes__files__document=document)
        | Q(signed_pages__picture=document)
    )
    if LetterOfIntent.objects.open_to(user).filter(of_letter).exists():
        return True
    if PastLetter.objects.open_to(user).filter(file=document).exists():
        return True
    # What came by mail, before it is sent on (N19).
    return incoming_files.may_read(user, document) and _is_not_taken(user, document)


def _is_not_taken(user: User | AnonymousUser, document: Document) -> bool:
    """Files of a draft are for its writer; officers see those of mails that still wait."""
    drafts = MailedAnswer.objects.filter(mail__files__document=document)
    return not drafts.exclude(person=user.pk).exists()


def may_read_public(user: User | AnonymousUser, document: Document) -> bool:
    """Everybody while the letter is published; before and afterwards who works on it."""
    is_shown = Q(public_letter=document) | Q(public_paper=document)
    if LetterOfIntent.objects.visible_to(user).filter(is_shown).exists():
        return True
    # What was public, and what is proposed.
    return LetterOfIntent.objects.open_to(user).filter(_belongs(document)).exists()


def _belongs(document: Document) -> Q:
    of_version = Q(public_versions__file=document) | Q(public_versions__paper=document)
    of_correction = Q(corrections__public_letter=document) | Q(
        corrections__public_paper=document
    )
    of_letter = Q(public_letter=document) | Q(public_paper=document)
    return of_letter | of_version | of_correction


# Which link this browser opened to upload a signed letter, in its session.
OPENED_LINK = "letter_link"


def link_to_upload(request: HttpRequest) -> str | None:
    """The link by which this browser may upload without an account, while it still works."""
    key = request.session.get(OPENED_LINK)
    link = LetterLink.objects.filter(pk=key).first() if key else None
    return str(link.pk) if link is not None and link.is_open else None


def page_of_letter(document: Document) -> str:
    letters = LetterOfIntent.objects.filter(_belongs(document)).distinct()
    return letters.get().get_absolute_url()
