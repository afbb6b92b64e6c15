"""The points of the round before, and where the next version of a plan takes them up."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from advisory_group import permissions
from advisory_group.actions import taken_up
from advisory_group.models import Recommendation
from advisory_group.reading import points, review_display
from advisory_group.views.lookup import get_plan
from advisory_group.writings import PLACE, place_of, points_of
from areas.models import PlanVersion
from gmp_portal.ui.forms import render_form
from gmp_portal.ui.shared_pages import shared
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.writing import turns


@shared
@require_safe
def point_list(request: HttpRequest, plan: int) -> HttpResponse:
    """Each point beside the changes at its place; the leads name the place (A1-3f-ii)."""
    visible = PlanVersion.objects.visible_to(request.user).select_related("area")
    version = get_object_or_404(visible, pk=plan)
    before = review_display.reviews_before(version).visible_to(request.user)
    review = before.select_related("plan__area").first()
    if review is None:
        raise Http404(_("No version before this one was reviewed."))
    inside = permissions.can_read_comments(request.user, review)
    answered = points.gather(version, review, inside=inside)
    context = {
        "plan": version,
        "review": review,
        "points": answered,
        "unnamed": sum(each.is_owed for each in answered),
        "can_take_up": permissions.can_take_up(request.user, version),
    }
    return render(request, "advisory_group/points.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def take_up(request: SignedInRequest, plan: int, pk: int) -> HttpResponse:
    """Say where the draft takes a point up; what a co-lead said meanwhile is joined (C4)."""
    version = get_plan(request, plan, permissions.can_take_up)
    point = _point(request, version, pk)
    turn = turns.take(request, PLACE, place_of(version, point))
    if turn.is_saved:
        turn.tell(request, _("The place is kept."))
        return redirect(_page(version, point))
    title = _("Where version %(version)s takes recommendation %(number)s up")
    context = {
        "title": title % {"version": version.number, "number": point.number},
        "button": _("Keep the place"),
        "back": _page(version, point),
        "quoted": point.text,
        "point": point,
        "section": review_display.section_spoken_of(point),
    }
    return render_form(request, "advisory_group/reason.html", context, form=turn.form)


@require_POST
def put_back(request: SignedInRequest, plan: int, pk: int) -> HttpResponse:
    """Take back what was said of a point."""
    version = get_plan(request, plan, permissions.can_take_up)
    point = _point(request, version, pk)
    taken_up.put_back(version, point, by=request.user)
    messages.success(request, _("What you said of the recommendation is taken back."))
    return redirect(_page(version, point))


def _point(request: SignedInRequest, plan: PlanVersion, pk: int) -> Recommendation:
    points_before = points_of(request.user, plan).select_related("review__plan__area")
    return get_object_or_404(points_before, pk=pk)


def _page(plan: PlanVersion, point: Recommendation) -> str:
    """The list, at the point that was spoken of."""
    place = reverse("advisory_group:point_list", args=[plan.pk])
    return f"{place}#recommendation-{point.number}"
