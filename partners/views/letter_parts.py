"""The pages on which a sender writes a letter, part by part."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gmp_portal.documents import files
from gmp_portal.ui.forms import render_form, with_one_more
from gmp_portal.ui.typed import VERSION
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.ui.versions import storable
from gmp_portal.writing import turns
from gmp_portal.writing.turns import Turn
from partners import file_access, jobs, letter_parts, permissions
from partners.actions import letters
from partners.forms import pledges
from partners.forms.letters import DocumentForm, PartForm
from partners.letter_parts import Part, Problem
from partners.models import Attachment, LetterOfIntent
from partners.reading import duplicates
from partners.reading.duplicates import Same
from partners.views.lookup import get_letter
from partners.writings import PART, PartOfLetter, stored_file, written_part

if TYPE_CHECKING:
    from gmp_portal.jobs.models import Job

EXPLANATION = "duplicate_explanation"


def part(request: SignedInRequest, key: str, part: str) -> HttpResponse:
    """One page of questions; saving never asks for more than what is typed."""
    letter = get_letter(request, key, permissions.can_edit)
    page = _part(part)
    if page.form_class is DocumentForm:
        return _documents(request, letter, page)
    if "add_row" in request.POST and page.rows is not None:
        return _with_a_row(request, letter, page)
    turn = _turn(request, letter, page)
    if turn.is_saved:
        return _after_saving(request, turn, page)
    if request.method == "POST":
        _keep_file(request, letter, turn.form)
    return _form_page(request, letter, turn, page)


def _with_a_row(
    request: SignedInRequest, letter: LetterOfIntent, page: Part
) -> HttpResponse:
    """The page as typed with one row more: “Add” was pressed without scripts."""
    form_class: Any = page.form_class
    forms = [
        form_class(request.POST, request.FILES, instance=letter),
        with_one_more(pledges.PledgeRows, request.POST, prefix=pledges.PREFIX),
    ]
    token = storable(request.POST.get(VERSION, ""))
    turn = turns.show(PART, PartOfLetter(letter, page), forms, token)
    return _form_page(request, letter, turn, page, status=200)


def _form_page(
    request: SignedInRequest,
    letter: LetterOfIntent,
    turn: Turn,
    page: Part,
    status: int | None = None,
) -> HttpResponse:
    context = _context(request, letter, page) | {
        "rows": turn.forms[1] if page.rows else None
    }
    template = "partners/letter_part.html"
    shown = [*turn.forms]
    return render_form(
        request, template, context | {"form": turn.form}, form=shown, status=status
    )


@require_POST
def autosave(request: SignedInRequest, key: str, part: str) -> JsonResponse:
    """Keep what is typed, without a button; what clashes is refused with 409."""
    letter = get_letter(request, key, permissions.can_edit)
    return _turn(request, letter, written_part(part)).answer()


def _part(key: str) -> Part:
    part = letter_parts.find(key)
    if part is None:
        raise Http404
    return part


def _turn(request: SignedInRequest, letter: LetterOfIntent, page: Part) -> Turn:
    return turns.take(request, PART, PartOfLetter(letter, page))


def _keep_file(request: SignedInRequest, letter: LetterOfIntent, form: PartForm) -> None:
    """A good file is kept although another answer needs attention."""
    form.is_valid()  # also where nothing was checked, because somebody else saved meanwhile
    if stored := stored_file(form, by=request.user):
        letters.save_part(letter, stored, by=request.user)


def _context(
    request: SignedInRequest, letter: LetterOfIntent, part: Part
) -> dict[str, Any]:
    missing = part.problems(letter) if letter.version > 1 else []
    job = _paper_job(letter) if part.key == "signature" else None
    return {
        "letter": letter,
        "part": part,
        "title": part.title,
        "number": part.number,
        "count": len(letter_parts.PARTS),
        "missing": missing,
        "namesakes": _namesakes(letter, missing),
        "is_sender": letter.sender_id == request.user.pk,
        "paper_job": job,
        "shows_paper": bool(job or letter.paper_id or letter.signed_file_id),
    }


def _namesakes(letter: LetterOfIntent, missing: list[Problem]) -> list[Same]:
    """Who has the name of the letter already, where that is still to be explained."""
    if all(problem.field != EXPLANATION for problem in missing):
        return []
    return duplicates.same_name(letter)


def _paper_job(letter: LetterOfIntent) -> "Job | None":
    """How far the letter to be signed on paper is, unless it is there already."""
    return None if letter.has_paper else jobs.paper_job(letter)


def _after_saving(request: SignedInRequest, turn: Turn, part: Part) -> HttpResponse:
    letter = turn.record.letter
    if "next" not in request.POST:
        turn.tell(request, _("Saved."))
        return redirect("partners:letter_part", letter.key, part.key)
    turn.tell_joined(request)
    if EXPLANATION not in request.POST and _namesakes(letter, part.problems(letter)):
        # Whoever is a partner already learns it before the rest is written.
        return redirect("partners:letter_part", letter.key, part.key)
    if part.next is None or part.next.is_optional:
        return redirect("partners:letter_submit", letter.key)
    return redirect("partners:letter_part", letter.key, part.next.key)


def _documents(
    request: SignedInRequest, letter: LetterOfIntent, part: Part
) -> HttpResponse:
    bound = (request.POST, request.FILES) if request.method == "POST" else ()
    form = DocumentForm(*bound)
    if bound and form.is_valid():
        upload = form.cleaned_data["upload"]
        document = files.store_upload(upload, policy=file_access.ORIGINAL, by=request.user)
        attachment = letters.attach(letter, document, by=request.user)
        if attachment.document == document:
            messages.success(request, _("The document has been added."))
        else:
            said = _("This document is there already, as “%(name)s”.")
            messages.info(request, said % {"name": attachment.document.name})
        return redirect("partners:letter_part", letter.key, part.key)
    context = _context(request, letter, part) | {
        "attachments": letter.attachments.select_related("document")
    }
    return render_form(request, "partners/letter_documents.html", context, form=form)


@require_POST
def remove_document(request: SignedInRequest, key: str, pk: int) -> HttpResponse:
    """Take a supporting document out of a draft."""
    letter = get_letter(request, key, permissions.can_edit)
    attachment = get_object_or_404(Attachment, letter=letter, pk=pk)
    letters.detach(attachment, by=request.user)
    messages.success(request, _("The document has been removed."))
    return redirect("partners:letter_part", letter.key, "documents")
