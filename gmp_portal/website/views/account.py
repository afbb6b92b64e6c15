"""What people say about themselves, and the appearance of the pages."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _

from gmp_portal.accounts import offices
from gmp_portal.ui.forms import render_form
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.website.forms import ProfileForm


def profile(request: SignedInRequest) -> HttpResponse:
    """Name, language, time zone and appearance; the offices held are shown, not edited."""
    form = ProfileForm(request.POST or None, instance=request.user)
    if form.is_valid():
        # What else is known of the person may have changed since the request began.
        form.save(commit=False).save(update_fields=list(form.fields))
        with translation.override(request.user.language):
            messages.success(request, _("Your settings are kept."))
            return redirect("website:profile")
    context = {"terms": offices.current_terms(request.user)}
    return render_form(request, "website/profile.html", context, form=form)
