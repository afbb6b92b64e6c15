"""The letter to be signed on paper: as PDF and in Word, before anything is sent (A1-2c-1)."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from gmp_portal.documents.kinds import DOCX
from gmp_portal.exchange.word import letters as word_letters
from gmp_portal.ui.types import SignedInRequest
from partners import not_now, permissions
from partners.actions import letters, signatures
from partners.models import LetterLink, LetterOfIntent
from partners.reading import letter_sheets
from partners.views.lookup import get_letter


@require_POST
def paper_make(request: SignedInRequest, key: str) -> HttpResponse:
    """Have the PDF of the draft made as it stands now; a worker makes it."""
    letter = get_letter(request, key, permissions.can_edit)
    letters.ask_for_paper(letter, by=request.user)
    return redirect("partners:letter_part", letter.key, "signature")


@require_safe
def paper_word(request: SignedInRequest, key: str) -> HttpResponse:
    """The letter in Word, in its own language, to be printed and signed."""
    return _word(get_letter(request, key, permissions.can_edit))


@login_not_required
@require_safe
def link_word(_request: HttpRequest, token: str) -> HttpResponse:
    """The same for the colleague who has the signed letter uploaded by a link (R-32)."""
    return _word(_letter_of(token))


@login_not_required
@require_safe
def link_paper(_request: HttpRequest, token: str) -> HttpResponse:
    """The PDF of the draft as it stands now, for the same colleague (R-32)."""
    letter = _letter_of(token)
    if not letter.has_paper:
        raise Http404
    response = HttpResponse(letter.paper.read(), content_type=letter.paper.media_type)
    response["Content-Disposition"] = 'inline; filename="letter-of-intent.pdf"'
    response["Content-Security-Policy"] = (
        "sandbox; default-src 'none'; frame-ancestors 'none'"
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _letter_of(token: str) -> LetterOfIntent:
    """The draft whose signed letter the link asks for, while it does."""
    links = LetterLink.objects.select_related("letter__country", "letter__paper")
    asked = get_object_or_404(
        links, token_sha256=signatures.digest(token), purpose=LetterLink.Purpose.UPLOAD
    )
    if not asked.is_open:
        raise not_now.why_help_ended()
    letter: LetterOfIntent = asked.letter
    return letter


def _word(letter: LetterOfIntent) -> HttpResponse:
    sheet = letter_sheets.paper_letter(letter)
    response = HttpResponse(word_letters.letter(sheet, to_sign=True), content_type=DOCX)
    response["Content-Disposition"] = 'attachment; filename="letter-of-intent.docx"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
