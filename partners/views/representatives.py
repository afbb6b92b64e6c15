"""Who works for a partner: appointed, named in public, handed over, ended."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gmp_portal.accounts.models import User
from gmp_portal.ui.forms import chosen, said_at
from gmp_portal.ui.types import SignedInRequest
from partners import permissions
from partners.actions import invitations, representatives
from partners.forms.partners import AppointForm, EndForm, HandOverForm, RoleForm
from partners.views.forms import partner_form
from partners.views.lookup import get_partner, get_term


def appoint(request: SignedInRequest, slug: str) -> HttpResponse:
    """Let somebody speak for the partner (A1-6a)."""
    partner = get_partner(request, slug, permissions.can_appoint)
    form = AppointForm(request.POST or None)
    if form.is_valid():
        try:
            person = _person(form.cleaned_data["email"])
            representatives.appoint(
                partner, person, role=form.cleaned_data["role"], by=request.user
            )
        except ValidationError as refusal:
            form.add_error("email", refusal)
        else:
            text = _("%(name)s works for the partner from today on.")
            messages.success(request, text % {"name": person.name})
            return redirect(partner)
    title = _("Name a person with an account")
    return partner_form(request, partner, form, title=title, submit=_("Appoint"))


def _person(email: str) -> User:
    person = User.objects.with_address(email).filter(is_active=True).first()
    if person is None:
        raise ValidationError(_("Nobody has an account with this e-mail address yet."))
    return person


def end(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """End the term of a representative; the rights end at once."""
    term = get_term(request, slug, pk, permissions.can_representative_end)
    partner = term.partner
    is_last = representatives.leaves_nobody(term)
    form = EndForm(request.POST or None, is_last=is_last)
    if form.is_valid():
        with said_at(form, "nobody_follows" if is_last else "reason"):
            representatives.end(term, **form.cleaned_data, by=request.user)
            messages.success(request, _("The term has ended."))
            return redirect(partner)
    title = _("End the term of %(name)s") % {"name": term.person.name}
    return partner_form(request, partner, form, title=title, submit=_("End the term"))


def change_role(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Give somebody of the partner another role; the rights change at once (A1-6a-ii)."""
    term = get_term(request, slug, pk, permissions.can_representative_change_role)
    partner = term.partner
    form = RoleForm(request.POST or None, initial={"role": term.role})
    if form.is_valid():
        with said_at(form, "role"):
            changed = representatives.change_role(
                term, form.cleaned_data["role"], by=request.user
            )
            said = _("%(name)s has this role now: %(role)s.")
            words = {"name": term.person.name, "role": changed.get_role_display()}
            messages.success(request, said % words)
            return redirect(partner)
    title = _("Change the role of %(name)s") % {"name": term.person.name}
    return partner_form(request, partner, form, title=title, submit=_("Change the role"))


def hand_over(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Ask somebody to follow in the own role (N41)."""
    term = get_term(request, slug, pk, permissions.can_representative_hand_over)
    partner = term.partner
    people = partner.representatives.current().exclude(person=request.user)
    form = HandOverForm(request.POST or None, people=list(people.select_related("person")))
    if form.is_valid():
        typed = form.cleaned_data
        with said_at(form, "email"):
            asked = invitations.hand_over(
                term, email=typed["email"], language=typed["language"], by=request.user
            )
            said = _("%(email)s is asked to follow you. Until then you go on as before.")
            messages.success(request, said % {"email": asked.email})
            return redirect(f"{partner.get_absolute_url()}#invitations")
    about = _(
        "You go on as before until this person accepts. Then your role ends at once: you read what "
        "was yours, and write nothing for the partner any more."
    )
    title, submit = _("Hand over"), _("Ask to follow")
    return partner_form(request, partner, form, title=title, submit=submit, about=about)


@require_POST
def consent(request: SignedInRequest, slug: str) -> HttpResponse:
    """Say whether one's own name may be public (A1-6d-iii)."""
    partner = get_partner(request, slug, permissions.can_consent)
    term = get_object_or_404(partner.representatives.current().of(request.user))
    choice = chosen(request, "consents", "hides", clause="A1-6d-iii")
    representatives.consent(term, consents=choice == "consents", by=request.user)
    messages.success(request, _("Your choice has been saved."))
    return redirect(partner)
