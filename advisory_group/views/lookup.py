"""Find a record for whoever may work on it, in its time.

It is 404 if invisible and 403 for the wrong person; the right one at the wrong time hears why.
"""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from advisory_group.models import ChairTerm, Invitation, PlanReview, Recommendation, Seat
from advisory_group.writings import find_point
from areas.models import PartnershipArea, PlanVersion
from gmp_portal.accounts.rights import Permission, get_permitted, require_step
from gmp_portal.ui.types import SignedInRequest


def get_area(
    request: SignedInRequest, slug: str, permission: Permission[PartnershipArea]
) -> PartnershipArea:
    visible = PartnershipArea.objects.visible_to(request.user)
    return get_permitted(visible, request.user, permission, slug=slug)


def get_invitation(
    request: SignedInRequest, pk: int, permission: Permission[Invitation]
) -> Invitation:
    visible = Invitation.objects.visible_to(request.user)
    return get_permitted(visible, request.user, permission, pk=pk)


def get_seat(request: SignedInRequest, pk: int, permission: Permission[Seat]) -> Seat:
    visible = Seat.objects.visible_to(request.user).select_related("person")
    return get_permitted(visible, request.user, permission, pk=pk)


def get_chair_term(
    request: SignedInRequest, pk: int, permission: Permission[ChairTerm]
) -> ChairTerm:
    terms = ChairTerm.objects.select_related("person")
    return get_permitted(terms, request.user, permission, pk=pk)


def get_plan(
    request: SignedInRequest, pk: int, permission: Permission[PlanVersion]
) -> PlanVersion:
    visible = PlanVersion.objects.visible_to(request.user)
    plans = visible.select_related("area", "continues")
    return get_permitted(plans, request.user, permission, pk=pk)


def get_visible_review(request: HttpRequest, pk: int) -> PlanReview:
    return get_object_or_404(_visible_reviews(request), pk=pk)


def get_review(
    request: SignedInRequest, pk: int, permission: Permission[PlanReview]
) -> PlanReview:
    return get_permitted(_visible_reviews(request), request.user, permission, pk=pk)


def _visible_reviews(request: HttpRequest) -> QuerySet[PlanReview]:
    visible = PlanReview.objects.visible_to(request.user).for_pages()
    return visible.select_related("plan__continues")


def get_recommendation(
    request: SignedInRequest, pk: int, permission: Permission[Recommendation]
) -> Recommendation:
    point = find_point(request.user, pk, permission)
    require_step(request.user, permission, point)
    return point
