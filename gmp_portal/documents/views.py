"""The one view that serves files, and the two that take uploads in pieces (tus 1.0)."""

import base64
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gmp_portal.documents import policies, ranges, readings, uploading
from gmp_portal.documents.kinds import FIELDS
from gmp_portal.documents.models import Document, PartialUpload
from gmp_portal.ui.refusals import refuse, signed_out

# Rights may change and pages may be withdrawn: a copy is kept by the reader only, and asked for
# again each time.
KEPT = "private, no-cache"
# Whoever looks through other eyes would be noted under the wrong name.
NOT_THROUGH_OTHERS: dict[str, Any] = {
    "refusals": [
        gettext_lazy(
            "Files that not everybody may read are not opened while you look through other eyes."
        )
    ],
    "clause_id": "R-52",
}
TUS = "1.0.0"
PIECE = "application/offset+octet-stream"
CREATED, DONE, CLASH, NO_LENGTH = 201, 204, 409, 411
TOO_LARGE, OTHER_KIND, UNFIT = 413, 415, 422


@login_not_required
@require_safe
def file(request: HttpRequest, pk: UUID, name: str) -> HttpResponseBase:
    """Hand out a file to whoever may read its record; to everybody else it does not exist."""
    document = get_object_or_404(Document, pk=pk)
    if not policies.may_read(request.user, document):
        raise Http404
    if policies.is_noted(document):
        if hasattr(request, "impersonation"):
            return refuse(request, 403, NOT_THROUGH_OTHERS)
        if request.method == "GET":
            readings.note(document, by=request.user)
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


@login_not_required
@require_POST
def upload_begin(request: HttpRequest) -> HttpResponse:
    """Begin to upload a file in pieces, for whoever is signed in or has a link for it (R-17)."""
    if not uploading.may_begin(request):
        return refuse(request, 403, signed_out(request))
    told = _metadata(request.headers.get("Upload-Metadata", ""))
    size, place = request.headers.get("Upload-Length", ""), told.get("place", "")
    if not (size.isascii() and size.isdecimal() and len(size) < 16 and place in FIELDS):
        # An upload names its length and its field.
        return HttpResponse(status=UNFIT)
    name = told.get("filename", "")
    upload = uploading.begin(request, place=place, name=name, size=int(size))
    response = _told(upload, CREATED)
    response["Location"] = upload.get_absolute_url()
    return response


@login_not_required
@require_http_methods(["HEAD", "PATCH", "DELETE"])
def upload_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Tell how far an upload is, take its next piece, or drop it; nobody else finds it (R-17)."""
    if not uploading.may_begin(request):
        return refuse(request, 403, signed_out(request))
    if request.method == "PATCH" and (refused := _unfit(request)):
        return refused
    # Read before the row is held: a bad line may take its time.
    content = request.body
    with transaction.atomic():
        # Held, so that two pieces for the same place come one after the other.
        mine = uploading.owned_by(request).filter(used_at=None)
        upload = get_object_or_404(mine.select_for_update(), pk=pk)
        if request.method == "PATCH":
            return _with_piece(request, upload, content)
        if request.method == "DELETE":
            uploading.drop(upload.pk)
            return HttpResponse(status=DONE)
        return _told(upload, 200)


def _unfit(request: HttpRequest) -> HttpResponse | None:
    """Refuse what is no piece, or too large for one, before it is read."""
    if request.content_type != PIECE:
        return HttpResponse(status=OTHER_KIND)
    length = request.headers.get("Content-Length") or "0"
    if "Transfer-Encoding" in request.headers or not length.isdecimal():
        # Sent without its length, a piece would be taken as an empty one.
        return HttpResponse(status=NO_LENGTH)
    if int(length) > uploading.PIECE_LIMIT_BYTES:
        return HttpResponse(status=TOO_LARGE)
    return None


def _with_piece(
    request: HttpRequest, upload: PartialUpload, content: bytes
) -> HttpResponse:
    """Take the piece if it goes on where the upload stands."""
    if request.headers.get("Upload-Offset") != str(upload.received):
        return _told(upload, CLASH)
    if len(content) > upload.size - upload.received:
        return _told(upload, TOO_LARGE)
    uploading.append(upload, content)
    return _told(upload, DONE)


def _told(upload: PartialUpload, status: int) -> HttpResponse:
    """How far it is, as the protocol says it."""
    name = base64.b64encode(upload.name.encode()).decode()
    headers = {
        "Tus-Resumable": TUS,
        "Upload-Offset": str(upload.received),
        "Upload-Length": str(upload.size),
        "Upload-Metadata": f"filename {name}",
        "Cache-Control": "no-store",
    }
    return HttpResponse(status=status, headers=headers)


def _metadata(header: str) -> dict[str, str]:
    """Pairs of a key and a value in Base64; what cannot be read is left out."""
    told = {}
    for pair in header.split(","):
        key, _blank, value = pair.strip().partition(" ")
        try:
            told[key] = base64.b64decode(value, validate=True).decode()
        except ValueError:
            continue
    return told
