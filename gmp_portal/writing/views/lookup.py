"""Find a text that several people write, for whoever may write it, or say why not."""

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from gmp_portal.writing.models import Revision
from gmp_portal.writing.written import WRITINGS, Writing


def get_text(request: HttpRequest, kind: str, key: str) -> tuple[Writing[Any], Any]:
    """Find the text, also when it is not written any more: 404 unseen, 403 wrong person."""
    if kind not in WRITINGS:
        raise Http404
    writing = WRITINGS[kind]
    return writing, writing.find(request.user, key)


def get_revision(writing: Writing[Any], record: Any, number: object) -> Revision:
    if not str(number).isdecimal() or int(str(number)) > 2**31 - 1:
        raise Http404
    revisions = Revision.objects.of(writing.kind, writing.key(record))
    return get_object_or_404(revisions.select_related("saved_by"), number=int(str(number)))
