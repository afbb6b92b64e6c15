"""How anybody finds out whether the ledger was changed: checkpoints, and a program to check."""

from pathlib import Path

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gmp_portal.accounts.rights import require
from gmp_portal.ledger import verify, verify_export
from gmp_portal.ledger.models import Checkpoint
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.shared_pages import shared
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.website import permissions


@shared
@require_safe
def integrity(request: HttpRequest) -> HttpResponse:
    """The checkpoints of all days, newest first, to compare with those printed and mailed (P-1)."""
    context = {"page": page_of(request, Checkpoint.objects.all(), 50)}
    return render(request, "website/integrity.html", context)


@shared
@require_safe
def integrity_verifier(request: HttpRequest) -> FileResponse:
    """The program that checks an export: plain Python, short enough to be read (P-1)."""
    source = Path(verify_export.__file__)
    return FileResponse(
        source.open("rb"),
        as_attachment=True,
        filename="verify_export.py",
        content_type="text/x-python; charset=utf-8",
    )


@require_safe
def integrity_export(request: SignedInRequest) -> StreamingHttpResponse:
    """The whole ledger as JSON lines, read while it is sent, whatever its length (P-1)."""
    require(request.user, permissions.can_integrity_export)
    name = f"ledger-{timezone.now():%Y-%m-%d}.jsonl"
    return StreamingHttpResponse(
        verify.exported(),
        content_type="application/jsonl; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
