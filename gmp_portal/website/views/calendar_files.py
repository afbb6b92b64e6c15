"""Calendars that programs read: public ones, and the own one behind a secret address."""

from dataclasses import replace

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gmp_portal.accounts.middleware import lacks_second_factor
from gmp_portal.meetings import dates as meeting_dates
from gmp_portal.meetings.models import Meeting
from gmp_portal.ui import copies
from gmp_portal.ui.dated import Dated
from gmp_portal.ui.shared_pages import shared
from gmp_portal.website.models import CalendarAddress
from gmp_portal.website.reading import calendar

MINUTES = 60
FRESH_FOR = 10 * MINUTES


@shared(seconds=FRESH_FOR)
@require_safe
def calendar_file(request: HttpRequest) -> HttpResponseBase:
    """All dates that are public."""
    return _file(calendar.public(), calendar.name_of())


@shared(seconds=FRESH_FOR)
@require_safe
def of_body(request: HttpRequest, body: str) -> HttpResponseBase:
    """The public dates of one body: its meetings and periods."""
    record = get_object_or_404(calendar.bodies_for(AnonymousUser()), slug=body)
    name = calendar.name_of(record.label)
    return _file(calendar.public(body=body), name)


@shared(seconds=FRESH_FOR)
@require_safe
def of_area(request: HttpRequest, area: str) -> HttpResponseBase:
    """The public dates of one area: meetings, reviews of its plans, reports due."""
    record = get_object_or_404(calendar.areas_for(AnonymousUser()), slug=area)
    return _file(calendar.public(area=area), calendar.name_of(record.name))


@shared(seconds=FRESH_FOR)
@require_safe
def of_meeting(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One meeting, for whoever may know of it."""
    visible = Meeting.objects.visible_to(request.user).filter(starts_on__isnull=False)
    meeting = get_object_or_404(visible.select_related("body", "country"), slug=slug)
    name = calendar.name_of(meeting.title)
    items = [replace(meeting_dates.of_meeting(meeting), kind="meeting")]
    return _file(items, name)


@login_not_required
@require_safe
def of_person(request: HttpRequest, token: str) -> HttpResponseBase:
    """What one person may see, without signing in: the address itself is the secret (N33)."""
    address = CalendarAddress.objects.behind(token)
    # Whoever owes a second factor sees no page of the portal, and no calendar.
    if address is None or lacks_second_factor(address.person):
        raise Http404
    items = calendar.for_programs(address.person)
    response = _file(items, calendar.name_of(_("my dates")))
    patch_cache_control(response, private=True, no_store=True)
    answer = copies.named(request, response)
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _file(items: list[Dated], name: str) -> HttpResponse:
    # Its library reads the names of all time zones: only where somebody asks for a file.
    from gmp_portal.website.reading import calendar_files  # noqa: PLC0415

    content = calendar_files.of(calendar.numbered(items), name=name)
    response = HttpResponse(content, content_type=calendar_files.MEDIA_TYPE)
    response["Content-Disposition"] = 'inline; filename="calendar.ics"'
    return response
