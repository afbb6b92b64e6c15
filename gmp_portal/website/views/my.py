"""What waits for whoever is signed in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gmp_portal import rulebook
from gmp_portal.accounts import offices
from gmp_portal.accounts.models.terms import today
from gmp_portal.notifications.models import Message
from gmp_portal.ui import ways_along
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.ui.worklist import each_once, groups, in_order
from gmp_portal.website.reading import worklists
from gmp_portal.writing.models import UnsentForm
from partners.models import LetterOfIntent, Partner

PER_PAGE = 50


@require_safe
def my(request: SignedInRequest) -> HttpResponse:
    """The work of this person, the most urgent first, each thing once (B2-3)."""
    user = request.user
    with rulebook.read_once():
        tasks = in_order(each_once(worklists.waiting_for(user)))
    page = page_of(request, tasks, PER_PAGE)
    ways_along.remember(request, tasks)
    due = tuple(task.path for task in tasks)
    letters = LetterOfIntent.objects.filter(sender=user).order_by("-pk")[:10]
    context = {
        "page": page,
        "groups": groups(page, tasks, today()),
        "terms": offices.current_terms(user),
        "partners": Partner.objects.represented_by(user).select_related("country"),
        "letters": [letter for letter in letters if not _is_among(due, letter)],
        "has_letters": bool(letters),
        "unsent": UnsentForm.objects.waiting().filter(person=user).count(),
        "mails": Message.objects.filter(recipient=user)[:5],
    }
    return render(request, "website/my.html", context)


def _is_among(paths: tuple[str, ...], letter: LetterOfIntent) -> bool:
    """Whether the page of this letter, or one below it, stands in the list already."""
    return any(path.startswith(letter.get_absolute_url()) for path in paths)
