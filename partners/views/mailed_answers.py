"""An answer that came by mail: its writer looks through it and sends it, or lets it be (N19)."""

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from gmp_portal.accounts.rights import require_step
from gmp_portal.ui.forms import chosen, render_form
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.workflow import NotNowError
from partners import not_now, permissions
from partners.actions import mailed_answers
from partners.forms.letter_notes import NoteForm
from partners.models import MailedAnswer, Question
from partners.reading import mailed_text
from partners.views.lookup import get_letter

ANSWERS, MESSAGE, DROP = "answers", "message", "drop"


def mailed_answer(request: SignedInRequest, key: str, pk: int) -> HttpResponse:
    """What came: it goes into the answers that are being written, or to UNEP as a message."""
    letter = get_letter(request, key, permissions.can_write)
    rows = MailedAnswer.objects.select_related("mail").filter(letter=letter)
    mailed = get_object_or_404(rows, pk=pk, person=request.user)
    prefetch_related_objects([letter], "requests__questions")
    mailed.letter = letter
    if not mailed.is_open:
        raise NotNowError(letter, not_now.why_mail_settled())
    pressed = ""
    if request.method == "POST":
        pressed = chosen(request, ANSWERS, MESSAGE, DROP, clause="A1-2d")
    if pressed == ANSWERS:
        return _to_answers(request, mailed)
    typed = request.POST if pressed == MESSAGE else None
    message = NoteForm(typed, initial={"text": mailed.mail.text})
    if done := _settled(request, mailed, pressed, message):
        messages.success(request, done)
        return redirect(f"{letter.get_absolute_url()}#thread")
    context = {
        "letter": letter,
        "mailed": mailed,
        "parts": _parts(request, mailed),
        "is_late": mailed.request_id is not None and not mailed.fits(letter.open_request),
        "message": message,
        "documents": mailed.mail.documents,
    }
    return render_form(request, "partners/mailed_answer.html", context, form=message)


def _parts(request: SignedInRequest, mailed: MailedAnswer) -> list[tuple[Question, str]]:
    """The questions that it can answer now, each with what it says to it."""
    asked = mailed.letter.open_request
    if asked is None or not mailed.fits(asked):
        return []
    if not permissions.can_answer(request.user, mailed.letter):
        return []
    questions = list(asked.questions.all())
    said = mailed_text.answers(mailed.mail.text, questions)
    return [(each, said.get(each.pk, "")) for each in questions]


def _to_answers(request: SignedInRequest, mailed: MailedAnswer) -> HttpResponse:
    require_step(request.user, permissions.can_answer, mailed.letter)
    mailed_answers.use_for_answers(mailed, by=request.user)
    text = _("Your mail stands in the answers now. Look through them and send them.")
    messages.success(request, text)
    return redirect("partners:letter_answer", mailed.letter.key)


def _settled(
    request: SignedInRequest, mailed: MailedAnswer, pressed: str, message: NoteForm
) -> str:
    """Do what was asked for, and say it; nothing where something is still to be mended."""
    if pressed == DROP:
        mailed_answers.drop(mailed, by=request.user)
        return _("Your mail is not sent on.")
    if pressed == MESSAGE and message.is_valid():
        text = message.cleaned_data["text"]
        mailed_answers.send_message(mailed, text, by=request.user)
        return _("Your message is on its way.")
    return ""
