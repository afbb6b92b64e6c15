"""The page on which a signatory without an account confirms the signature (R-21)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gmp_portal.ui.forms import ConfirmForm, render_form
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.writing import read_texts
from partners import not_now, permissions
from partners.actions import signatures
from partners.models import SignatureRequest
from partners.reading import letter_sheets
from partners.views.lookup import get_letter


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """What the signatory signs, and one tick; the link itself is the key."""
    asked = get_object_or_404(SignatureRequest, token_sha256=signatures.digest(token))
    if asked.confirmed_at is None and asked.has_expired:
        raise not_now.why_link_expired()
    form = ConfirmForm(
        request.POST or None,
        question=_("I sign this letter, and I am authorized to do so."),
    )
    if asked.confirmed_at is None and form.is_valid():
        with read_texts.acting_on(request, asked, form):
            signatures.confirm(asked)
        return redirect(request.path)
    if form.is_bound and asked.confirmed_at is not None:
        raise not_now.why_signed_already()
    read_texts.shown(form, asked)
    # Whoever signs reads the whole letter, also how much is pledged and in which areas.
    sheet = letter_sheets.letter_to_sign(asked.letter)
    context = {"asked": asked, "letter": asked.letter, "sheet": sheet}
    return render_form(request, "partners/signature_confirm.html", context, form=form)


@require_POST
def ask(request: SignedInRequest, key: str) -> HttpResponse:
    """Send the signatory another link; the one before works no more."""
    letter = get_letter(request, key, permissions.can_signature_ask)
    signatures.ask_again(letter.signature_request, by=request.user)
    messages.success(request, _("Another link is on its way to the signatory."))
    return redirect(letter)
