"""The calendar of a reader: what every app has with a date, and how often it was changed."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Max, QuerySet
from django.utils.translation import gettext

from areas.models import PartnershipArea
from gmp_portal import dates, rounds
from gmp_portal.accounts.rights import Anybody
from gmp_portal.ledger.models import Entry
from gmp_portal.meetings.models import Body
from gmp_portal.rounds import Reading, side_by_side
from gmp_portal.ui import dated
from gmp_portal.ui.dated import Dated
from gmp_portal.words import labelled

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

YEARS_BEFORE = 1


def of_reader(
    user: Anybody,
    first: date = dated.EARLIEST,
    last: date = dated.LATEST,
    *,
    kinds: Collection[str] = (),
    body: str = "",
    area: str = "",
) -> list[Dated]:
    """What this reader may see between two days, both counted, in order."""
    return rounds.read(
        reading_of_reader(user, first, last, kinds=kinds, body=body, area=area)
    )


def reading_of_reader(
    user: Anybody,
    first: date = dated.EARLIEST,
    last: date = dated.LATEST,
    *,
    kinds: Collection[str] = (),
    body: str = "",
    area: str = "",
) -> Reading[list[Dated]]:
    """The same, to be read beside other things."""
    items, areas = yield from side_by_side(
        dated.gather(user, first, last, kinds), _areas_of_bodies(is_asked=bool(area))
    )
    if area:
        items = _with_areas(items, areas)
    return [each for each in items if each.concerns(body=body, area=area)]


def _areas_of_bodies(*, is_asked: bool) -> Reading[dict[str, str]]:
    """The name in addresses of the area of each body; meetings know no areas."""
    if not is_asked:
        return {}
    rows = PartnershipArea.objects.values_list("body__slug", "slug")
    yield [rows]
    return dict(rows)


def _with_areas(items: list[Dated], areas: dict[str, str]) -> list[Dated]:
    """What a body does belongs to the area whose body it is."""
    return [
        replace(each, area=areas.get(each.body, ""))
        if each.body and not each.area
        else each
        for each in items
    ]


def numbered(rows: Iterable[Dated]) -> list[Dated]:
    """The same with the number of changes of each date and the newest of them, by one query."""
    items = list(rows)
    subjects = {each.subject for each in items}
    kinds = {act for each in items for act in dated.SOURCES[each.kind].acts}
    acts = {
        subject: (count, newest)
        for subject, count, newest in Entry.objects.filter(
            subject__in=subjects, kind__in=kinds
        )
        .order_by()
        .values_list("subject")
        .annotate(Count("seq"), Max("at"))
    }
    return [
        replace(each, sequence=acts[each.subject][0], changed_at=acts[each.subject][1])
        if each.subject in acts
        else each
        for each in items
    ]


def areas_for(user: Anybody) -> QuerySet[PartnershipArea]:
    """The areas that have a calendar for this reader."""
    return PartnershipArea.objects.visible_to(user)


def bodies_for(user: Anybody) -> QuerySet[Body]:
    """The bodies that have a calendar for this reader: those of areas go with the area."""
    hidden = PartnershipArea.objects.exclude(pk__in=areas_for(user).values("pk"))
    return Body.objects.exclude(pk__in=hidden.values("body"))


def for_programs(user: Anybody, *, body: str = "", area: str = "") -> list[Dated]:
    """What a calendar program gets: from the year before this one on, for it asks often.

    The pages show all of it, and each meeting has a file of its own.
    """
    first = date(dates.today().year - YEARS_BEFORE, 1, 1)
    return of_reader(user, first, body=body, area=area)


def public(*, body: str = "", area: str = "") -> list[Dated]:
    """What everybody's program gets, whoever asks."""
    return for_programs(AnonymousUser(), body=body, area=area)


def name_of(label: "StrOrPromise" = "") -> str:
    """What a calendar is called where somebody keeps several."""
    whole = gettext("Global Mercury Partnership")
    return labelled(whole, label) if label else whole
