"""The mails written to whoever is signed in, and the mailbox of the demonstration."""

from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from gmp_portal.notifications.models import Message
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.types import SignedInRequest

LONGEST = 254


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


@login_not_required
@require_safe
def demo_mail_list(request: HttpRequest) -> HttpResponse:
    """All mails of the demonstration, where nobody has a mailbox; elsewhere there is no page."""
    _only_in_demo()
    address = request.GET.get("address", "").strip().replace("\0", "")[:LONGEST]
    rows = Message.objects.order_by("-created_at", "-pk")
    if address:
        rows = rows.filter(address__icontains=address)
    context = {"page": page_of(request, rows), "address": address}
    return render(request, "website/demo_mails.html", context)


@login_not_required
@require_safe
def demo_mail_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One mail of the demonstration with its code or link, for everybody on this machine."""
    _only_in_demo()
    message = get_object_or_404(Message, pk=pk)
    return render(request, "website/mail.html", {"mail": message, "is_open": True})


def _only_in_demo() -> None:
    if not settings.DEMO:
        raise Http404
