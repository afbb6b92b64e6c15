"""What the pages of activities show: the list, and how many there are of each (B1-S2, N25)."""

from collections import Counter
from typing import Any

from django.db.models import Count, Prefetch
from django.http import HttpRequest, QueryDict

from areas.forms.activity_filters import ActivityFilter
from areas.models import Activity, PartnershipArea
from gmp_portal import rounds
from gmp_portal.accounts.rights import Anybody
from gmp_portal.reference.models import Country
from gmp_portal.rounds import Number, Reading
from gmp_portal.ui.paging import page_of

SHOWN_IN_AREA = 5


def counted(user: Anybody) -> Any:
    """All that this reader sees, each once."""
    return Activity.objects.visible_to(user).counted()


def rows(activities: Any) -> Any:
    """As lists show them, the newest first."""
    return (
        activities.with_standing()
        .select_related("partner__country", "area")
        .prefetch_related(
            Prefetch("countries", Country.objects.by_name()),
            Prefetch("also_in", PartnershipArea.objects.order_by("slug")),
        )
        .order_by("-pk")
    )


def of_area(area: PartnershipArea, user: Anybody) -> Reading[dict[str, Any]]:
    """The newest of an area and how many there are, for its page."""
    every = counted(user).in_area(area)
    newest = every.with_standing().select_related("partner__country").order_by("-pk")
    newest = newest[:SHOWN_IN_AREA]
    number = Number(every)
    yield [newest, number]
    return {"activities": newest, "activity_count": int(number)}


def gather(request: HttpRequest, asked: QueryDict) -> dict[str, Any]:
    """The list, cut to a page, with numbers beside its choices."""
    every = counted(request.user)
    form = ActivityFilter(asked)
    fitting = form.apply(every)
    total = Number(every)
    _offer(form, every, total)
    return {"form": form, "page": page_of(request, rows(fitting)), "total": int(total)}


def _offer(form: ActivityFilter, every: Any, total: Number) -> None:
    """Areas and countries, and how many each choice would leave with the other filters."""
    fields: dict[str, Any] = form.fields
    areas, countries = fields["area"].queryset, fields["country"].queryset
    elsewhere = form.leave(every, without="area")
    own = _numbers(elsewhere, "area__slug")
    shared = _numbers(elsewhere.filter(also_in__isnull=False), "also_in__slug")
    kinds = _numbers(form.leave(every, without="kind"), "kind")
    states = _numbers(form.leave(every, without="state").with_standing(), "stands")
    rounds.ask(areas, countries, own, shared, kinds, states, total)
    for name, choices in (
        ("area", [(area.slug, area.name) for area in areas]),
        ("country", [(country.pk, country.name) for country in countries]),
    ):
        fields[name].widget.choices = [("", fields[name].empty_label), *choices]
    form.count("area", Counter(dict(own)) + Counter(dict(shared)))
    form.count("kind", dict(kinds))
    form.count("state", dict(states))


def _numbers(activities: Any, by: str) -> Any:
    counted = activities.order_by().values_list(by)
    return counted.annotate(number=Count("pk", distinct=True))
