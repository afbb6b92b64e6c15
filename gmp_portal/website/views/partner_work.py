"""What is open for a partner, on one page for its people, and for whoever takes over (N41)."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gmp_portal import rounds, rulebook
from gmp_portal.accounts.models.terms import today
from gmp_portal.ui import ways_along
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.ui.worklist import each_once, groups, in_order
from gmp_portal.website.reading import worklists
from partners.models import LetterOfIntent, Partner, PartnerInvitation
from partners.models.partners import followed
from reporting.models import ProgressReport

LETTERS = REPORTS = INVITATIONS = 10


@require_safe
def partner_work(request: SignedInRequest, slug: str) -> HttpResponse:
    """Tasks, reports and letters under way, and who was asked to help; no password ever (N41)."""
    user = request.user
    partner = get_object_or_404(Partner.objects.with_person(user), slug=slug)
    with rulebook.read_once():
        tasks = in_order(each_once(worklists.waiting_for(user)))
    page = page_of(request, tasks)
    ways_along.remember(request, tasks, _("What is open"))
    letters = LetterOfIntent.objects.open_to(user).filter(followed(partner)).order_by("-pk")
    reports = ProgressReport.objects.filter(partner=partner).exclude(status="accepted")
    reports = reports.select_related("cycle", "area").order_by("-cycle__opened_at", "pk")
    asked = PartnerInvitation.objects.visible_to(user).filter(partner=partner).waiting()
    taken_over = PartnerInvitation.objects.filter(
        partner=partner, settled_by=user, status="accepted", hands_over__isnull=False
    ).select_related("hands_over__person")[:1]
    rounds.ask(letters, reports, asked, taken_over)
    context = {
        "partner": partner,
        "page": page,
        "groups": groups(page, tasks, today()),
        "letters": page_of(request, letters, LETTERS, parameter="letters"),
        "reports": page_of(request, reports, REPORTS, parameter="reports"),
        "invitations": asked,
        "taken_over": next(iter(taken_over), None),
    }
    return render(request, "website/partner_work.html", context)
