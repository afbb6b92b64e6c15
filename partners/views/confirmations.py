"""The public address at which everybody can check a confirmation of UNEP (A1-2e)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gmp_portal.ui.shared_pages import shared
from gmp_portal.words import listed
from partners.models import LetterOfIntent


@shared
@require_safe
def confirmation(request: HttpRequest, reference: str) -> HttpResponse:
    """Whom UNEP confirmed, when, and whether it takes part today; from the first moment on."""
    confirmed = LetterOfIntent.objects.select_related("partner__country")
    asked = reference.strip().upper().replace("\0", "")
    letter = get_object_or_404(confirmed, confirmation_reference=asked)
    if reference != letter.confirmation_reference:
        return redirect("partners:confirmation", letter.confirmation_reference)
    context = {
        "letter": letter,
        "partner": letter.partner,
        "contributions": listed(letter.contribution_labels),
    }
    return render(request, "partners/confirmation.html", context)
