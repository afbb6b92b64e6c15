"""The secretariat adds letters from before the portal, and withdraws them (R-44)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from gmp_portal.documents import files
from gmp_portal.documents.models import Document
from gmp_portal.ui.forms import ReasonForm, render_form, said_at
from gmp_portal.ui.types import SignedInRequest
from partners import file_access, permissions
from partners.actions import past_letters
from partners.forms.past_letters import PastLetterFileForm, PastLetterForm
from partners.views.forms import partner_form
from partners.views.lookup import get_partner, get_past_letter


def add(request: SignedInRequest, slug: str) -> HttpResponse:
    """Add a letter of the past to a partner that has none in the portal."""
    partner = get_partner(request, slug, permissions.can_past_letter_add)
    form = PastLetterForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        values = form.cleaned_data
        with said_at(form, None):
            file = _stored(request, values.pop("file"))
            past_letters.add(partner, **values, file=file, by=request.user)
            messages.success(request, _("The letter of the past is added."))
            return redirect(partner)
    context = {"partner": partner}
    return render_form(request, "partners/past_letter_add.html", context, form=form)


def _stored(request: SignedInRequest, upload: Any) -> Document | None:
    if upload is None:
        return None
    return files.store_upload(upload, policy=file_access.ORIGINAL, by=request.user)


def attach(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Add the signed letter to one that was known without it, such as from a table."""
    letter = get_past_letter(request, slug, pk, permissions.can_past_letter_attach)
    form = PastLetterFileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        upload = form.cleaned_data["file"]
        file = files.store_upload(upload, policy=file_access.ORIGINAL, by=request.user)
        past_letters.attach(letter, file=file, by=request.user)
        messages.success(request, _("The signed letter is added."))
        return redirect(letter)
    title, submit = _("Add the signed letter"), _("Add the file")
    return partner_form(request, letter.partner, form, title=title, submit=submit)


def withdraw(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Say that a letter of the past was added by mistake."""
    letter = get_past_letter(request, slug, pk, permissions.can_past_letter_withdraw)
    form = ReasonForm(
        request.POST or None,
        label=_("Why is the letter of the past withdrawn?"),
        hint=_("Everybody reads this on the page of the partner: name no person."),
    )
    if form.is_valid():
        past_letters.withdraw(letter, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(
            request, _("The letter is withdrawn. The mark and the reason stay.")
        )
        return redirect(letter)
    title = _("Withdraw a letter of the past")
    submit = _("Withdraw the letter")
    return partner_form(request, letter.partner, form, title=title, submit=submit)
