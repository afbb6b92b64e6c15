"""What officers do with the public version of a letter; its own page has the buttons."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from gmp_portal.ui.forms import ReasonForm, render_form, said_at
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.workflow import RuleRefusedError
from gmp_portal.writing import read_texts
from partners import jobs, permissions
from partners.actions import publications
from partners.forms.publications import BoxesForm, CorrectionForm, PostponeForm
from partners.models import SignedPage
from partners.views.letter_decisions import decision_page
from partners.views.lookup import get_letter

CONFLICT = 409


def black_out(request: SignedInRequest, key: str) -> HttpResponse:
    """Mark what of the signed letter is covered, or say why it is not public (R-14)."""
    letter = get_letter(request, key, permissions.can_black_out)
    pages = list(letter.signed_pages.select_related("picture"))
    shown = permissions.correction_of(letter) or letter
    if request.method == "POST" and "draw" in request.POST:
        publications.draw_pages(letter, by=request.user)
        return redirect("partners:letter_black_out", letter.key)
    form = BoxesForm(
        request.POST or None,
        pages=[page.number for page in pages],
        boxes=shown.boxes,
        initial={"note": shown.paper_note},
    )
    if form.is_valid():
        shows = {"yes": True, "no": False}.get(request.POST.get("shows", ""))
        try:
            publications.mark_paper(
                letter,
                form.cleaned_data["boxes"],
                shows=shows,
                note=form.cleaned_data["note"],
                seen=request.POST.get("seen", ""),
                by=request.user,
            )
        except RuleRefusedError as refusal:
            form.add_error(None, refusal)
            form.shows_both = refusal.status == CONFLICT
            # The boxes of whoever was quicker.
            shown.refresh_from_db()
            form.kept = shown.boxes
        else:
            messages.success(request, _said(shows))
            return redirect(letter)
    job = None if pages else jobs.pages_job(letter)
    context = {
        "letter": letter,
        "seen": shown.token_of_paper(),
        "pages": [_page(page, form) for page in pages],
        "is_withheld": shown.shows_paper is False or "note" in form.errors or not pages,
        "job": job,
        "place_in_menu": "website:desk",
    }
    status = CONFLICT if form.shows_both else None
    page = "partners/letter_black_out.html"
    return render_form(request, page, context, form=form, status=status)


def _said(shows: bool | None) -> str:
    if shows:
        return _("The black boxes are kept. They are drawn once the letter is cleared.")
    if shows is False:
        return _("The signed letter stays sealed; the typed version is public.")
    return _("Kept. What the public sees of the signed letter is still to be settled.")


def _page(page: SignedPage, form: BoxesForm) -> dict[str, Any]:
    rows = form.rows_of(page.number)
    return {"page": page, "rows": rows, "boxes": [row for row in rows if all(row)]}


@require_POST
def publish(request: SignedInRequest, key: str) -> HttpResponse:
    """Put the cleared letter on the website (A1-2c-6)."""
    letter = get_letter(request, key, permissions.can_publish)
    with read_texts.acting_on(request, letter):
        publications.publish(letter, by=request.user)
    messages.success(request, _("The letter is public now."))
    return redirect(letter)


def postpone(request: SignedInRequest, key: str) -> HttpResponse:
    """Say why a letter is published later (R-42)."""
    letter = get_letter(request, key, permissions.can_postpone)
    form = PostponeForm(request.POST or None, letter=letter)
    if form.is_valid():
        data = form.cleaned_data
        with said_at(form, "until"):
            publications.postpone(
                letter, until=data["until"], reason=data["reason"], by=request.user
            )
            messages.success(
                request, _("The letter is due later now, and its sender has been told.")
            )
            return redirect(letter)
    return decision_page(
        request, letter, form, title=_("Publish later"), submit=_("Postpone")
    )


def correct(request: SignedInRequest, key: str) -> HttpResponse:
    """Propose another version of what the public reads (R-40)."""
    letter = get_letter(request, key, permissions.can_correct)
    form = CorrectionForm(request.POST or None, letter=letter)
    if form.is_valid():
        data = form.cleaned_data
        with read_texts.acting_on(request, letter, form):
            publications.propose_correction(
                letter,
                statement=data["public_statement"],
                contribution=data["public_contribution"],
                overruled=data["overrule_reason"],
                reason=data["reason"],
                by=request.user,
            )
        messages.success(
            request,
            _("The correction is proposed. A second person puts it on the website."),
        )
        return redirect(letter)
    read_texts.shown(form, letter)
    return decision_page(
        request,
        letter,
        form,
        title=_("Correct the public letter"),
        submit=_("Propose the correction"),
    )


@require_POST
def second_correction(request: SignedInRequest, key: str) -> HttpResponse:
    """Put the proposed version on the website, as the second person (R-40)."""
    letter = get_letter(request, key, permissions.can_second_correction)
    with read_texts.acting_on(request, letter):
        publications.publish_correction(letter, by=request.user)
    messages.success(request, _("The corrected version is public now."))
    return redirect(letter)


@require_POST
def drop_correction(request: SignedInRequest, key: str) -> HttpResponse:
    """Let the proposed version fall."""
    letter = get_letter(request, key, permissions.can_drop_correction)
    with read_texts.acting_on(request, letter):
        publications.drop_correction(letter, by=request.user)
    messages.success(request, _("The correction is dropped; what is public stays."))
    return redirect(letter)


def take_down(request: SignedInRequest, key: str) -> HttpResponse:
    """Take a published letter from the website, with a reason (A1-2c-6)."""
    letter = get_letter(request, key, permissions.can_take_down)
    form = ReasonForm(
        request.POST or None,
        label=_("Why is the letter taken down?"),
        hint=_("Everybody reads this at the address of the letter: name no person."),
    )
    if form.is_valid():
        with said_at(form, "reason"):
            publications.take_down(
                letter, reason=form.cleaned_data["reason"], by=request.user
            )
            messages.success(
                request, _("The letter is taken down. Its number and the reason stay.")
            )
            return redirect(letter)
    return decision_page(
        request,
        letter,
        form,
        title=_("Take the letter down"),
        submit=pgettext("letter", "Take down"),
    )
