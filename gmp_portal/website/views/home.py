"""The front page and the pages every public site owes its readers."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gmp_portal import offered
from gmp_portal.ui.kept_parts import kept_for_all
from gmp_portal.ui.shared_pages import shared
from gmp_portal.website.reading import front_page
from gmp_portal.website.reading import privacy as kept


@shared
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What the Partnership is and does; each figure links to the list that proves it."""
    shown = kept_for_all(request, "front page", front_page.gather)
    return render(request, "website/home.html", shown)


@shared
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What was measured about access, and what does not work yet."""
    context = {
        "is_every_language": len(settings.LANGUAGES) == len(settings.OFFICIAL_LANGUAGES),
        "is_incomplete": not set(offered.codes()) <= set(settings.COMPLETE_LANGUAGES),
    }
    return render(request, "website/accessibility.html", context)


@shared
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Which personal data are kept, why, for how long, and what is never public."""
    context = {"tables": kept.tables(), "clocks": kept.clocks()}
    return render(request, "website/privacy.html", context)
