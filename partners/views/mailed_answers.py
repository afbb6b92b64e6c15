"""An answer that came by mail: its writer looks through it and sends it, or lets it be (N19)."""

from typing import Any

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from gmp_portal.ui.forms import chosen, render_form
from gmp_portal.ui.types import SignedInRequest
from partners import not_now, permissions
from partners.actions import mailed_answers
from partners.forms.letter_notes import NoteForm
from partners.forms.letters import AnswerForm, name_of
from partners.models import MailedAnswer
from partners.reading import mailed_text
from partners.views.lookup import get_letter

ANSWERS, MESSAGE, DROP = "answers", "message", "drop"


def mailed_answer(request: SignedInRequest, key: str, pk: int) -> HttpResponse:
    """What came, divided among the questions that are open, or as a message."""
    letter = get_letter(request, key, permissions.can_write)
    rows = MailedAnswer.objects.select_related("mail").filter(letter=letter)
    mailed = get_object_or_404(rows, pk=pk, person=request.user)
    prefetch_related_objects([letter], "requests__questions")
    mailed.letter = letter
    if not mailed.is_open:
        raise not_now.why_mail_settled()
    pressed = ""
    if request.method == "POST":
        pressed = chosen(request, ANSWERS, MESSAGE, DROP, clause="A1-2d")
    answers = _answers(request, mailed, pressed)
    data = request.POST if pressed == MESSAGE else None
    message = NoteForm(data, initial={"text": mailed.mail.text})
    if done := _settled(request, mailed, pressed, answers, message):
        messages.success(request, done)
        return redirect(f"{letter.get_absolute_url()}#thread")
    context = {
        "letter": letter,
        "mailed": mailed,
        "answers": answers,
        "message": message,
        "documents": mailed.mail.documents,
    }
    sent = answers if answers is not None and pressed != MESSAGE else message
    return render_form(request, "partners/mailed_answer.html", context, form=sent)


def _answers(request: SignedInRequest, mailed: MailedAnswer, pressed: str) -> Any:
    """The questions that this person may answer now, with what the mail says to each."""
    asked = mailed.letter.open_request
    if asked is None or not permissions.can_answer(request.user, mailed.letter):
        return None
    questions = list(asked.questions.all())
    said = mailed_text.answers(mailed.mail.text, questions)
    initial = {name_of(each): said.get(each.pk) or each.answer for each in questions}
    data = request.POST if pressed == ANSWERS else None
    form = AnswerForm(data, request=asked, initial=initial)
    # The files of the mail go with the answers.
    del form.fields["upload"]
    return form


def _settled(
    request: SignedInRequest,
    mailed: MailedAnswer,
    pressed: str,
    answers: Any,
    message: NoteForm,
) -> str:
    """Do what was asked for, and say it; nothing where something is still to be mended."""
    if pressed == DROP:
        mailed_answers.drop(mailed, by=request.user)
        return _("Your mail is not sent on.")
    if pressed == ANSWERS and answers is None:
        raise not_now.why_not_answered(mailed.letter)
    if pressed == ANSWERS and answers.is_valid():
        mailed_answers.send_answers(mailed, answers.answers(), by=request.user)
        return _("Your answers are on their way.")
    if pressed == MESSAGE and message.is_valid():
        text = message.cleaned_data["text"]
        mailed_answers.send_message(mailed, text, by=request.user)
        return _("Your message is on its way.")
    return ""
