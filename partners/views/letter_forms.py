"""The letter as a form in Word: for everybody to take along, and taken over once filled in."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gmp_portal.accounts.models import User
from gmp_portal.documents import processes
from gmp_portal.documents.kinds import DOCX
from gmp_portal.exchange.word import form, form_taker
from gmp_portal.exchange.word.form_reading import FormAnswers
from gmp_portal.exchange.word.opening import UnreadableFileError
from gmp_portal.ui.forms import render_form
from gmp_portal.ui.shared_pages import shared
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.ui.versions import Values, as_sent, values_of
from gmp_portal.workflow import unmet
from gmp_portal.writing import turns
from gmp_portal.writing.turns import Sent, Turn
from partners import letter_parts, permissions
from partners.forms import pledges
from partners.forms.letters import WordForm
from partners.models import LetterOfIntent
from partners.reading import filled_form_words
from partners.reading import letter_form as word_form
from partners.views.lookup import get_letter
from partners.writings import PART, PartOfLetter

SALT = "partners.filled_form"
SECONDS = 30


@shared
@require_safe
def letter_form(request: HttpRequest, language: str) -> HttpResponse:
    """The empty form in one of the six languages, for everybody (A1-2c)."""
    if language not in dict(settings.OFFICIAL_LANGUAGES):
        raise Http404
    response = HttpResponse(form.form(word_form.sheet(language)), content_type=DOCX)
    name = f"letter-of-intent-{language}.docx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def filled_form(request: SignedInRequest, key: str) -> HttpResponse:
    """Read the filled-in form, and show line by line what was understood; nothing is saved."""
    letter = get_letter(request, key, permissions.can_edit)
    bound = (request.POST, request.FILES) if request.method == "POST" else ()
    sent = WordForm(*bound)
    reading, kept = None, ""
    if bound and sent.is_valid():
        try:
            answers = _read(sent.cleaned_data["upload"].content)
        except UnreadableFileError as refusal:
            sent.add_error("upload", unmet(filled_form_words.of_refusal(refusal), "R-17"))
        else:
            reading = filled_form_words.told(answers, letter)
            seen = {"of": [letter.pk, letter.version], "answers": reading.sent}
            kept = signing.dumps(seen, salt=SALT, compress=True)
    context = {
        "letter": letter,
        "reading": reading,
        "kept": kept,
        "languages": settings.OFFICIAL_LANGUAGES,
    }
    return render_form(request, "partners/letter_filled_form.html", context, form=sent)


def _read(data: bytes) -> FormAnswers:
    asked = form_taker.asked(data, word_form.sheets())
    module = form_taker.__name__
    return form_taker.answered(processes.answer_of(module, asked, seconds=SECONDS))


@require_POST
def form_take(request: SignedInRequest, key: str) -> HttpResponse:
    """Take over what was shown; a field that its form refuses is named, the others are kept."""
    letter = get_letter(request, key, permissions.can_edit)
    try:
        seen: dict[str, Any] = signing.loads(
            request.POST.get("kept", ""), salt=SALT, max_age=settings.SESSION_COOKIE_AGE
        )
    except signing.BadSignature:
        seen = {}
    if seen.get("of") != [letter.pk, letter.version]:
        # Nobody takes over what was shown beside other words than those that stand there now.
        said = _(
            "The letter was changed meanwhile: upload the form again, and look once more."
        )
        messages.error(request, said)
        return redirect("partners:letter_filled_form", letter.key)
    answers = seen["answers"]
    refused = _take_over(letter, answers, by=request.user)
    if refused:
        for turn in refused:
            messages.error(request, filled_form_words.of_refused(turn))
    else:
        messages.success(request, _("The answers of the form stand in your letter now."))
    return redirect(letter)


Answers = Mapping[str, Sequence[Any]]


@transaction.atomic
def _take_over(
    letter: LetterOfIntent, answers: Mapping[str, Answers], *, by: User
) -> list[Turn]:
    """Save the answers part by part, as if they had been typed there; answer what was refused.

    ``answers`` has, by the key of a part, the values of its fields. What stood there before is
    kept as a revision.
    """
    turned = [
        _take_part(letter, part, answers[part.key], by=by)
        for part in letter_parts.REQUIRED
        if answers.get(part.key)
    ]
    return [turn for turn in turned if not turn.is_saved]


def _take_part(
    letter: LetterOfIntent, part: letter_parts.Part, answers: Answers, *, by: User
) -> Turn:
    record = PartOfLetter(letter, part)
    # The kind decides which questions the page has.
    letter.kind = (answers.get("kind") or [letter.kind])[0]
    forms = PART.forms(record)
    values: Values = values_of(forms)
    if rows := answers.get(pledges.PREFIX):
        values[pledges.PREFIX] = [*rows]
    for name, given in answers.items():
        if name == "contribution_kinds":
            values[pledges.PREFIX] = pledges.with_kinds(values[pledges.PREFIX], given)
        elif name in values and name != pledges.PREFIX:
            values[name] = [*given]
    data = as_sent(forms, values, QueryDict(mutable=True))
    return turns.save(PART, record, Sent(data, None, by, replaces=True))
