"""What officers of the secretariat do with letters; the letter's own page has the buttons."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from gmp_portal import rulebook
from gmp_portal.accounts.rights import require
from gmp_portal.ui.forms import ReasonForm, render_form, said_at
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.typed import READ
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.writing import read_texts, turns
from partners import letter_parts, permissions
from partners.actions import letter_decisions
from partners.bulk_acts import ACTS
from partners.forms.letter_decisions import (
    ConfirmLetterForm,
    InformationRequestForm,
)
from partners.forms.queue_filters import QUEUES, QueueFilter
from partners.models import LetterOfIntent, Partner, Question
from partners.models.letter_states import UNDER_WAY
from partners.reading import desk_states
from partners.views.lookup import get_letter
from partners.writings import CHECKLIST, CLEARANCE

Status = LetterOfIntent.Status
# One's own letters are not confirmed; who has more of them at once than this looks at the desk.
FEW = 20


@require_safe
def letter_list(request: SignedInRequest) -> HttpResponse:
    """The letters of the desk, the oldest first, by the step they wait for."""
    require(request.user, permissions.can_read_desk)
    form = QueueFilter(request.GET)
    status = form.applied.get("status", "")
    every = LetterOfIntent.objects.visible_to(request.user).exclude(status=Status.DRAFT)
    rows = (
        desk_states.with_readiness(form.apply(every))
        .select_related("country")
        .prefetch_related("requests")
        .order_by("submitted_at")
    )
    numbers = _numbers(form.among(every))
    page = page_of(request, rows, count=numbers[status])
    context = {
        "form": form,
        "page": page,
        "rows": [
            (letter, desk_states.of(letter, is_ready=letter.is_ready)) for letter in page
        ],
        "queues": _queues(numbers, form),
        "target_days": rulebook.value("R-35"),
        "under_way": UNDER_WAY,
        "asked": form.query,
        "acts": list(ACTS.data.items()),
        "place_in_menu": "website:desk",
    }
    return render(request, "partners/letter_list.html", context)


def _numbers(letters: QuerySet[LetterOfIntent]) -> Counter[str]:
    """How many letters have each status, and without a word how many wait at the desk."""
    counted = letters.order_by().values_list("status").annotate(number=Count("*"))
    numbers = Counter(dict(counted))
    numbers[""] = sum(numbers[each] for each in (*UNDER_WAY, Status.CONFIRMED))
    return numbers


def _queues(numbers: Counter[str], form: QueueFilter) -> list[tuple[Any, ...]]:
    """The tabs: where each leads, in which words, how many, and whether it is shown."""
    chosen = form.applied.get("status", "")
    return [
        (form.address(status=key), label, numbers[key], key == chosen)
        for key, label in QUEUES.items()
    ]


@require_POST
def checklist(request: SignedInRequest, key: str) -> HttpResponse:
    """Save the checklist."""
    letter = get_letter(request, key, permissions.can_checklist)
    turn = turns.take(request, CHECKLIST, letter)
    if turn.is_saved:
        # What follows from the answers, the page itself says.
        turn.tell(request, _("The checklist is saved."))
        return redirect(letter)
    return decision_page(request, letter, turn.form, title=_("Checklist"), submit=_("Save"))


def request_information(request: SignedInRequest, key: str) -> HttpResponse:
    """Ask the sender (A1-2d)."""
    letter = get_letter(request, key, permissions.can_request_information)
    asked_about = request.GET.get("about", "")
    first = {"about_1": asked_about} if asked_about in Question.About.values else {}
    form = InformationRequestForm(request.POST or None, initial=first)
    if form.is_valid():
        due_on = form.cleaned_data["due_on"]
        with said_at(form, "due_on"):
            letter_decisions.request_information(
                letter, form.questions(), about=form.about(), due_on=due_on, by=request.user
            )
            messages.success(request, _("Your questions are on their way to the sender."))
            return redirect(letter)
    return decision_page(
        request, letter, form, title=_("Request information"), submit=_("Send")
    )


def confirm(request: SignedInRequest, key: str) -> HttpResponse:
    """Confirm the participation for UNEP (A1-2e)."""
    letter = get_letter(request, key, permissions.can_confirm)
    similar = Partner.objects.candidates(letter.organisation)
    form = ConfirmLetterForm(request.POST or None, letter=letter, similar=similar)
    if form.is_valid():
        data = form.cleaned_data
        read = request.POST.get(READ, "")
        try:
            partner = letter_decisions.confirm(
                letter,
                partner=data["partner"],
                country=data.get("country"),
                told_apart=data.get("told_apart", ""),
                read=read,
                by=request.user,
            )
        except read_texts.TextChangedError as changed:
            changed.form = form
            raise
        text = _("Participation of %(name)s confirmed; the sender has been told.")
        messages.success(request, text % {"name": partner})
        following = _next(request, letter) if "next" in request.POST else None
        if "next" in request.POST and following is None:
            messages.info(request, _("No other letter waits for you to confirm it."))
        return redirect(following or letter)
    read_texts.shown(form, letter)
    return decision_page(
        request,
        letter,
        form,
        title=_("Confirm the participation"),
        submit=_("Confirm participation"),
        follows=_("Confirm and open the next one"),
        answers=letter_parts.answers(letter),
    )


def _next(request: SignedInRequest, letter: LetterOfIntent) -> LetterOfIntent | None:
    """The letter that has waited longest for this person to confirm it."""
    sent = LetterOfIntent.objects.visible_to(request.user).exclude(pk=letter.pk)
    rows = (
        desk_states.ready_to_confirm(sent)
        .select_related("country", "partner")
        .order_by("submitted_at")
    )
    return next(
        (each for each in rows[:FEW] if permissions.can_confirm(request.user, each)), None
    )


def propose_decline(request: SignedInRequest, key: str) -> HttpResponse:
    """Propose to decline; somebody else approves it (A1-2e)."""
    letter = get_letter(request, key, permissions.can_propose_decline)
    form = ReasonForm(
        request.POST or None,
        label=_("Why is the participation not confirmed?"),
        hint=_("The sender will read this. Say also what may be done about it."),
    )
    if form.is_valid():
        letter_decisions.propose_decline(
            letter, reason=form.cleaned_data["reason"], by=request.user
        )
        messages.success(request, _("A second person of the secretariat decides now."))
        return redirect(letter)
    return decision_page(
        request, letter, form, title=_("Propose to decline"), submit=_("Propose")
    )


@require_POST
def decline(request: SignedInRequest, key: str) -> HttpResponse:
    """Decline as the second person (A1-2e)."""
    letter = get_letter(request, key, permissions.can_decline)
    with read_texts.acting_on(request, letter):
        letter_decisions.decline(letter, by=request.user)
    messages.success(request, _("The letter is declined; the sender has been told why."))
    return redirect(letter)


@require_POST
def drop_decline(request: SignedInRequest, key: str) -> HttpResponse:
    """Let the proposal to decline fall."""
    letter = get_letter(request, key, permissions.can_drop_decline)
    letter_decisions.drop_decline(letter, by=request.user)
    messages.success(request, _("The proposal to decline has been dropped."))
    return redirect(letter)


@require_POST
def clear(request: SignedInRequest, key: str) -> HttpResponse:
    """Settle what the public will see (R-14)."""
    letter = get_letter(request, key, permissions.can_clear)
    turn = turns.take(request, CLEARANCE, letter)
    if turn.is_saved:
        turn.tell(request, _said_of_clearance(turn.record))
        return redirect(letter)
    return decision_page(
        request,
        letter,
        turn.form,
        title=_("Clear for the public"),
        submit=pgettext("letter", "Clear"),
        decides="clear",
    )


def _said_of_clearance(letter: LetterOfIntent) -> str:
    if letter.cleared_at is None:
        return _("Kept. The letter is not cleared yet.")
    if letter.awaits_second_clearance:
        return _("A second person has to clear the letter (R-15).")
    return _("Cleared. The public file is being made.")


@require_POST
def second_clearance(request: SignedInRequest, key: str) -> HttpResponse:
    """Clear as the second person (R-15)."""
    letter = get_letter(request, key, permissions.can_second_clearance)
    with read_texts.acting_on(request, letter):
        letter_decisions.second_clearance(letter, by=request.user)
    messages.success(request, _("Cleared. The public file is being made."))
    return redirect(letter)


def reopen_clearance(request: SignedInRequest, key: str) -> HttpResponse:
    """Look once more at what the public will see."""
    letter = get_letter(request, key, permissions.can_reopen_clearance)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        letter_decisions.reopen_clearance(
            letter, reason=form.cleaned_data["reason"], by=request.user
        )
        messages.success(request, _("The clearance is open again."))
        return redirect(letter)
    return decision_page(
        request, letter, form, title=_("Reopen the clearance"), submit=_("Reopen")
    )


def decision_page(
    request: SignedInRequest, letter: LetterOfIntent, form: Any, **words: Any
) -> HttpResponse:
    """One form about a letter, with where the letter stands."""
    context = {
        "letter": letter,
        "standing": desk_states.of(letter),
        "place_in_menu": "website:desk",
        **words,
    }
    return render_form(request, "partners/letter_decision.html", context, form=form)
