"""What waits for whoever is signed in, and in the demonstration the mails."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gmp_portal.accounts import offices
from gmp_portal.notifications.models import Message
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.ui.worklist import by_urgency
from gmp_portal.website import worklists
from partners.models import LetterOfIntent, Partner


@require_safe
def my(request: SignedInRequest) -> HttpResponse:
    """The work of this person, the most urgent first (B2-3)."""
    user = request.user
    context = {
        "tasks": by_urgency(worklists.waiting_for(user), timezone.now().date()),
        "terms": offices.current_terms(user),
        "partners": Partner.objects.represented_by(user),
        "letters": LetterOfIntent.objects.filter(sender=user).order_by("-pk")[:10],
        "mails": Message.objects.filter(recipient=user)[:5],
    }
    return render(request, "website/my.html", context)


@require_safe
def mails(request: SignedInRequest) -> HttpResponse:
    """The mails written to this person, with the state of their delivery (C14)."""
    rows = Message.objects.filter(recipient=request.user)
    return render(request, "website/mails.html", {"page": page_of(request, rows)})


@require_safe
def mail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One mail, for its reader alone; codes are shown in the demonstration only."""
    message = get_object_or_404(Message, pk=pk, recipient=request.user)
    if message.is_secret and not settings.DEMO:
        raise Http404
    return render(request, "website/mail.html", {"mail": message})
