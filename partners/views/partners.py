"""What can be done with a partner, by its own people and by the secretariat."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gmp_portal.accounts.models import User
from gmp_portal.ui.forms import ReasonForm
from gmp_portal.ui.shortcuts import get_permitted, render_form
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.workflow import RuleRefusedError
from partners import permissions
from partners.actions import partners, representatives
from partners.forms.letter_decisions import AppointForm, RenameForm
from partners.forms.letters import JoinForm
from partners.models import JoinRequest, Partner, Representative


def rename(request: SignedInRequest, slug: str) -> HttpResponse:
    """Change the name; the old one stays in the history."""
    partner = _partner(request, slug, permissions.can_rename)
    initial = {"name": partner.name, "short_name": partner.short_name}
    form = RenameForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            partners.rename(partner, **form.cleaned_data, by=request.user)
        except ValidationError as refusal:
            form.add_error("name", refusal)
        else:
            messages.success(request, _("The partner has its new name."))
            return redirect(partner)
    return _page(request, partner, form, title=_("Rename"), submit=_("Rename"))


def deactivate(request: SignedInRequest, slug: str) -> HttpResponse:
    """Mark as inactive after long silence (R-11)."""
    partner = _partner(request, slug, permissions.can_deactivate)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        partners.deactivate(partner, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("The partner is marked as inactive."))
        return redirect(partner)
    return _page(
        request, partner, form, title=_("Mark as inactive"), submit=_("Mark as inactive")
    )


def reactivate(request: SignedInRequest, slug: str) -> HttpResponse:
    """Take a partner back (R-11)."""
    partner = _partner(request, slug, permissions.can_reactivate)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        partners.reactivate(partner, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("The partner is active again."))
        return redirect(partner)
    return _page(
        request, partner, form, title=_("Make active again"), submit=_("Make active")
    )


def withdraw(request: SignedInRequest, slug: str) -> HttpResponse:
    """Leave the Partnership by a statement of one's own (R-11)."""
    refusal = RuleRefusedError(
        _("A partner leaves by a statement of its own people."), clause="R-11", status=403
    )
    partner = _partner(request, slug, permissions.can_withdraw_partner, refusal)
    form = ReasonForm(
        request.POST or None,
        label=_("Your statement"),
        hint=_("The page of the partner stays, with the dates. This can be undone."),
    )
    if form.is_valid():
        partners.withdraw(partner, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(
            request, _("You have left the Partnership. Thank you for your work.")
        )
        return redirect(partner)
    return _page(
        request, partner, form, title=_("Leave the Partnership"), submit=_("Leave")
    )


def appoint(request: SignedInRequest, slug: str) -> HttpResponse:
    """Let somebody speak for the partner (A1-6a)."""
    partner = _partner(request, slug, permissions.can_appoint)
    form = AppointForm(request.POST or None, roles=Representative.Role.choices)
    if form.is_valid():
        try:
            person = _person(form.cleaned_data["email"])
            representatives.appoint_representative(
                partner, person, role=form.cleaned_data["role"], by=request.user
            )
        except ValidationError as refusal:
            form.add_error("email", refusal)
        else:
            text = _("%(name)s speaks for the partner from today on.")
            messages.success(request, text % {"name": person.name})
            return redirect(partner)
    title = _("Appoint a representative")
    return _page(request, partner, form, title=title, submit=_("Appoint"))


def _person(email: str) -> User:
    person = User.objects.filter(email__iexact=email, is_active=True).first()
    if person is None:
        raise ValidationError(_("Nobody has an account with this e-mail address yet."))
    return person


def end_term(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """End the term of a representative; the rights end at once."""
    partner = _partner(request, slug, permissions.can_appoint)
    term = get_object_or_404(partner.representatives.current(), pk=pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        representatives.end_representative(
            term, reason=form.cleaned_data["reason"], by=request.user
        )
        messages.success(request, _("The term has ended."))
        return redirect(partner)
    title = _("End the term of %(name)s") % {"name": term.person.name}
    return _page(request, partner, form, title=title, submit=_("End the term"))


@require_POST
def consent(request: SignedInRequest, slug: str) -> HttpResponse:
    """Say whether one's own name may be public (A1-6d-iii)."""
    partner = _partner(request, slug, permissions.represents)
    term = get_object_or_404(partner.representatives.current().of(request.user))
    representatives.set_consent(term, consents="consents" in request.POST, by=request.user)
    messages.success(request, _("Your choice has been saved."))
    return redirect(partner)


def ask(request: SignedInRequest, slug: str) -> HttpResponse:
    """Ask to speak for an organization that is a partner already."""
    partner = _partner(request, slug, permissions.can_ask_to_join)
    form = JoinForm(request.POST or None)
    if form.is_valid():
        representatives.ask_to_join(
            partner, note=form.cleaned_data["note"], by=request.user
        )
        messages.success(request, _("Your request is on its way to the partner."))
        return redirect(partner)
    title = _("Ask to speak for this partner")
    return _page(request, partner, form, title=title, submit=_("Ask"))


@require_POST
def decide_join(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Accept or refuse somebody who asked to speak for the partner."""
    partner = _partner(request, slug, permissions.can_appoint)
    asked = get_permitted(
        JoinRequest.objects.filter(partner=partner).select_related("partner", "person"),
        request.user,
        permissions.can_decide_join,
        pk=pk,
    )
    if "accept" in request.POST:
        representatives.accept_join(asked, by=request.user)
        messages.success(request, _("The request has been accepted."))
    else:
        representatives.refuse_join(asked, by=request.user)
        messages.success(request, _("The request has been refused."))
    return redirect(partner)


def _partner(
    request: SignedInRequest,
    slug: str,
    permission: Any,
    refusal: RuleRefusedError | None = None,
) -> Partner:
    visible = Partner.objects.visible_to(request.user)
    return get_permitted(visible, request.user, permission, refusal=refusal, slug=slug)


def _page(
    request: SignedInRequest, partner: Partner, form: Any, *, title: str, submit: str
) -> HttpResponse:
    context = {"partner": partner, "title": title, "submit": submit}
    return render_form(request, "partners/partner_form.html", context, form=form)
