"""One page that shows every component, for those who build pages and those who judge them."""

from datetime import timedelta
from types import SimpleNamespace

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from areas.looks import LOOKS
from gmp_portal import dates
from gmp_portal.ui.components import TONES, Bar, Step, View
from gmp_portal.ui.icons import ICONS
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.tags.pictures import Dot, Share
from gmp_portal.ui.worklist import Task
from gmp_portal.website.permissions import can_see_desk
from partners.forms.partner_filters import RegisterFilter

NAME = _("Example Institute for Safer Mining")


@login_not_required
@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Shown to everybody in a demonstration, else to the secretariat (``look.md``, 7)."""
    if not (settings.DEMO or can_see_desk(request.user)):
        raise Http404
    today = dates.today()
    context = {
        "name": NAME,
        "icons": sorted(ICONS),
        "looks": LOOKS.values(),
        "tones": TONES,
        "day": today,
        "moment": timezone.now(),
        "trend": [3, 4, 4, 6, 7, 9, 12],
        "bars": [Bar(_("Waste"), 12), Bar(_("Products"), 7), Bar(_("Air"), 1)],
        "shares": [
            Share(str(_("Government")), 5, "#shares"),
            Share(str(_("Industry")), 4, "#shares"),
            Share(str(_("Academic institution")), 1, "#shares"),
        ],
        "dots": [Dot("KE", 3), Dot("PE", 1), Dot("JP", 8)],
        "tasks": [
            Task(str(NAME), "#tasks", today + timedelta(days=3)),
            Task(str(NAME), "#tasks", today - timedelta(days=4), action=str(_("Continue"))),
        ],
        "steps": [
            Step(_("Submitted"), "done", today - timedelta(days=9)),
            Step(_("Information requested"), "current", today - timedelta(days=2)),
            Step(_("Confirmed")),
        ],
        "form": RegisterFilter(QueryDict("kind=ngo&region=africa")),
        "views": [
            View(_("List"), "#lists", "list", is_current=True),
            View(_("Map and charts"), "#lists", "map"),
        ],
        "page": page_of(request, list(range(300))),
        "document": SimpleNamespace(
            name="example.pdf", size=1_234_567, get_absolute_url=lambda: "#files"
        ),
    }
    return render(request, "website/components.html", context)
