"""A partner says that it leaves, or is back, and takes it back (R-11, R-47)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gmp_portal.ui.forms import ReasonForm, render_form, said_at
from gmp_portal.ui.types import SignedInRequest
from partners import permissions
from partners.actions import statements
from partners.forms.standings import LeaveForm
from partners.models import Partner
from partners.reading import held
from partners.views.forms import partner_form
from partners.views.lookup import get_partner, get_statement


def record(request: SignedInRequest, slug: str) -> HttpResponse:
    """Enter a statement that came on paper, in the words of the partner."""
    partner = get_partner(request, slug, permissions.can_statement_record)
    return leaving(request, partner, is_on_paper=True)


def leaving(
    request: SignedInRequest, partner: Partner, *, is_on_paper: bool = False
) -> HttpResponse:
    """Show what the partner still holds, and take its statement."""
    form = LeaveForm(request.POST or None, partner=partner, is_on_paper=is_on_paper)
    if form.is_valid():
        with said_at(form, None):
            values = form.cleaned_data
            statements.leave(partner, **values, is_on_paper=is_on_paper, by=request.user)
            messages.success(
                request, _("It is recorded that the partner leaves. It can be taken back.")
            )
            return redirect(partner)
    title = _("Record a statement on paper") if is_on_paper else _("Leave the Partnership")
    context = {
        "partner": partner,
        "held": held.by(partner),
        "first_day": statements.first_day(),
        "title": title,
        "submit": _("Say that it leaves"),
        "clause": statements.RULE,
    }
    return render_form(request, "partners/standing_form.html", context, form=form)


def return_(request: SignedInRequest, slug: str) -> HttpResponse:
    """Say that an inactive partner is back."""
    partner = get_partner(request, slug, permissions.can_statement_return)
    form = ReasonForm(
        request.POST or None,
        label=_("What you do, or plan to do"),
        hint=_("The secretariat then makes the partner active again."),
        missing=_("Write a few words."),
    )
    if form.is_valid():
        statements.return_(partner, words=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Welcome back: the secretariat has been told."))
        return redirect(partner)
    return partner_form(
        request, partner, form, title=_("We are back"), submit=_("Tell the secretariat")
    )


@require_POST
def take_back(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Take back that the partner leaves, or is back."""
    statement = get_statement(request, slug, pk, permissions.can_statement_take_back)
    statements.take_back(statement, by=request.user)
    messages.success(request, _("The statement has been taken back."))
    return redirect(statement)
