"""The letter's own address, for everybody, and what its sender does with it."""

from statistics import median
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gmp_portal import dates, rounds
from gmp_portal.accounts.models.users import own_or_merged
from gmp_portal.accounts.rights import is_officer
from gmp_portal.documents.models import Document
from gmp_portal.incoming.models import IncomingFile
from gmp_portal.jobs import progress
from gmp_portal.ui.contents import Entry
from gmp_portal.ui.forms import ConfirmForm, render_form
from gmp_portal.ui.shared_pages import shared
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.words import listed
from gmp_portal.workflow import InvalidTransitionError, NotNowError
from gmp_portal.writing import turns
from partners import jobs, letter_parts, not_now, permissions
from partners.actions import letters, old_drafts
from partners.forms.letter_answers import ANSWER, name_of
from partners.looks import KINDS
from partners.models import InformationRequest, LetterOfIntent, MailedAnswer
from partners.reading import desk_states, history, letter_sheets, personal_data, timeline
from partners.views import letter_notes, lookup, panels
from partners.views.lookup import get_letter
from partners.writings import ANSWERS, AnswersOfSender, attach_file

# How long a letter takes is told of so many of those confirmed last.
LATELY = 100


@shared
@require_safe
def join(request: HttpRequest) -> HttpResponse:
    """Who may join, what it takes and how long it takes (A1-2a)."""
    decided = LetterOfIntent.objects.filter(confirmed_at__isnull=False)
    lately = decided.order_by("-confirmed_at")[:LATELY]
    waits = [
        (confirmed - sent).days + 1  # a day that has begun counts
        for sent, confirmed in lately.values_list("submitted_at", "confirmed_at")
        if sent and confirmed
    ]
    mine = LetterOfIntent.objects.none()
    if request.user.is_authenticated:
        own = own_or_merged("sender", request.user)
        mine = LetterOfIntent.objects.filter(own).order_by("-created_at")
    context = {
        "kinds": KINDS.values(),
        "median_days": max(1, round(median(waits))) if waits else None,
        "letters": mine,
        "languages": settings.OFFICIAL_LANGUAGES,
        "address": letter_sheets.addressee(get_language() or "en"),
    }
    return render(request, "partners/join.html", context)


@shared
@require_safe
def detail(request: HttpRequest, key: str) -> HttpResponse:
    """One address for everybody; ``visible_to`` decides who finds something there."""
    letters = lookup.letters(request, key)
    letter = letters.select_related(
        "checklist__checked_by", "signature_request__entered_by"
    ).first()
    if letter is None:
        return _mark_of_it(request, key)
    letter.has_checks_with_it = True
    if letter.key != key:
        return redirect(letter)
    if letter.is_draft:
        return _task_list(request, letter)
    possible = permissions.possible(request.user, letter)
    if permissions.can_see_original.name not in possible:
        return _public_page(request, letter)
    return _status_page(request, letter, possible)


def _mark_of_it(request: HttpRequest, key: str) -> HttpResponse:
    """What stays at the address of a letter that was taken down (A1-2c-6)."""
    letter = get_object_or_404(lookup.taken_down(key))
    versions = list(letter.public_versions.select_related("file", "paper"))
    context = {"letter": letter, "versions": versions, "last": versions[0]}
    return render(request, "partners/letter_taken_down.html", context)


def _task_list(request: HttpRequest, letter: LetterOfIntent) -> HttpResponse:
    rows = [_task(letter, part) for part in letter_parts.PARTS]
    required = [row for row in rows if row["part"] in letter_parts.REQUIRED]
    context = {
        "letter": letter,
        "rows": rows,
        "done": sum(row["state"] == "completed" for row in required),
        "total": len(required),
        "lacking": next((row["part"] for row in required if row["problems"]), None),
        "is_sender": letter.sender_id == request.user.pk,
        "helpers": listed(_helpers(letter)),
        "kept_until": dates.day_of(letter.updated_at + old_drafts.kept_for()),
    }
    return render(request, "partners/letter_draft.html", context)


def _helpers(letter: LetterOfIntent) -> list[str]:
    links = letter.links.standing().filter(accepted_by__isnull=False)
    return [str(link.accepted_by) for link in links.select_related("accepted_by")]


def _task(letter: LetterOfIntent, part: letter_parts.Part) -> dict[str, Any]:
    problems = part.problems(letter)
    return {"part": part, "state": part.state(letter, problems), "problems": problems}


def _status_page(
    request: HttpRequest, letter: LetterOfIntent, possible: set[str]
) -> HttpResponse:
    works_for_unep = is_officer(request.user)
    is_sender = letter.sender_id == request.user.pk
    asked = letter.requests.prefetch_related("questions").select_related("asked_by")
    user_request = cast("SignedInRequest", request)
    attachments = letter.attachments.select_related("document")
    # Of an organization of one's own one reads what its sender reads.
    for_officer = permissions.speaks_for_unep(cast("SignedInRequest", request).user, letter)
    _kept, trail = rounds.run(
        rounds.kept(letter, requests=asked, attachments=attachments),
        history.of_letter(letter, request.user, for_officer=for_officer),
    )
    context = {
        "letter": letter,
        "standing": desk_states.of(letter),
        "is_officer": works_for_unep,
        "is_sender": is_sender,
        "steps": timeline.steps(letter),
        "next_step": timeline.next_step(letter),
        "answers": letter_parts.answers(letter),
        "requests": asked,
        "attachments": attachments,
        "receipt_job": None if letter.receipt_id else jobs.receipt_job(letter),
        "possible": possible,
        "trail": trail,
        "replacement": _replacement(letter),
        **letter_notes.panel(user_request, letter),
    }
    if for_officer:
        context["place_in_menu"] = "website:desk"
    if works_for_unep:
        context |= panels.for_officer(user_request, letter)
    return render(request, "partners/letter_detail.html", context)


def _replacement(letter: LetterOfIntent) -> LetterOfIntent | None:
    """The corrected version that was sent in the place of this letter."""
    if letter.status != LetterOfIntent.Status.WITHDRAWN:
        return None
    # Sent at the moment at which this one was withdrawn (``took_its_place``).
    return letter.copies.filter(submitted_at=letter.withdrawn_at).first()


def _public_page(request: HttpRequest, letter: LetterOfIntent) -> HttpResponse:
    versions = list(letter.public_versions.select_related("file", "paper"))
    context = {
        "letter": letter,
        "sheet": letter_sheets.public_letter(letter),
        "contents": [
            Entry(_("The letter"), "#letter"),
            Entry(_("Particulars"), "#particulars"),
            Entry(_("History"), "#history"),
        ],
        "steps": timeline.public_steps(letter, versions),
        "versions": versions,
    }
    return render(request, "partners/letter_public.html", context)


def submit(request: SignedInRequest, key: str) -> HttpResponse:
    """What was told, what the public will see, and the button that sends it."""
    try:
        letter = get_letter(request, key, permissions.can_submit)
    except NotNowError as sent:
        # A second click: the letter is on its way already, and there is only one.
        return redirect(cast("LetterOfIntent", sent.record))
    missing = letter_parts.problems(letter)
    is_sent = request.method == "POST"
    if is_sent and not missing:
        return _send(request, letter)
    context = {
        "letter": letter,
        "answers": letter_parts.answers(letter),
        "missing": missing,
        "is_sender": True,
        "shown": personal_data.shown_in(letter),
        "sheet": letter_sheets.public_letter(letter),
        "form_has_errors": is_sent,
    }
    status = 422 if is_sent else 200
    return render(request, "partners/letter_submit.html", context, status=status)


def _send(request: SignedInRequest, letter: LetterOfIntent) -> HttpResponse:
    try:
        letters.submit(letter, by=request.user)
    except InvalidTransitionError:
        return redirect(letter)
    text = _("Your letter is on its way. Its number is %(reference)s.")
    messages.success(request, text % {"reference": letter.reference})
    return redirect(letter)


def discard(request: SignedInRequest, key: str) -> HttpResponse:
    """Delete a draft that nobody else has seen."""
    letter = get_letter(request, key, permissions.can_discard)
    form = ConfirmForm(request.POST or None, question=_("Yes, delete this draft for good."))
    if form.is_valid():
        letters.discard(letter, by=request.user)
        messages.success(request, _("The draft has been deleted."))
        return redirect("partners:join")
    context = {"letter": letter}
    return render_form(request, "partners/letter_discard.html", context, form=form)


def answer(request: SignedInRequest, key: str) -> HttpResponse:
    """The questions that are open, and only those (A1-2d)."""
    letter = get_letter(request, key, permissions.can_answer)
    asked = letter.open_request
    if asked is None:
        raise Http404
    is_draft = request.method != "POST" or "draft" in request.POST
    record = AnswersOfSender(letter, asked, is_draft=is_draft)
    if not _are_for(request, asked):
        raise NotNowError(letter, not_now.why_other_questions(letter))
    turn = turns.take(request, ANSWERS, record)
    if turn.is_saved and is_draft:
        turn.tell(request, _("Your answers are kept. They are not sent yet."))
        return redirect("partners:letter_answer", letter.key)
    if turn.is_saved:
        turn.tell(request, _("Your answers are on their way."))
        return redirect(letter)
    if request.method == "POST":
        turn.form.is_valid()  # also where nothing was checked, because both texts are shown
        attach_file(letter, turn.form, by=request.user)
    context = {
        "letter": letter,
        "asked": asked,
        "attachments": letter.attachments.select_related("document"),
        "mailed_answers": letter_notes.waiting_mails(request, letter),
        "mailed_documents": _documents_of_mails(asked),
    }
    return render_form(request, "partners/letter_answer.html", context, form=turn.form)


def _documents_of_mails(asked: InformationRequest) -> list[Document]:
    """What came with mails that were put into these answers, and goes with them."""
    used = asked.mailed_answers.filter(outcome=MailedAnswer.Outcome.ANSWERS)
    files = IncomingFile.objects.filter(mail__answer_about_letter__in=used)
    return [file.document for file in files.select_related("document")]


def _are_for(request: SignedInRequest, asked: InformationRequest) -> bool:
    """Whether the answers that came are to the questions that are open now."""
    answered = {name for name in request.POST if name.startswith(ANSWER)}
    return not answered or answered <= {name_of(row) for row in asked.questions.all()}


def withdraw(request: SignedInRequest, key: str) -> HttpResponse:
    """Take a sent letter back (A1-2e)."""
    letter = get_letter(request, key, permissions.can_withdraw)
    form = ConfirmForm(request.POST or None, question=_("Yes, withdraw this letter."))
    if form.is_valid():
        letters.withdraw(letter, by=request.user)
        messages.success(request, _("The letter has been withdrawn. It is not public."))
        return redirect(letter)
    context = {"letter": letter}
    return render_form(request, "partners/letter_withdraw.html", context, form=form)


@require_safe
def job(request: SignedInRequest, key: str, kind: str) -> JsonResponse:
    """How far the file of a letter is."""
    letter = get_letter(request, key, permissions.can_see_original)
    if kind not in jobs.JOBS:
        raise Http404
    return progress.answer(jobs.JOBS[kind](letter))
