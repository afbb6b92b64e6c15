"""What people say about themselves, and the appearance of the pages."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _

from gmp_portal.accounts import offices
from gmp_portal.accounts.models import User
from gmp_portal.notifications import choices, outbox
from gmp_portal.ui.forms import render_form
from gmp_portal.ui.record_names import NamedRecord, named
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.website.writings import PROFILE
from gmp_portal.writing import turns

MOST_MUTED = 50


def profile(request: SignedInRequest) -> HttpResponse:
    """Name, language, time zone and appearance; the offices held are shown, not edited."""
    turn = turns.take(request, PROFILE, request.user)
    if turn.is_saved:
        with translation.override(outbox.spoken_to(turn.record.language)):
            turn.tell(request, _("Your settings are kept."))
            return redirect("website:profile")
    context = {
        "terms": offices.current_terms(request.user),
        "muted": _muted(request.user),
    }
    return render_form(request, "website/profile.html", context, form=turn.form)


def _muted(person: User) -> list[tuple[NamedRecord, str]]:
    """The records about which somebody gets no mails, each with the page where that ends."""
    muted = person.muted_records.values_list("record", flat=True)[:MOST_MUTED]
    names = named(muted, reader=person)
    return [(names[each], choices.path_for(person.pk, each)) for each in names]
