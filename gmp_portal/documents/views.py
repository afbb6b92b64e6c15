"""The one view that serves files, with the permission of the record that owns them."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from gmp_portal.documents import policies
from gmp_portal.documents.models import Document


@login_not_required
@require_safe
def file(request: HttpRequest, pk: UUID, name: str) -> HttpResponseBase:
    """Hand out a file to whoever may read its record; to everybody else it does not exist."""
    document = get_object_or_404(Document, pk=pk)
    if not policies.may_read(request.user, document):
        raise Http404
    try:
        content = document.open()
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(
        content,
        as_attachment="download" in request.GET or not document.media_type.endswith("pdf"),
        filename=document.name,
        content_type=document.media_type,
    )
    response["ETag"] = f'"{document.sha256}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = (
        "sandbox; default-src 'none'; frame-ancestors 'none'"
    )
    if landing := policies.landing_of(document):
        response["Link"] = f'<{request.build_absolute_uri(landing)}>; rel="describedby"'
    # Rights may change and pages may be withdrawn: a copy is kept by the reader only.
    response["Cache-Control"] = "private, no-cache"
    return response
