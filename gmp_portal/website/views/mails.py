"""The mails written to whoever is signed in."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from gmp_portal.notifications.models import Message
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.types import SignedInRequest


@require_safe
def mail_list(request: SignedInRequest) -> HttpResponse:
    """The mails written to this person, with the state of their delivery (C14)."""
    rows = Message.objects.filter(recipient=request.user)
    return render(request, "website/mails.html", {"page": page_of(request, rows)})


@require_safe
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One mail, for its reader alone; codes are shown in the demonstration only."""
    message = get_object_or_404(Message, pk=pk, recipient=request.user)
    if message.is_secret and not settings.DEMO:
        raise Http404
    return render(request, "website/mail.html", {"mail": message})
