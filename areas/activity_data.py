"""The list of activities that everybody may take along (A1-6d-ii, B7-5)."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from areas.forms.activity_filters import ActivityFilter
from areas.models.activity_kinds import PartRole
from areas.reading import activity_list
from gmp_portal.ui.open_lists import (
    FieldKind,
    OpenField,
    OpenList,
    number_field,
    page_field,
)


def _named(role: str) -> Any:
    def partners(activity: Any) -> list[str]:
        """Partners by their addresses; whoever said no is not among them."""
        parts = [each for each in activity.parts.all() if each.declined_at is None]
        return [each.partner.slug for each in parts if each.role == role]

    return partners


def _donors(activity: Any) -> list[str]:
    return [*_named(PartRole.DONOR)(activity), *activity.donor_names.splitlines()]


def _consulted(activity: Any) -> list[str]:
    names = activity.consulted_names.splitlines()
    return [*_named(PartRole.CONSULTED)(activity), *names]


ACTIVITIES = OpenList(
    key="activities",
    title=_("Activities"),
    description=_(
        "What partners carry out in the areas, each once, with what it serves and where."
    ),
    page="areas:activity_list",
    filters=ActivityFilter,
    rows=lambda user: activity_list.rows(activity_list.counted(user)).prefetch_related(
        "parts__partner"
    ),
    order=("-pk",),
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
            lambda row: [area.slug for area in row.also_in.all()],
        ),
        OpenField("description", _("Description"), value=lambda row: row.summary),
        OpenField("starts_on", pgettext_lazy("day", "Start"), FieldKind.DAY),
        OpenField("ends_on", _("End"), FieldKind.DAY),
        OpenField("outcome", _("What came of it")),
        OpenField(
            "countries",
            _("Countries"),
            FieldKind.LIST,
            lambda row: [country.pk for country in row.countries.all()],
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
        OpenField("consulted", _("Consulted"), FieldKind.LIST, _consulted),
        OpenField("donors", _("Donors"), FieldKind.LIST, _donors),
        OpenField("acknowledged_at", _("Acknowledged"), FieldKind.MOMENT),
        page_field(),
    ),
)
