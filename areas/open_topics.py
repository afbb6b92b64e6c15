"""The topics that cross the areas, as a list that everybody may take along (A1-6d-ii)."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from areas.models import CrossCuttingTopic, TopicArea, TopicConvener
from gmp_portal.ui.open_lists import (
    FieldKind,
    OpenField,
    OpenList,
    page_field,
    slug_field,
)
from gmp_portal.words import in_brackets


def _topics(user: Any) -> Any:
    ties = TopicArea.objects.select_related("area").order_by("area__slug", "pk")
    conveners = TopicConvener.objects.current().select_related("person", "partner")
    return CrossCuttingTopic.objects.visible_to(user).prefetch_related(
        Prefetch("ties", ties, to_attr="all_ties"),
        Prefetch("conveners", conveners, to_attr="running_conveners"),
    )


def _areas(topic: Any) -> Sequence[str]:
    """The areas that work on it today."""
    running = [tie for tie in topic.all_ties if tie.until is None]
    return [tie.area.slug for tie in running]


def _convener(topic: Any) -> str:
    """One at most, as the database sees to."""
    running = topic.running_conveners
    return in_brackets(running[0].person, running[0].partner.name) if running else ""


TOPICS = OpenList(
    key="topics",
    title=_("Topics that cross the areas"),
    description=_("What several areas work on together, since when, and who convenes it."),
    page="areas:topic_list",
    rows=_topics,
    order=("slug",),
    identity="slug",
    lookup="slug",
    fields=(
        slug_field(),
        OpenField("name", _("Name"), value=lambda topic: topic.names["en"]),
        OpenField(
            "name_zh", _("Name in Chinese"), value=lambda topic: topic.names.get("zh")
        ),
        OpenField("about", _("What it is about"), value=lambda topic: topic.abouts["en"]),
        OpenField("status", _("Status")),
        OpenField("begun_on", _("Since"), FieldKind.DAY),
        OpenField("source", _("Source")),
        OpenField("areas", _("Areas"), FieldKind.LIST, _areas),
        OpenField("convener", _("Convener"), value=_convener),
        page_field(),
    ),
)
