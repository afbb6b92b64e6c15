"""What can be found of the group and its members, its reviews and its recommendations."""

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from advisory_group.models import PlanReview, Recommendation
from advisory_group.reading import people
from areas.models import PartnershipArea
from gmp_portal import dates
from gmp_portal.meetings.models import Body
from gmp_portal.search import register
from gmp_portal.search.register import (
    Findable,
    Place,
    Text,
    address,
    in_each_language,
    names,
    own,
)

GROUP = 1


def register_all() -> None:
    register.register(
        "group",
        Findable(
            label=_("Advisory Group"),
            singular=_("Advisory Group"),
            place=Place.AREAS,
            texts=_group,
            titles=_group_names,
            is_translated=True,
            keys=_the_group,
            follows={
                "advisory_group.seat": _the_group,
                "advisory_group.chairterm": _the_group,
            },
        ),
    )
    register.register(
        "review",
        Findable(
            label=_("Reviews of plans"),
            singular=_("Review of a plan"),
            place=Place.REPORTS,
            records=PlanReview.objects.all,
            texts=_reviews,
            titles=_names,
            ordinary=frozenset({"concluded"}),
            follows={
                "advisory_group.planreview": own,
                "advisory_group.recommendation": _review_of,
                "areas.partnershiparea": _reviews_of,
            },
        ),
    )


def _the_group(changed: object = None) -> Iterable[int]:
    return (GROUP,)


def _group_name() -> str:
    return str(Body.Kind.ADVISORY_GROUP.label)


def _group_names(keys: list[int]) -> dict[int, str]:
    return dict.fromkeys(keys, _group_name())


def _group(keys: list[int]) -> Iterator[Text]:
    """Whoever types the name of a member comes to the page that names it (A1-3a)."""
    path = register.address_of("advisory_group:home")
    members = "\n".join(str(seat) for seat in people.seats())
    return in_each_language(
        lambda: Text(GROUP, title=_group_name(), path=path, text=members)
    )


def _reviews_of(area: PartnershipArea) -> Iterable[int]:
    reviews = PlanReview.objects.filter(plan__area=area)
    return reviews.values_list("pk", flat=True)


def _review_of(point: Recommendation) -> Iterable[int]:
    return (point.review_id,)


def _named(keys: list[int]) -> QuerySet[PlanReview]:
    reviews = PlanReview.objects.filter(pk__in=keys).select_related("plan__area")
    return reviews.defer("plan__snapshot")


def _names(keys: list[int]) -> dict[int, str]:
    return names(_named(keys))


def _reviews(keys: list[int]) -> Iterator[Text]:
    reviews = _named(keys)
    for review in reviews.prefetch_related("recommendations"):
        moment = review.concluded_at or review.opened_at
        points = (f"{point.text}\n{point.answer}" for point in review.recommendations.all())
        yield Text(
            review.pk,
            title=str(review),
            path=address(review),
            text="\n".join(points),
            language=review.plan.language,
            dated_on=dates.day_of(moment),
            areas=(review.plan.area.slug,),
        )
