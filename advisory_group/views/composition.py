"""The group's public page, its history, and the board of the secretariat."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from advisory_group import permissions
from advisory_group.forms.seats import WhatIfForm
from advisory_group.models import Invitation, Nomination, PlanReview, Seat, SeatClass
from advisory_group.reading import balance, people, review_display, seat_charts
from areas.models import LeadTerm
from gmp_portal import rounds, rulebook
from gmp_portal.accounts import namesakes
from gmp_portal.accounts.models.terms import today
from gmp_portal.accounts.rights import require
from gmp_portal.meetings.models import Body, Decision, Meeting
from gmp_portal.ui.distinct_choices import records_of
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.shared_pages import shared
from gmp_portal.ui.types import SignedInRequest

SHOWN = 5
COMING, PAST = 2, 3


@shared
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Who serves in the group, who chairs it, what it decided and reviewed (B2-1)."""
    on = today()
    seats = Seat.objects.current(on).for_pages()
    chairs = review_display.chairs_now()
    reviews = PlanReview.objects.visible_to(request.user).for_pages()[:SHOWN]
    decisions = Decision.objects.adopted().filter(body__kind=Body.Kind.ADVISORY_GROUP)
    decisions = decisions.with_language().newest_first()[:SHOWN]
    bodies = Body.objects.filter(kind=Body.Kind.ADVISORY_GROUP)[:1]
    meetings = _meetings(request)
    rounds.ask(
        seats, chairs, reviews, decisions, bodies, *meetings.values(), *rulebook.questions()
    )
    group = next(iter(bodies), None)
    places = people.places(on)
    ordinary = [seat for seat in seats if not seat.is_transitional]
    speaks_for = {seat.person_id: seat.organisation for seat in seats}
    context = {
        "seats": seats,
        "transitional": [seat for seat in seats if seat.is_transitional],
        "places": places,
        "taken": len(ordinary),
        "vacant": max(places - len(ordinary), 0),
        "chairs": [(term, speaks_for.get(term.person_id, "")) for term in chairs],
        "unep_counts": places < people.MEMBERS,
        "dimensions": balance.dimensions(balance.members_of(seats, on)),
        "reviews": reviews,
        "decisions": decisions,
        **meetings,
        "body": group,
        **_chart(request, [*seats], places, on),
        "can_see_board": permissions.can_see_board(request.user),
        "can_draft_election": permissions.can_chair_draft_decision(request.user),
        "own_seat": next((s for s in seats if s.person_id == request.user.pk), None),
    }
    return render(request, "advisory_group/home.html", context)


@shared
@require_safe
def history(request: HttpRequest) -> HttpResponse:
    """Everybody who served in the group or chaired it before."""
    ended = (
        Seat.objects.ended(today())
        .for_pages()
        .order_by("-period__startswith", "-period__endswith", "pk")
    )
    chairs = review_display.past_chairs()
    spoken_for = review_display.spoken_for(chairs.order_by().values("person"))
    rounds.ask(chairs, spoken_for)
    speaks_for = dict(spoken_for)
    context = {
        "page": page_of(request, ended),
        "chairs": [(term, speaks_for.get(term.person_id, "")) for term in chairs],
    }
    return render(request, "advisory_group/history.html", context)


@require_safe
def board(request: SignedInRequest) -> HttpResponse:
    """Seats, gaps, nominations and invitations, with a thought experiment (A1-3b, A1-3c)."""
    require(request.user, permissions.can_see_board)
    on = today()
    seats = Seat.objects.current(on).for_pages()
    rows = records_of(seats)
    now = balance.members_of(rows, on)
    form = WhatIfForm(request.GET if _asked(request) else None, seats=seats)
    then = _then(form, now) if form.is_bound and form.is_valid() else None
    places = people.places(on)
    taken = _ordinary(now)
    context: dict[str, Any] = {
        "seats": rows,
        **_chart(request, rows, places, on),
        "without_ground": _leads_no_more(rows),
        "places": places,
        "taken": taken,
        "vacant": max(places - taken, 0),
        "transitional": len(now) - taken,
        "dimensions": balance.dimensions(now, then),
        "flags": balance.flags(now, places, on),
        "new_flags": {} if then is None else balance.changes(now, then, places, on),
        "full_then": then is not None and _ordinary(then) > places,
        "form": form,
        "then": then,
        "invitations": page_of(
            request,
            Invitation.objects.open().select_related("person", "partner"),
            parameter="invitations",
        ),
        "nominations": page_of(request, _nominations(), parameter="nominations"),
        "unseated_leads": _unseated_leads(rows),
        "chairs": review_display.chairs_now(),
        "can_invite": permissions.can_invite(request.user),
    }
    context["candidates"] = context["nominations"].paginator.count + len(
        context["unseated_leads"]
    )
    offered = (*context["nominations"], *context["unseated_leads"], *context["invitations"])
    namesakes.tell_apart(record.person for record in offered)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "advisory_group/board.html", context, status=status)


def _meetings(request: HttpRequest) -> dict[str, "QuerySet[Meeting]"]:
    """The next meetings, the first of them first, and the last ones, the newest first."""
    meetings = Meeting.objects.visible_to(request.user)
    meetings = meetings.filter(body__kind=Body.Kind.ADVISORY_GROUP)
    coming = meetings.filter(ends_on__gte=today()).exclude(status=Meeting.Status.CANCELLED)
    past = meetings.exclude(ends_on__gte=today()).newest_first()
    return {
        "coming": coming.order_by("starts_on", "pk")[:COMING],
        "past": past[:PAST],
    }


def _chart(
    request: HttpRequest, seats: Sequence[Seat], places: int, on: date
) -> dict[str, Any]:
    """The picture of the seats, by regional group or by constituency."""
    by = seat_charts.side(request.GET.get("by", ""))
    return {
        "by": by,
        "chart": seat_charts.rows(seats, places, on, by=by),
        "legend": seat_charts.legend(seats),
        "ending": {seat.pk for seat in seats if seat_charts.ends_within(seat, on)},
        "on": on,
    }


def _asked(request: HttpRequest) -> bool:
    return any(key.startswith("what-") for key in request.GET)


def _then(form: WhatIfForm, now: list[balance.Member]) -> list[balance.Member]:
    data = form.cleaned_data
    out = {seat.pk for seat in data["without"]}
    kept = [member for member in now if member.pk not in out]
    if not data["klass"]:
        return kept
    country = data["country"]
    added = balance.Member(
        klass=data["klass"],
        constituency=data["constituency"],
        region=country.un_region if country else data["region"],
        status=balance.status_of(country, today()),
        gender=data["gender"],
    )
    return [*kept, added]


def _ordinary(members: list[balance.Member]) -> int:
    return sum(member.klass != SeatClass.TRANSITIONAL for member in members)


def _nominations() -> "QuerySet[Nomination]":
    """Nominations that led to no open invitation and no running seat yet."""
    used = Invitation.objects.filter(status__in=["invited", "accepted"]).values(
        "nomination"
    )
    waiting = Nomination.objects.exclude(pk__in=used.exclude(nomination=None))
    return waiting.select_related("person", "partner", "area")


def _leads_no_more(seats: list[Seat]) -> set[int]:
    """Seats of leads whose term as lead is over (A1-3c-i)."""
    running = set(LeadTerm.objects.current().values_list("person_id", "area_id"))
    return {
        seat.pk
        for seat in seats
        if seat.klass == SeatClass.LEAD and (seat.person_id, seat.area_id) not in running
    }


def _unseated_leads(seats: list[Seat]) -> list[LeadTerm]:
    """Leads whom the Executive Director may invite and who have no seat yet (A1-3c-i)."""
    seated = {seat.person_id for seat in seats}
    invited = set(Invitation.objects.open().values_list("person_id", flat=True))
    terms = LeadTerm.objects.current().select_related("person", "partner", "area")
    return [term for term in terms if term.person_id not in seated | invited]
