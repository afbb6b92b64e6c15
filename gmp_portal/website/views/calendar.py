"""The calendar: a list first, a month on a sheet for whoever prefers that."""

from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gmp_portal import dates, rounds
from gmp_portal.meetings.models import Body
from gmp_portal.ui import dated
from gmp_portal.ui.components import View
from gmp_portal.ui.dated import Dated
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.shared_pages import shared
from gmp_portal.website.forms import CalendarFilter
from gmp_portal.website.reading import calendar as reading
from gmp_portal.website.reading import calendar_links, calendar_sheets

Filters = dict[str, Any]


@shared
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Everything with a date that this reader may see; what comes next comes first (N33)."""
    form = CalendarFilter(request.GET, user=request.user)
    asked = form.applied
    shown = _sheet if asked.get("view") == "grid" else _list
    context = {
        "form": form,
        "views": [
            View(_("List"), form.address(view=None), "list", "view" not in asked),
            View(_("Month"), form.address(view="grid"), "cal", "view" in asked),
        ],
        "links": _links(asked),
        "more_links": _all_links(),
        **shown(request, asked),
    }
    return render(request, "website/calendar.html", context)


def _of_reader(
    request: HttpRequest, first: date, last: date, asked: Filters
) -> list[Dated]:
    limits = {name: asked[name].slug for name in ("body", "area") if name in asked}
    kinds = [asked["kind"]] if "kind" in asked else []
    return reading.of_reader(request.user, first, last, kinds=kinds, **limits)


def _list(request: HttpRequest, asked: Filters) -> dict[str, Any]:
    today = dates.today()
    is_past = asked.get("when") == "past"
    first, last = (dated.EARLIEST, today) if is_past else (today, dated.LATEST)
    if "month" in asked:
        month = calendar_sheets.month_of(asked["month"])
        first, last = month.first, month.last
    rows = _of_reader(request, first, last, asked)
    if is_past:
        rows = [each for each in rows if each.last_on < today][::-1]
    page = page_of(request, rows)
    months = calendar_sheets.by_month(page.object_list, first)
    return {"number": page.paginator.count, "page": page, "months": months}


def _sheet(request: HttpRequest, asked: Filters) -> dict[str, Any]:
    today = dates.today()
    month = calendar_sheets.month_of(asked.get("month", today))
    weeks = calendar_sheets.days_of(month)
    rows = _of_reader(request, weeks[0][0], weeks[-1][-1], asked)
    return {
        "number": sum(each.meets(month.first, month.last) for each in rows),
        "month": month,
        "weekdays": calendar_sheets.weekdays(),
        "weeks": calendar_sheets.sheet(month, rows, today),
        "previous": _address(request, month.previous),
        "next": _address(request, month.next),
    }


def _address(request: HttpRequest, month: date | None) -> str:
    """The sheet of another month, with every filter kept."""
    if month is None:
        return ""
    query = request.GET.copy()
    query["month"] = f"{month:%Y-%m}"
    return f"{request.path}?{query.urlencode()}"


def _links(asked: Filters) -> list[calendar_links.CalendarLink]:
    """What can be subscribed to here: everything, and what the filters name."""
    links = [calendar_links.of_everything(_("All public dates"))]
    visitor = AnonymousUser()
    body, area = asked.get("body"), asked.get("area")
    if body and body in reading.bodies_for(visitor):
        links.append(calendar_links.of_body(body.label, body.slug))
    # What is only proposed has no public calendar yet.
    if area and area in reading.areas_for(visitor):
        links.append(calendar_links.of_area(area.name, area.slug))
    return links


def _all_links() -> list[calendar_links.CalendarLink]:
    """The public calendars of bodies and areas; that of an area holds what its body does."""
    visitor = AnonymousUser()
    bodies = reading.bodies_for(visitor).exclude(kind=Body.Kind.AREA)
    areas = reading.areas_for(visitor)
    rounds.ask(bodies, areas)
    return [
        *(calendar_links.of_body(body.label, body.slug) for body in bodies),
        *(calendar_links.of_area(area.name, area.slug) for area in areas),
    ]
