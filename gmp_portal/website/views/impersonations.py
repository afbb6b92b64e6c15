"""The portal through the eyes of somebody else: begun with a reason, ended by a button (R-52)."""

from django.contrib import messages
from django.http import HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gmp_portal import rulebook
from gmp_portal.accounts.rights import require
from gmp_portal.ui.forms import render_form, said_at
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.website import permissions
from gmp_portal.website.actions import impersonations
from gmp_portal.website.impersonation_forms import ImpersonationForm
from gmp_portal.website.middleware import SESSION_KEY
from gmp_portal.website.models import Impersonation


def impersonation_begin(request: SignedInRequest) -> HttpResponse:
    """Say whom and why; from then on every page is that of the person."""
    require(request.user, permissions.can_impersonation_begin)
    suggested = {"email": request.GET.get("email", "").replace("\x00", "")}
    form = ImpersonationForm(request.POST or None, initial=suggested)
    if form.is_valid():
        person, reason = form.cleaned_data["email"], form.cleaned_data["reason"]
        with said_at(form, "email"):
            look = impersonations.begin(person, reason, by=request.user)
            request.session[SESSION_KEY] = look.pk
            return redirect("website:my")
    context = {"minutes": rulebook.value(impersonations.RULE)}
    return render_form(request, "website/impersonation.html", context, form=form)


@require_POST
def end(request: SignedInRequest) -> HttpResponse:
    """Be oneself again; no form of a page that was the person's is taken any more."""
    pk = request.session.pop(SESSION_KEY, None)
    look = Impersonation.objects.filter(pk=pk, begun_by=request.user).first()
    if look is not None:
        rotate_token(request)
        impersonations.end(look, by=request.user)
        messages.success(request, _("You are yourself again. The person is told of it."))
    return redirect("website:desk")
