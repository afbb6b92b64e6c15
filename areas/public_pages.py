"""The public pages of the areas and of their published plans."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.urls import reverse

from areas.models import (
    Activity,
    AreaOpportunity,
    CrossCuttingTopic,
    PartnershipArea,
    PlanVersion,
)
from gmp_portal.ui import public_pages
from gmp_portal.ui.public_pages import PublicPages


def _areas() -> "QuerySet[Any]":
    return PartnershipArea.objects.visible_to(AnonymousUser()).order_by("pk").only("slug")


def _at_work() -> "QuerySet[Any]":
    return PartnershipArea.objects.established().order_by("pk").only("slug")


def _for_newcomers(area: PartnershipArea) -> str:
    return reverse("areas:area_newcomers", args=[area.slug])


def _topics() -> "QuerySet[Any]":
    return CrossCuttingTopic.objects.order_by("pk").only("slug")


def _plans() -> "QuerySet[Any]":
    plans = PlanVersion.objects.visible_to(AnonymousUser()).order_by("pk")
    return plans.select_related("area").only("number", "published_at", "area__slug")


def _activities() -> "QuerySet[Any]":
    return Activity.objects.public().order_by("pk").only("pk")


def _opportunities() -> "QuerySet[Any]":
    listed = AreaOpportunity.objects.visible_to(AnonymousUser())
    return listed.order_by("pk").only("pk")


def register_all() -> None:
    public_pages.register(
        PublicPages("areas:area_list"),
        PublicPages("areas:lead_list"),
        PublicPages("areas:topic_list"),
        PublicPages("areas:plan_list"),
        PublicPages("areas:activity_list"),
        PublicPages("areas:opportunity_list"),
        PublicPages("areas:area_detail", _areas),
        PublicPages("areas:area_newcomers", _at_work, address=_for_newcomers),
        PublicPages("areas:topic_detail", _topics),
        PublicPages("areas:activity_detail", _activities),
        PublicPages("areas:opportunity_detail", _opportunities),
        PublicPages("areas:plan_detail", _plans, changed="published_at"),
    )
