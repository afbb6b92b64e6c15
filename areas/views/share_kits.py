"""What a partner passes on about an area: a page with texts, and the same in Word (A1-6a-ii)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from areas.models import PartnershipArea
from areas.reading import share_kit
from areas.views.lookup import get_area
from gmp_portal.documents.kinds import DOCX
from gmp_portal.exchange.word import documents as word_documents
from gmp_portal.reference.models import active_language
from gmp_portal.ui.shared_pages import shared


@shared
@require_safe
def area_share(request: HttpRequest, slug: str) -> HttpResponse:
    """Texts about the area to copy, in the reader's language."""
    area = _established(request, slug)
    context = {"area": area, "kit": share_kit.of(area, request.user)}
    return render(request, "areas/area_share.html", context)


@shared
@require_safe
def area_share_word(request: HttpRequest, slug: str) -> HttpResponse:
    """The longer text as a Word file, to be printed or changed."""
    area = _established(request, slug)
    response = HttpResponse(_sheet(area, request), content_type=DOCX)
    name = f"area-{area.slug}.docx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _established(request: HttpRequest, slug: str) -> PartnershipArea:
    """For an area that is only proposed, or closed, nobody is brought in."""
    area = get_area(request, slug)
    if area.status != PartnershipArea.Status.ESTABLISHED:
        raise Http404
    return area


def _sheet(area: PartnershipArea, request: HttpRequest) -> bytes:
    kit = share_kit.of(area, request.user)
    return word_documents.document(kit.sheet, language=active_language(), title=kit.title)
