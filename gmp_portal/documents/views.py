"""The one view that serves files, with the permission of the record that owns them."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from gmp_portal.documents import policies, ranges
from gmp_portal.documents.models import Document

# Rights may change and pages may be withdrawn: a copy is kept by the reader only, and asked for
# again each time.
KEPT = "private, no-cache"


@login_not_required
@require_safe
def file(request: HttpRequest, pk: UUID, name: str) -> HttpResponseBase:
    """Hand out a file to whoever may read its record; to everybody else it does not exist."""
    document = get_object_or_404(Document, pk=pk)
    if not policies.may_read(request.user, document):
        raise Http404
    etag = f'"{document.sha256}"'
    known = get_conditional_response(request, etag=etag)
    response = known or _answer(request, document, etag)
    response["ETag"] = etag
    response["Cache-Control"] = KEPT
    return response


def _answer(request: HttpRequest, document: Document, etag: str) -> HttpResponseBase:
    """The file, or the part of it that is asked for."""
    part = ranges.asked(request, size=document.size, etag=etag)
    if part is not None and not 0 < part.length <= document.size - part.first:
        return ranges.refused(document.size)
    try:
        content: Any = document.open()
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(
        ranges.Slice(content, part) if part else content,
        as_attachment="download" in request.GET or not document.media_type.endswith("pdf"),
        filename=document.name,
        content_type=document.media_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = (
        "sandbox; default-src 'none'; frame-ancestors 'none'"
    )
    if landing := policies.landing_of(document):
        response["Link"] = f'<{request.build_absolute_uri(landing)}>; rel="describedby"'
    offered: HttpResponseBase = ranges.offered(response, part, size=document.size)
    return offered
