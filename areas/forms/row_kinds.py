"""The lists that a section of a plan may hold, each with its words and its form (Annex 2)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from areas.forms.efforts import EffortForm, MilestoneForm, OwnEffortForm, milestones_of
from areas.forms.rows import (
    ActionForm,
    ApplicationForm,
    DonorForm,
    IndicatorForm,
    LinkageForm,
    ObjectiveForm,
    OpportunityForm,
    RequestForm,
    RiskForm,
    RowForm,
)
from gmp_portal.ui.rows import Rows

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class RowKind:
    """A list in a section: its words, its form, and where its rows are found."""

    key: str
    form: type[RowForm]
    title: "StrOrPromise"
    singular: "StrOrPromise"
    add: "StrOrPromise"
    section: str
    can_move: bool = True
    steps: Callable[[Any, Any], Rows | None] | None = None
    """Makes the rows that stand below its form, of that form and of what was sent."""

    def forms(self, data: Any = None, /, **given: Any) -> list[Any]:
        """Its form, and the rows below it where there are any."""
        form: Any = self.form(data, **given)
        below = self.steps(form, data) if self.steps else None
        return [form] if below is None else [form, below]

    @property
    def model(self) -> Any:
        """The class of its rows: a ``PlanRow``, or a ``Milestone``."""
        return self.form._meta.model


KINDS = {
    kind.key: kind
    for kind in (
        RowKind(
            "objectives",
            ObjectiveForm,
            _("Objectives"),
            _("Objective"),
            _("Add an objective"),
            "II",
        ),
        RowKind(
            "actions",
            ActionForm,
            _("Priority actions"),
            _("Action"),
            _("Add a priority action"),
            "III",
        ),
        RowKind(
            "efforts",
            EffortForm,
            _("Partner efforts"),
            _("Effort"),
            _("Add an effort"),
            "IV",
            steps=milestones_of,
        ),
        RowKind(
            "milestones",
            MilestoneForm,
            _("Milestones"),
            _("Milestone"),
            _("Add a milestone"),
            "IV",
            False,
        ),
        RowKind(
            "opportunities",
            OpportunityForm,
            _("Opportunities"),
            _("Opportunity"),
            _("Add an opportunity"),
            "V",
        ),
        RowKind(
            "indicators",
            IndicatorForm,
            _("Indicators"),
            _("Indicator"),
            _("Add an indicator"),
            "VI",
        ),
        RowKind(
            "donors",
            DonorForm,
            _("Potential donors and financial institutions"),
            _("Donor"),
            _("Add a donor"),
            "VII",
        ),
        RowKind(
            "requests",
            RequestForm,
            _("Projects that seek support"),
            _("Request"),
            _("Add a request"),
            "VII",
        ),
        RowKind(
            "applications",
            ApplicationForm,
            _("Applications to donors"),
            _("Application"),
            _("Add an application"),
            "VII",
        ),
        RowKind("risks", RiskForm, _("Risks"), _("Risk"), _("Add a risk"), "VIII"),
        RowKind(
            "linkages", LinkageForm, _("Linkages"), _("Linkage"), _("Add a linkage"), "IX"
        ),
    )
}

# The efforts of one partner, as it keeps them itself.
OWN_EFFORTS = RowKind(
    "efforts",
    OwnEffortForm,
    _("Own efforts"),
    _("Effort"),
    _("Add an effort"),
    "IV",
    steps=milestones_of,
)
