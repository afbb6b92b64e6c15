"""What waits for whoever is signed in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gmp_portal import rounds, rulebook
from gmp_portal.accounts import offices
from gmp_portal.accounts.models.terms import today
from gmp_portal.accounts.models.users import own_or_merged
from gmp_portal.notifications.models import Message
from gmp_portal.rounds import Number
from gmp_portal.ui import ways_along
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.ui.worklist import each_once, groups, in_order
from gmp_portal.website.reading import worklists
from gmp_portal.writing.models import UnsentForm
from partners.looks import KINDS
from partners.models import LetterOfIntent, Partner
from reporting.worklist import next_report_on

LETTERS = PARTNERS = ROLES = 10


@require_safe
def my(request: SignedInRequest) -> HttpResponse:
    """The work of this person, the most urgent first, each thing once (B2-3)."""
    user = request.user
    with rulebook.read_once():
        held = worklists.held_by(user)
        tasks = in_order(each_once([*worklists.waiting_for(user), *held]))
    page = page_of(request, tasks)
    ways_along.remember(request, tasks, _("My work"))
    due = tuple(task.path for task in tasks)
    partners = Partner.objects.with_person(user).select_related("country")
    letters = LetterOfIntent.objects.filter(own_or_merged("sender", user)).order_by("-pk")
    unsent = Number(UnsentForm.objects.waiting().filter(person=user))
    mails = Message.objects.filter(recipient=user)[:5]
    rounds.ask(partners, letters, unsent, mails)
    others = sorted(
        (letter for letter in letters if not _is_among(due, letter)), key=_is_settled
    )
    context = {
        "page": page,
        "groups": groups(page, tasks, today()),
        "terms": page_of(request, offices.current_terms(user), ROLES, parameter="roles"),
        "next_report_on": None if tasks else next_report_on(user),
        "held": len(held),
        "partners": page_of(
            request,
            [(partner, KINDS[partner.kind]) for partner in partners],
            PARTNERS,
            parameter="partners",
        ),
        "letters": page_of(request, others, LETTERS, parameter="letters"),
        "due_letters": len(letters) - len(others),
        "may_join": not (partners or letters or user.is_secretariat or user.is_admin),
        "unsent": int(unsent),
        "mails": mails,
    }
    return render(request, "website/my.html", context)


def _is_among(paths: tuple[str, ...], letter: LetterOfIntent) -> bool:
    """Whether the page of this letter, or one below it, stands in the list already."""
    return any(path.startswith(letter.get_absolute_url()) for path in paths)


def _is_settled(letter: LetterOfIntent) -> bool:
    """Whether nothing more can happen to the letter; those in the works come first."""
    return not letter.TRANSITIONS[letter.status]
