"""What plans speak of by one key, through all versions."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from areas.models import PartnershipArea, PlanKey
from areas.reading import key_history
from gmp_portal import rounds
from gmp_portal.ui.shared_pages import shared


@shared
@require_safe
def key_detail(request: HttpRequest, code: str) -> HttpResponse:
    """In which versions something stands, in which words, and what came of it (B4-2)."""
    areas = PartnershipArea.objects.visible_to(request.user)
    keys = PlanKey.objects.filter(area__in=areas).select_related("area")
    key = get_object_or_404(keys, code=code)
    context = rounds.read(key_history.gather(key, request.user))
    if not context["wordings"]:
        raise Http404
    return render(
        request, "areas/key_detail.html", {"key": key, "area": key.area, **context}
    )
