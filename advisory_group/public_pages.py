"""The public pages of the Advisory Group: its members, former ones, and concluded reviews."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from advisory_group.models import PlanReview
from gmp_portal.ui import public_pages
from gmp_portal.ui.public_pages import PublicPages


def _reviews() -> "QuerySet[Any]":
    reviews = PlanReview.objects.visible_to(AnonymousUser()).order_by("pk")
    return reviews.only("concluded_at")


def register_all() -> None:
    public_pages.register(
        PublicPages("advisory_group:home"),
        PublicPages("advisory_group:history"),
        PublicPages("advisory_group:review_list"),
        PublicPages("advisory_group:review_detail", _reviews, changed="concluded_at"),
    )
