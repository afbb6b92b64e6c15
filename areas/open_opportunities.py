"""The opportunities of the areas as a list that everybody may take along (A2-V-2)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from areas.forms.opportunities import OpportunityFilter
from areas.models import AreaOpportunity
from areas.reading import opportunity_rows
from gmp_portal.ui.open_lists import (
    FieldKind,
    OpenField,
    OpenList,
    number_field,
    page_field,
)


def _rows(user: Any) -> Any:
    listed = AreaOpportunity.objects.visible_to(user).listed()
    return opportunity_rows.of(listed).select_related(
        "area", "partner", "key", "objective", "effort"
    )


OPPORTUNITIES = OpenList(
    key="opportunities",
    title=_("Opportunities"),
    description=_(
        "Good ideas of the areas that nobody follows yet: what needs scoping, and what seeks "
        "funding."
    ),
    page="areas:opportunity_list",
    filters=OpportunityFilter,
    rows=_rows,
    order=("area__slug", "pk"),
    fields=(
        number_field(),
        OpenField("area", _("Area"), value=lambda row: row.area.slug),
        OpenField("title", _("Title")),
        OpenField("status", _("Status")),
        OpenField("description", _("Description")),
        OpenField("gain", _("Who would gain")),
        OpenField("link", _("Where to read more"), FieldKind.URL),
        OpenField(
            "partner",
            _("Suggested by"),
            value=lambda row: row.partner and row.partner.slug,
        ),
        OpenField("listed_at", _("In the register since"), FieldKind.MOMENT),
        OpenField("reason", _("Reason")),
        OpenField("interested", _("Interested"), FieldKind.INTEGER),
        OpenField(
            "key", _("Key in all versions"), value=lambda row: row.key and row.key.code
        ),
        OpenField(
            "objective_key",
            _("Key of the objective"),
            value=lambda row: row.objective and row.objective.code,
        ),
        OpenField(
            "effort_key",
            _("Key of the effort"),
            value=lambda row: row.effort and row.effort.code,
        ),
        page_field(),
    ),
)
