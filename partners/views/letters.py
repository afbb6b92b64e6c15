"""The pages of somebody who wants to become a partner, and the letter's own address."""

from statistics import median
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gmp_portal.documents import files
from gmp_portal.ui.forms import ConfirmForm
from gmp_portal.ui.shortcuts import get_permitted, render_form
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.workflow import InvalidTransitionError
from partners import jobs, permissions
from partners.actions import letters
from partners.forms.letters import (
    PART_FORMS,
    AnswerForm,
    DocumentForm,
    PartForm,
    SignatureForm,
    SubmitForm,
)
from partners.models import Attachment, Kind, LetterOfIntent
from partners.reading import completeness, history, letter_sheets, timeline
from partners.views import panels
from partners.views.lookup import letter_lookup, oversized, own_letter, visible_letter

SEALED = "letter_original"


@login_not_required
@require_safe
def join(request: HttpRequest) -> HttpResponse:
    """Who may join, what it takes and how long it takes (A1-2a)."""
    decided = LetterOfIntent.objects.filter(confirmed_at__isnull=False)
    waits = [
        (confirmed - sent).days
        for sent, confirmed in decided.values_list("submitted_at", "confirmed_at")
        if sent and confirmed
    ]
    mine = LetterOfIntent.objects.none()
    if request.user.is_authenticated:
        mine = LetterOfIntent.objects.filter(sender=request.user).order_by("-created_at")
    context = {
        "kinds": Kind.labels,
        "median_days": round(median(waits)) if waits else None,
        "letters": mine,
        "address": letter_sheets.addressee(),
    }
    return render(request, "partners/join.html", context)


@require_POST
def start(request: SignedInRequest) -> HttpResponse:
    """Begin a letter; an empty draft that waits already is used again."""
    empty = LetterOfIntent.objects.filter(
        sender=request.user, status=LetterOfIntent.Status.DRAFT, version=1
    )
    letter = empty.first() or letters.start(by=request.user)
    return redirect(letter)


@login_not_required
@require_safe
def letter(request: HttpRequest, key: str) -> HttpResponse:
    """One address for everybody; ``visible_to`` decides who finds something there."""
    found = visible_letter(request, key)
    if found.key != key:
        return redirect(found)
    if found.is_draft:
        return _task_list(request, found)
    if not permissions.can_see_original(request.user, found):
        return _public_page(request, found)
    return _status_page(request, found)


def _task_list(request: HttpRequest, letter: LetterOfIntent) -> HttpResponse:
    missing = completeness.problems(letter)
    rows = [_part_row(letter, part, missing) for part in completeness.PARTS]
    required = [row for row in rows if not row["part"].is_optional]
    context = {
        "letter": letter,
        "rows": rows,
        "done": sum(row["state"] == "completed" for row in required),
        "total": len(required),
    }
    return render(request, "partners/letter_draft.html", context)


def _part_row(
    letter: LetterOfIntent, part: completeness.Part, missing: list[completeness.Problem]
) -> dict[str, Any]:
    problems = [problem for problem in missing if problem.part == part.key]
    if part.is_optional:
        state = "completed" if letter.attachments.exists() else "optional"
    elif not problems:
        state = "completed"
    else:
        touched = letter.version > 1 and any(
            getattr(letter, name)
            for name in (PART_FORMS[part.key]._meta.fields or ())
            if name != "language"
        )
        state = "started" if touched else "open"
    return {"part": part, "state": state, "problems": problems}


def _status_page(request: HttpRequest, letter: LetterOfIntent) -> HttpResponse:
    is_officer = permissions.is_officer(request.user)
    is_sender = letter.sender_id == request.user.pk
    receipt_job = None
    if letter.receipt_id is None:
        receipt_job = jobs.receipt_job(letter)
    context = {
        "letter": letter,
        "is_officer": is_officer,
        "is_sender": is_sender,
        "steps": timeline.steps(letter),
        "next_step": timeline.next_step(letter),
        "rows": letter_sheets.check_rows(letter),
        "sheet": letter_sheets.public_letter(letter) if letter.is_published else None,
        "requests": letter.requests.prefetch_related("questions").select_related(
            "asked_by"
        ),
        "attachments": letter.attachments.select_related("document"),
        "receipt_job": receipt_job,
        "can_answer": permissions.can_answer(request.user, letter),
        "can_withdraw": permissions.can_withdraw(request.user, letter),
        "trail": history.of_letter(letter, for_officer=is_officer and not is_sender),
    }
    if is_officer:
        context |= panels.for_officer(request.user, letter)  # type: ignore[arg-type]
    return render(request, "partners/letter_detail.html", context)


def _public_page(request: HttpRequest, letter: LetterOfIntent) -> HttpResponse:
    context = {
        "letter": letter,
        "sheet": letter_sheets.public_letter(letter),
        "steps": timeline.public_steps(letter),
    }
    return render(request, "partners/letter_public.html", context)


def part(request: SignedInRequest, key: str, part: str) -> HttpResponse:
    """One page of questions; saving never asks for more than what is typed."""
    found = own_letter(request, key, permissions.can_edit)
    if part == "documents":
        return _documents(request, found)
    form = _part_form(request, found, part)
    if form.is_bound and form.is_valid():
        try:
            _save(request, found, form)
        except letters.StaleVersionError as stale:
            return _conflict(request, stale.letter, form, part)
        return _after_saving(request, found, part)
    if form.is_bound:
        _keep_file(request, found, form)
    return render_form(
        request, "partners/letter_part.html", _part_context(found, part), form=form
    )


def _part_form(request: SignedInRequest, letter: LetterOfIntent, part: str) -> PartForm:
    if part not in PART_FORMS:
        raise Http404
    # A second copy: the form writes into its instance even where an answer is refused.
    copy = LetterOfIntent.objects.get(pk=letter.pk)
    kwargs: dict[str, Any] = {"instance": copy}
    if part == "signature":
        kwargs["oversized"] = oversized(request)
    if request.method == "POST":
        return PART_FORMS[part](request.POST, request.FILES, **kwargs)
    return PART_FORMS[part](**kwargs)


def _save(request: SignedInRequest, letter: LetterOfIntent, form: PartForm) -> None:
    answers = form.answers() | _stored_file(request, form)
    version = form.cleaned_data["version"]
    letters.save_part(letter, answers, version=version, by=request.user)


def _stored_file(request: SignedInRequest, form: PartForm) -> dict[str, Any]:
    if not isinstance(form, SignatureForm) or not form.cleaned_data.get("upload"):
        return {}
    upload = form.cleaned_data["upload"]
    return {"signed_file": files.store(**upload, policy=SEALED, by=request.user)}


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


def _part_context(letter: LetterOfIntent, part: str) -> dict[str, Any]:
    missing = [problem for problem in completeness.problems(letter) if problem.part == part]
    keys = [one.key for one in completeness.PARTS]
    return {
        "letter": letter,
        "part": part,
        "title": completeness.TITLES[part],
        "number": keys.index(part) + 1,
        "count": len(keys),
        "missing": missing if letter.version > 1 else [],
    }


def _after_saving(
    request: SignedInRequest, letter: LetterOfIntent, part: str
) -> HttpResponse:
    if "next" not in request.POST:
        messages.success(request, _("Saved."))
        return redirect("partners:letter_part", letter.key, part)
    keys = [one.key for one in completeness.PARTS]
    following = keys[keys.index(part) + 1 :]
    if not following:
        return redirect(letter)
    return redirect("partners:letter_part", letter.key, following[0])


def _conflict(
    request: SignedInRequest, letter: LetterOfIntent, form: PartForm, part: str
) -> HttpResponse:
    """Somebody else, or another window, saved meanwhile: both texts, side by side."""
    differing = [
        (form[name].label, form.cleaned_data[name], getattr(letter, name))
        for name in form.answers()
        if form.cleaned_data[name] != getattr(letter, name)
    ]
    _show_version(form, letter)
    context = _part_context(letter, part) | {
        "conflict": differing,
        "saved_at": letter.updated_at,
    }
    return render_form(request, "partners/letter_part.html", context, form=form, status=409)


@require_POST
def autosave(request: SignedInRequest, key: str, part: str) -> JsonResponse:
    """Keep what is typed, without a button."""
    found = own_letter(request, key, permissions.can_edit)
    form = _part_form(request, found, part)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=422)
    try:
        _save(request, found, form)
    except letters.StaleVersionError as stale:
        return JsonResponse({"version": stale.letter.version}, status=409)
    saved = timezone.localtime(found.updated_at).strftime("%H:%M")
    return JsonResponse({"version": found.version, "saved": saved})


def _documents(request: SignedInRequest, letter: LetterOfIntent) -> HttpResponse:
    bound = (request.POST, request.FILES) if request.method == "POST" else ()
    form = DocumentForm(*bound, oversized=oversized(request))
    if bound and form.is_valid():
        document = files.store(
            **form.cleaned_data["upload"], policy=SEALED, by=request.user
        )
        letters.attach(letter, document, by=request.user)
        messages.success(request, _("The document has been added."))
        return redirect("partners:letter_part", letter.key, "documents")
    context = _part_context(letter, "documents") | {
        "attachments": letter.attachments.select_related("document")
    }
    return render_form(request, "partners/letter_documents.html", context, form=form)


@require_POST
def remove_document(request: SignedInRequest, key: str, pk: int) -> HttpResponse:
    found = own_letter(request, key, permissions.can_edit)
    letters.detach(get_object_or_404(Attachment, letter=found, pk=pk), by=request.user)
    messages.success(request, _("The document has been removed."))
    return redirect("partners:letter_part", found.key, "documents")


def check(request: SignedInRequest, key: str) -> HttpResponse:
    """What was told, what the public will see, and the button that sends it."""
    found = get_permitted(
        LetterOfIntent.objects.visible_to(request.user).select_related("country"),
        request.user,
        lambda user, letter: letter.sender_id == user.pk,
        **letter_lookup(key),
    )
    if not found.is_draft:
        # A second click: the letter is on its way already, and there is only one.
        return redirect(found)
    missing = completeness.problems(found)
    form = SubmitForm(request.POST or None)
    if form.is_valid() and not missing:
        try:
            letters.submit(found, by=request.user)
        except InvalidTransitionError:
            return redirect(found)
        text = _("Your letter is on its way. Its number is %(reference)s.")
        messages.success(request, text % {"reference": found.reference})
        return redirect(found)
    context = {
        "letter": found,
        "rows": letter_sheets.check_rows(found),
        "missing": missing,
        "sheet": letter_sheets.public_letter(found),
    }
    status = 422 if form.is_bound else 200
    return render_form(
        request, "partners/letter_check.html", context, form=form, status=status
    )


def discard(request: SignedInRequest, key: str) -> HttpResponse:
    found = own_letter(request, key, permissions.can_edit)
    form = ConfirmForm(request.POST or None, question=_("Yes, delete this draft for good."))
    if form.is_valid():
        letters.discard(found, by=request.user)
        messages.success(request, _("The draft has been deleted."))
        return redirect("partners:join")
    return render_form(
        request, "partners/letter_discard.html", {"letter": found}, form=form
    )


def answer(request: SignedInRequest, key: str) -> HttpResponse:
    """The questions that are open, and only those (A1-2d)."""
    found = own_letter(request, key, permissions.can_answer)
    asked = found.open_request
    if asked is None:
        raise Http404
    bound = (request.POST, request.FILES) if request.method == "POST" else ()
    form = AnswerForm(*bound, request=asked, oversized=oversized(request))
    if bound and form.is_valid():
        if upload := form.cleaned_data.get("upload"):
            document = files.store(**upload, policy=SEALED, by=request.user)
            letters.attach(found, document, by=request.user)
        letters.answer(found, form.answers(), by=request.user)
        messages.success(request, _("Your answers are on their way."))
        return redirect(found)
    context = {"letter": found, "asked": asked}
    return render_form(request, "partners/letter_answer.html", context, form=form)


def withdraw(request: SignedInRequest, key: str) -> HttpResponse:
    found = own_letter(request, key, permissions.can_withdraw)
    form = ConfirmForm(request.POST or None, question=_("Yes, withdraw this letter."))
    if form.is_valid():
        letters.withdraw(found, by=request.user)
        messages.success(request, _("The letter has been withdrawn. It is not public."))
        return redirect(found)
    return render_form(
        request, "partners/letter_withdraw.html", {"letter": found}, form=form
    )


@require_safe
def job(request: SignedInRequest, key: str, kind: str) -> JsonResponse:
    """How far the file of a letter is."""
    found = own_letter(request, key, permissions.can_see_original)
    if kind not in jobs.JOBS:
        raise Http404
    running = jobs.JOBS[kind](found)
    if running is None:
        return JsonResponse({"state": "open", "step": "", "percent": 0})
    answer = {
        "state": running.state,
        "step": running.step_label,
        "percent": running.percent,
    }
    return JsonResponse(answer)
