"""What the leads of an area write to its partners (A1-6b-iii, R-41)."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from areas import permissions as of_areas
from areas.models import PartnershipArea
from gmp_portal.accounts.rights import get_permitted
from gmp_portal.ui.forms import render_form
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.website.actions import announcements
from gmp_portal.website.announcement_forms import AreaAnnouncementForm
from gmp_portal.website.models import Announcement
from gmp_portal.website.models.announcements import Audience
from gmp_portal.website.views.announcements import PER_PAGE


@require_safe
def area_announcement_list(request: SignedInRequest, slug: str) -> HttpResponse:
    """Drafts of the leads, what goes to the partners of the area soon, and what went."""
    area = _get_area_to_write_to(request, slug)
    rows = Announcement.objects.visible_to(request.user).filter(for_area=True, area=area)
    page = page_of(request, rows.select_related("created_by"), PER_PAGE)
    context = {"page": page, "area": area}
    return render(request, "website/announcements.html", context)


def area_announcement_start(request: SignedInRequest, slug: str) -> HttpResponse:
    """The first words to the partners of the area; nothing goes out by that."""
    area = _get_area_to_write_to(request, slug)
    form = AreaAnnouncementForm(
        request.POST or None, initial={"audience": Audience.SPEAKERS}
    )
    if form.is_valid():
        begun = announcements.start_for_area(area, form.values, by=request.user)
        return redirect(begun)
    context = {"area": area}
    return render_form(request, "website/announcement_form.html", context, form=form)


def _get_area_to_write_to(request: SignedInRequest, slug: str) -> PartnershipArea:
    areas = PartnershipArea.objects.visible_to(request.user)
    return get_permitted(areas, request.user, of_areas.can_announce, slug=slug)
