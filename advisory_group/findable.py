"""What can be found of the reviews of plans and of what the group recommended."""

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from advisory_group.models import PlanReview, Recommendation
from areas.models import PartnershipArea
from gmp_portal import dates
from gmp_portal.search import register
from gmp_portal.search.register import Findable, Place, Text, address, names, own


def register_all() -> None:
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
