"""What waits for whoever is signed in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gmp_portal.accounts import offices
from gmp_portal.accounts.models.terms import today
from gmp_portal.notifications.models import Message
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.ui.worklist import by_urgency
from gmp_portal.website.reading import worklists
from gmp_portal.writing.models import UnsentForm
from partners.models import LetterOfIntent, Partner


@require_safe
def my(request: SignedInRequest) -> HttpResponse:
    """The work of this person, the most urgent first (B2-3)."""
    user = request.user
    context = {
        "tasks": by_urgency(worklists.waiting_for(user), today()),
        "terms": offices.current_terms(user),
        "partners": Partner.objects.represented_by(user),
        "letters": LetterOfIntent.objects.filter(sender=user).order_by("-pk")[:10],
        "unsent": UnsentForm.objects.waiting().filter(person=user).count(),
        "mails": Message.objects.filter(recipient=user)[:5],
    }
    return render(request, "website/my.html", context)
