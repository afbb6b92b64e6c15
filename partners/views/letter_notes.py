"""Messages about a letter between its sender and UNEP, and notes of the secretariat (A1-2d)."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from gmp_portal.ui.forms import render_form, said_at
from gmp_portal.ui.types import SignedInRequest
from partners import permissions
from partners.actions import letter_notes, questions
from partners.forms.letter_notes import MoreTimeForm, NoteForm, PrivateNoteForm
from partners.models import LetterOfIntent, MailedAnswer
from partners.views.lookup import get_letter


def panel(request: SignedInRequest, letter: LetterOfIntent) -> dict[str, Any]:
    """The messages that this reader may read, and the forms to write another one."""
    of_unep = permissions.speaks_for_unep(request.user, letter)
    notes = letter.notes.for_side(of_unep=of_unep)
    return {
        "notes": notes.select_related("author").prefetch_related("files__document"),
        "mailed_answers": waiting_mails(request, letter),
        "write_form": NoteForm(auto_id="write_%s"),
        "note_form": PrivateNoteForm(auto_id="note_%s"),
        "send_label": _send_label(request, letter),
    }


def waiting_mails(
    request: SignedInRequest, letter: LetterOfIntent
) -> QuerySet[MailedAnswer]:
    """What this reader wrote by mail about the letter and has not sent yet (N19)."""
    waiting = MailedAnswer.objects.filter(
        letter=letter, person=request.user, settled_at=None
    )
    return waiting.select_related("letter")


def _send_label(request: SignedInRequest, letter: LetterOfIntent) -> str:
    """Names on the button who will read it."""
    if permissions.speaks_for_unep(request.user, letter):
        return _("Send to %(name)s") % {"name": letter.sender.name}
    return _("Send to the secretariat")


def write(request: SignedInRequest, key: str) -> HttpResponse:
    """Write to the other side; it stands on the record and goes out by mail."""
    letter = get_letter(request, key, permissions.can_write)
    return _written(
        request,
        letter,
        NoteForm(request.POST or None),
        letter_notes.write,
        title=_("Message about the letter"),
        submit=_send_label(request, letter),
        done=_("Your message is on its way."),
    )


def note(request: SignedInRequest, key: str) -> HttpResponse:
    """Keep a note that the secretariat alone reads."""
    letter = get_letter(request, key, permissions.can_note)
    return _written(
        request,
        letter,
        PrivateNoteForm(request.POST or None),
        letter_notes.keep,
        title=_("Note of the secretariat"),
        submit=_("Keep for the secretariat alone"),
        done=_("The note is kept for the secretariat alone."),
    )


def _written(  # noqa: PLR0913 the words of one page
    request: SignedInRequest,
    letter: LetterOfIntent,
    form: NoteForm,
    act: Callable[..., Any],
    *,
    title: str,
    submit: str,
    done: str,
) -> HttpResponse:
    if form.is_valid():
        act(letter, form.cleaned_data["text"], by=request.user)
        messages.success(request, done)
        return redirect(f"{letter.get_absolute_url()}#thread")
    context = {"letter": letter, "title": title, "submit": submit}
    return render_form(request, "partners/letter_write.html", context, form=form)


def extend(request: SignedInRequest, key: str) -> HttpResponse:
    """Give the sender more time to answer (A1-2d)."""
    letter = get_letter(request, key, permissions.can_extend)
    form = MoreTimeForm(request.POST or None, letter=letter)
    if form.is_valid():
        with said_at(form, "due_on"):
            questions.extend(letter, due_on=form.cleaned_data["due_on"], by=request.user)
            messages.success(request, _("The sender has more time now, and has been told."))
            return redirect(letter)
    context = {
        "letter": letter,
        "title": _("Give more time"),
        "submit": _("Give more time"),
    }
    return render_form(request, "partners/letter_write.html", context, form=form)
