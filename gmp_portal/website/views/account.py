"""What people say about themselves, and the appearance of the pages."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _

from gmp_portal.accounts import offices
from gmp_portal.notifications import outbox
from gmp_portal.ui.forms import render_form
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.website.writings import PROFILE
from gmp_portal.writing import turns


def profile(request: SignedInRequest) -> HttpResponse:
    """Name, language, time zone and appearance; the offices held are shown, not edited."""
    turn = turns.take(request, PROFILE, request.user)
    if turn.is_saved:
        with translation.override(outbox.spoken_to(turn.record.language)):
            turn.tell(request, _("Your settings are kept."))
            return redirect("website:profile")
    context = {"terms": offices.current_terms(request.user)}
    return render_form(request, "website/profile.html", context, form=turn.form)
