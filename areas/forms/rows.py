"""One form per kind of row; each refuses what Annex 2 and good sense refuse."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from areas.models import (
    Effort,
    Indicator,
    LeadTerm,
    Linkage,
    Milestone,
    Opportunity,
    PartnershipArea,
    PlanObjective,
    PlanVersion,
    PotentialDonor,
    PriorityAction,
    ProjectRequest,
)
from gmp_portal.accounts.models import User
from gmp_portal.reference.choices import Objective
from gmp_portal.ui.forms import DateInput, PortalFormMixin
from partners.models import Representative

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

AREA = {"rows": 4, "dir": "auto"}


class RowForm(PortalFormMixin, forms.ModelForm):
    """A row of this plan; whatever it points to belongs to the same plan."""

    # What a draft may lack, and a plan that is sent may not.
    needed: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, plan: PlanVersion, **kwargs: Any) -> None:
        self.plan = plan
        super().__init__(*args, **kwargs)
        if self.instance.pk is None and any(
            field.name == "plan" for field in self._meta.model._meta.fields
        ):
            self.instance.plan = plan
        for name in self.needed:
            field = self.fields[name]
            field.mark_optional = False  # type: ignore[attr-defined]
            note = gettext("You may save without it; it is needed before the plan is sent.")
            field.help_text = f"{field.help_text} {note}".strip()
        self.limit()

    def limit(self) -> None:
        """Offer only what belongs to the plan."""

    def offer(self, field: str, rows: Any) -> None:
        self.fields[field].queryset = rows  # type: ignore[attr-defined]

    def must_have_currency(self, amount: str) -> None:
        data = self.cleaned_data
        if data.get(amount) is not None and not data.get("currency"):
            self.add_error("currency", _("Choose the currency."))
        if data.get(amount) is None and data.get("currency") and amount not in self.errors:
            self.cleaned_data["currency"] = ""


class ObjectiveForm(RowForm):
    needed = ("measure", "target", "target_on", "goal_links")
    goal_links = forms.MultipleChoiceField(
        label=_("Objectives of the Partnership it serves"),
        choices=[(code, f"{code}: {label}") for code, label in Objective.choices],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = PlanObjective
        fields = ("statement", "measure", "target", "target_on", "realism", "goal_links")
        widgets = {
            "statement": forms.Textarea(AREA),
            "realism": forms.Textarea(AREA),
            "target_on": DateInput,
        }
        help_texts = {
            "statement": _("One outcome in one clear sentence."),
            "measure": _("For example: tonnes of mercury used each year."),
            "target": _("For example: half of what was used in 2024."),
        }


class ActionForm(RowForm):
    needed = ("objectives",)

    class Meta:
        model = PriorityAction
        fields = ("title", "description", "objectives")
        widgets = {
            "description": forms.Textarea(AREA),
            "objectives": forms.CheckboxSelectMultiple,
        }

    def limit(self) -> None:
        self.offer("objectives", self.plan.objectives.all())


class EffortForm(RowForm):
    needed = ("action", "contact")
    sections = [
        (_("Who and what"), ["action", "partner", "participant", "kind", "description"]),
        (
            _("Cost, duration and target"),
            ["cost", "currency", "starts_on", "ends_on", "target"],
        ),
        (_("Contact"), ["contact"]),
    ]

    class Meta:
        model = Effort
        fields = (
            "action",
            "partner",
            "participant",
            "kind",
            "description",
            "cost",
            "currency",
            "starts_on",
            "ends_on",
            "target",
            "contact",
        )
        widgets = {
            "description": forms.Textarea(AREA),
            "starts_on": DateInput,
            "ends_on": DateInput,
        }
        help_texts = {
            "partner": _("A confirmed partner of the area."),
            "participant": _("Only if whoever makes the effort is not a partner."),
            "description": _("Simple and clear, in a few sentences."),
            "contact": _("Somebody who speaks for a partner of the area, or leads it."),
        }

    def limit(self) -> None:
        self.offer("action", self.plan.actions.all())
        self.offer("partner", self.plan.area.current_partners().order_by("name"))
        self.offer("contact", contacts(self.plan.area))
        self.fields["cost"].min_value = 0  # type: ignore[attr-defined]

    def clean_cost(self) -> Any:
        cost = self.cleaned_data["cost"]
        if cost is not None and cost < 0:
            raise forms.ValidationError(_("A cost is not below zero."))
        return cost

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("partner") and data.get("participant"):
            self.add_error(
                "participant", _("Name either a partner or another participant.")
            )
        start, end = data.get("starts_on"), data.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("The end is before the start."))
        elif self.instance.pk and any(
            (start and one.due_on < start) or (end and one.due_on > end)
            for one in self.instance.milestones.all()
        ):
            self.add_error(
                "ends_on", _("A milestone of this effort is outside these dates.")
            )
        self.must_have_currency("cost")
        return self.cleaned_data


class MilestoneForm(RowForm):
    class Meta:
        model = Milestone
        fields = ("effort", "due_on", "text")
        widgets = {"due_on": DateInput}

    def limit(self) -> None:
        self.offer("effort", self.plan.efforts.all())
        self.fields["effort"].empty_label = None  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        effort, day = data.get("effort"), data.get("due_on")
        if effort and day:
            early = effort.starts_on and day < effort.starts_on
            late = effort.ends_on and day > effort.ends_on
            if early or late:
                self.add_error(
                    "due_on", _("This day is outside the duration of the effort.")
                )
        return data


class OpportunityForm(RowForm):
    needed = ("objective",)

    class Meta:
        model = Opportunity
        fields = ("title", "description", "objective", "status")
        widgets = {"description": forms.Textarea(AREA)}

    def limit(self) -> None:
        self.offer("objective", self.plan.objectives.all())


class IndicatorForm(RowForm):
    needed = ("objective",)

    class Meta:
        model = Indicator
        fields = ("objective", "name", "unit", "baseline", "target", "source")

    def limit(self) -> None:
        self.offer("objective", self.plan.objectives.all())


class DonorForm(RowForm):
    class Meta:
        model = PotentialDonor
        fields = ("name", "kind", "note")
        widgets = {"note": forms.Textarea(AREA)}


class RequestForm(RowForm):
    class Meta:
        model = ProjectRequest
        fields = ("title", "partner", "purpose", "amount", "currency", "in_kind")
        widgets = {"purpose": forms.Textarea(AREA)}

    def limit(self) -> None:
        self.offer("partner", self.plan.area.current_partners().order_by("name"))

    def clean_amount(self) -> Any:
        amount = self.cleaned_data["amount"]
        if amount is not None and amount < 0:
            raise forms.ValidationError(_("An amount is not below zero."))
        return amount

    def clean(self) -> dict[str, Any]:
        super().clean()
        self.must_have_currency("amount")
        return self.cleaned_data


class LinkageForm(RowForm):
    class Meta:
        model = Linkage
        fields = ("side", "area", "name", "note")
        widgets = {"side": forms.RadioSelect, "note": forms.Textarea(AREA)}
        help_texts = {
            "area": _("For a linkage with another area."),
            "name": _("For a topic, a convention, an organization or another process."),
        }

    def limit(self) -> None:
        others = PartnershipArea.objects.established().exclude(pk=self.plan.area_id)
        self.offer("area", others)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("area") and data.get("name"):
            self.add_error("name", _("Choose an area or give a name, not both."))
        elif not data.get("area") and not data.get("name"):
            self.add_error("name", _("Choose an area or give a name."))
        elif data.get("area") and data.get("side") == Linkage.Side.OUTSIDE:
            self.add_error("side", _("An area is inside the Partnership."))
        return data


@dataclass(frozen=True)
class RowKind:
    """A list in a section: its words, its form, and where its rows are found."""

    key: str
    form: type[RowForm]
    title: "StrOrPromise"
    one: "StrOrPromise"
    add: "StrOrPromise"
    section: str
    can_move: bool = True


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
            "linkages", LinkageForm, _("Linkages"), _("Linkage"), _("Add a linkage"), "IX"
        ),
    )
}


def contacts(area: PartnershipArea) -> Any:
    """People who may be named as contacts: representatives and leads of the area (A2-IV-4)."""
    speakers = Representative.objects.current().filter(partner__in=area.current_partners())
    leads = LeadTerm.objects.current().filter(area=area)
    return User.objects.filter(
        Q(pk__in=speakers.values("person")) | Q(pk__in=leads.values("person"))
    )
