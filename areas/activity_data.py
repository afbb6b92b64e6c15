"""The list of activities that everybody may take along (A1-6d-ii, B7-5)."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import Value
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from areas.forms.activity_filters import ActivityFilter
from areas.models import Activity, ActivityPart
from areas.models.activity_kinds import PartRole
from areas.reading import activity_list
from gmp_portal import rounds
from gmp_portal.ui.open_lists import (
    FieldKind,
    OpenField,
    OpenList,
    number_field,
    page_field,
)


def _attach(batch: Sequence[Any]) -> None:
    """Where they are, which areas share them, and who takes part; whoever said no does not."""
    keys = [activity.pk for activity in batch]
    places = Activity.countries.through.objects.filter(activity__in=keys)
    shared = Activity.also_in.through.objects.filter(activity__in=keys)
    parts = ActivityPart.objects.filter(activity__in=keys, declined_at=None)
    questions = [
        places.order_by("country").values_list("activity", Value("country"), "country"),
        shared.order_by("partnershiparea__slug").values_list(
            "activity", Value("area"), "partnershiparea__slug"
        ),
        parts.order_by("pk").values_list("activity", "role", "partner__slug"),
    ]
    rounds.ask(*questions)
    for activity in batch:
        activity.named = defaultdict(list)
    by_key = {activity.pk: activity for activity in batch}
    for rows in questions:
        for key, what, name in rows:
            by_key[key].named[what].append(name)


def _named(what: str, lines: str = "") -> Any:
    """Partners by their addresses, with other names as they were typed."""

    def read(activity: Any) -> list[str]:
        others = getattr(activity, lines).splitlines() if lines else []
        return [*activity.named[what], *others]

    return read


ACTIVITIES = OpenList(
    key="activities",
    title=_("Activities"),
    description=_(
        "What partners carry out in the areas, each once, with what it serves and where."
    ),
    page="areas:activity_list",
    filters=ActivityFilter,
    rows=lambda user: (
        activity_list.counted(user).with_standing().select_related("partner", "area")
    ),
    order=("-pk",),
    attach=_attach,
    fields=(
        number_field(),
        OpenField("title", _("Title")),
        OpenField("state", _("State"), value=lambda row: row.standing.value),
        OpenField("status", _("Status")),
        OpenField("kind", _("Kind")),
        OpenField("partner", _("Partner"), value=lambda row: row.partner.slug),
        OpenField(
            "joint",
            _("Partners that carry it out too"),
            FieldKind.LIST,
            _named(PartRole.JOINT),
        ),
        OpenField("area", _("Area"), value=lambda row: row.area.slug),
        OpenField(
            "also_in",
            _("Other areas that share it"),
            FieldKind.LIST,
            _named("area"),
        ),
        OpenField("description", _("Description"), value=lambda row: row.summary),
        OpenField("starts_on", pgettext_lazy("day", "Start"), FieldKind.DAY),
        OpenField("ends_on", _("End"), FieldKind.DAY),
        OpenField("outcome", _("What came of it")),
        OpenField(
            "countries",
            _("Countries"),
            FieldKind.LIST,
            _named("country"),
        ),
        OpenField("priorities", _("Priorities"), FieldKind.LIST),
        OpenField("objectives", _("Objectives"), FieldKind.LIST),
        OpenField("articles", _("Articles of the Minamata Convention"), FieldKind.LIST),
        OpenField(
            "sdg_targets", _("Targets of the Sustainable Development Goals"), FieldKind.LIST
        ),
        OpenField("tags", _("Tags"), FieldKind.LIST),
        OpenField("focus", _("Focus")),
        OpenField("builds_capacity", _("Builds capacity"), FieldKind.BOOLEAN),
        OpenField(
            "consulted",
            _("Consulted"),
            FieldKind.LIST,
            _named(PartRole.CONSULTED, "consulted_names"),
        ),
        OpenField(
            "donors", _("Donors"), FieldKind.LIST, _named(PartRole.DONOR, "donor_names")
        ),
        OpenField("acknowledged_at", _("Acknowledged"), FieldKind.MOMENT),
        page_field(),
    ),
)
