"""The pages on which a sender writes a letter, part by part."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gmp_portal.documents import files
from gmp_portal.ui.forms import render_form
from gmp_portal.ui.types import SignedInRequest
from partners import file_access, letter_parts, permissions
from partners.actions import letters
from partners.forms.letters import DocumentForm, PartForm, SignatureForm
from partners.letter_parts import Part
from partners.models import Attachment, LetterOfIntent
from partners.views.lookup import get_letter, oversized


def part(request: SignedInRequest, key: str, part: str) -> HttpResponse:
    """One page of questions; saving never asks for more than what is typed."""
    letter = get_letter(request, key, permissions.can_edit)
    page = _part(part)
    if page.form_class is DocumentForm:
        return _documents(request, letter, page)
    form = _form(request, letter, page)
    if form.is_bound and form.is_valid():
        try:
            _save(request, letter, form)
        except letters.StaleVersionError as stale:
            return _conflict(request, stale.letter, form, page)
        return _after_saving(request, letter, page)
    if form.is_bound:
        _keep_file(request, letter, form)
    context = _context(letter, page)
    return render_form(request, "partners/letter_part.html", context, form=form)


@require_POST
def autosave(request: SignedInRequest, key: str, part: str) -> JsonResponse:
    """Keep what is typed, without a button."""
    letter = get_letter(request, key, permissions.can_edit)
    form = _form(request, letter, _part(part))
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=422)
    try:
        _save(request, letter, form)
    except letters.StaleVersionError as stale:
        return JsonResponse({"version": stale.letter.version}, status=409)
    saved = timezone.localtime(letter.updated_at).strftime("%H:%M")
    return JsonResponse({"version": letter.version, "saved": saved})


def _part(key: str) -> Part:
    part = letter_parts.find(key)
    if part is None:
        raise Http404
    return part


def _form(request: SignedInRequest, letter: LetterOfIntent, part: Part) -> PartForm:
    form_class = part.form_class
    if not issubclass(form_class, PartForm):
        raise Http404
    # A second copy: the form writes into its instance even where an answer is refused.
    kwargs: dict[str, Any] = {"instance": LetterOfIntent.objects.get(pk=letter.pk)}
    if form_class is SignatureForm:
        kwargs["oversized"] = oversized(request)
    if request.method == "POST":
        return form_class(request.POST, request.FILES, **kwargs)
    return form_class(**kwargs)


def _save(request: SignedInRequest, letter: LetterOfIntent, form: PartForm) -> None:
    answers = form.answers() | _stored_file(request, form)
    version = form.cleaned_data["version"]
    letters.save_part(letter, answers, version=version, by=request.user)


def _stored_file(request: SignedInRequest, form: PartForm) -> dict[str, Any]:
    if not isinstance(form, SignatureForm) or not form.cleaned_data.get("upload"):
        return {}
    upload = form.cleaned_data["upload"]
    return {
        "signed_file": files.store(**upload, policy=file_access.ORIGINAL, by=request.user)
    }


def _keep_file(request: SignedInRequest, letter: LetterOfIntent, form: PartForm) -> None:
    """A good file is kept although another answer needs attention."""
    stored = _stored_file(request, form)
    if stored and form.cleaned_data.get("version") == letter.version:
        letters.save_part(letter, stored, version=letter.version, by=request.user)
        _show_version(form, letter)


def _show_version(form: PartForm, letter: LetterOfIntent) -> None:
    """Let the form be sent again on top of what is saved now."""
    data = cast("QueryDict", form.data).copy()
    data["version"] = str(letter.version)
    form.data = data


def _context(letter: LetterOfIntent, part: Part) -> dict[str, Any]:
    return {
        "letter": letter,
        "part": part,
        "title": part.title,
        "number": part.number,
        "count": len(letter_parts.PARTS),
        "missing": part.problems(letter) if letter.version > 1 else [],
    }


def _after_saving(
    request: SignedInRequest, letter: LetterOfIntent, part: Part
) -> HttpResponse:
    if "next" not in request.POST:
        messages.success(request, _("Saved."))
        return redirect("partners:letter_part", letter.key, part.key)
    if part.next is None:
        return redirect(letter)
    return redirect("partners:letter_part", letter.key, part.next.key)


def _conflict(
    request: SignedInRequest, letter: LetterOfIntent, form: PartForm, part: Part
) -> HttpResponse:
    """Somebody else, or another window, saved meanwhile: both texts, side by side."""
    differing = [
        (form[name].label, form.cleaned_data[name], getattr(letter, name))
        for name in form.answers()
        if form.cleaned_data[name] != getattr(letter, name)
    ]
    _show_version(form, letter)
    context = _context(letter, part) | {
        "conflict": differing,
        "saved_at": letter.updated_at,
    }
    return render_form(request, "partners/letter_part.html", context, form=form, status=409)


def _documents(
    request: SignedInRequest, letter: LetterOfIntent, part: Part
) -> HttpResponse:
    bound = (request.POST, request.FILES) if request.method == "POST" else ()
    form = DocumentForm(*bound, oversized=oversized(request))
    if bound and form.is_valid():
        document = files.store(
            **form.cleaned_data["upload"], policy=file_access.ORIGINAL, by=request.user
        )
        letters.attach(letter, document, by=request.user)
        messages.success(request, _("The document has been added."))
        return redirect("partners:letter_part", letter.key, part.key)
    context = _context(letter, part) | {
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
