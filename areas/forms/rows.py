"""The forms of the rows of a plan; each refuses what Annex 2 and good sense refuse."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from areas.models import (
    Application,
    AreaOpportunity,
    Indicator,
    Linkage,
    Opportunity,
    PartnershipArea,
    PlanObjective,
    PlanVersion,
    PotentialDonor,
    PriorityAction,
    ProjectRequest,
    Risk,
)
from gmp_portal.accounts.rights import once
from gmp_portal.reference.choices import Objective
from gmp_portal.ui import drafts
from gmp_portal.ui.amounts import AmountField
from gmp_portal.ui.forms import DateInput, PortalFormMixin
from gmp_portal.words import labelled, sentences

TEXTAREA = {"rows": 4, "dir": "auto"}


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
            field.help_text = sentences(field.help_text, note)
        for name, field in self.fields.items():
            if isinstance(field.widget, forms.Textarea):
                drafts.allow_excess(field, getattr(self.instance, name))
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


def _objectives() -> list[tuple[str, str]]:
    """Asked for each form anew, in the language of its reader."""
    return [(code, labelled(code, label)) for code, label in Objective.choices]


class ObjectiveForm(RowForm):
    needed = ("measure", "target", "target_on", "goal_links")
    goal_links = forms.MultipleChoiceField(
        label=_("Objectives of the Partnership it serves"),
        choices=_objectives,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = PlanObjective
        fields = ("statement", "measure", "target", "target_on", "realism", "goal_links")
        widgets = {
            "statement": forms.Textarea(TEXTAREA),
            "realism": forms.Textarea(TEXTAREA),
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
            "description": forms.Textarea(TEXTAREA),
            "objectives": forms.CheckboxSelectMultiple,
        }

    def limit(self) -> None:
        self.offer("objectives", self.plan.objectives.all())


class OpportunityForm(RowForm):
    needed = ("objective",)

    class Meta:
        model = Opportunity
        fields = ("title", "description", "objective", "status")
        widgets = {"description": forms.Textarea(TEXTAREA)}

    def limit(self) -> None:
        self.offer("objective", self.plan.objectives.all())
        field: Any = self.fields["status"]
        if self._is_registered():
            # The register alone keeps the state: what a draft says follows it.
            field.disabled = True
            field.help_text = gettext("It is changed in the register of opportunities.")

    def _is_registered(self) -> bool:
        if self.instance.key_id is None:
            return False
        area = self.plan.area_id
        asked = ("opportunities with a key", area)
        keys = once(asked, lambda: AreaOpportunity.objects.keys_in(area))
        return self.instance.key_id in keys


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
        widgets = {"note": forms.Textarea(TEXTAREA)}


class RequestForm(RowForm):
    class Meta:
        model = ProjectRequest
        field_classes = {"amount": AmountField}
        fields = (
            *("title", "partner", "purpose"),
            *("amount", "currency", "in_kind", "is_strategic"),
        )
        widgets = {"purpose": forms.Textarea(TEXTAREA)}
        help_texts = {
            "is_strategic": _(
                "One that the Partnership as a whole could be a mechanism to fund."
            ),
        }

    def limit(self) -> None:
        self.offer("partner", self.plan.area.current_partners().order_by("name"))

    def clean(self) -> dict[str, Any]:
        super().clean()
        self.must_have_currency("amount")
        return self.cleaned_data


class ApplicationForm(RowForm):
    when_needed = {
        "other_donor": _("Needed unless you choose a donor."),
        "sent_on": _("Needed once it has been sent."),
    }

    class Meta:
        model = Application
        field_classes = {"amount": AmountField}
        fields = (
            *("title", "request", "donor", "other_donor"),
            *("state", "sent_on", "amount", "currency", "note"),
        )
        widgets = {"sent_on": DateInput, "note": forms.Textarea(TEXTAREA)}
        help_texts = {
            "donor": _("One that stands in this section."),
            "other_donor": _("Only if it is not in the list of this section."),
        }

    def limit(self) -> None:
        self.offer("request", self.plan.requests.all())
        self.offer("donor", self.plan.donors.all())

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("donor") and data.get("other_donor"):
            self.add_error(
                "other_donor", _("Choose a donor or name another one, not both.")
            )
        elif not data.get("donor") and not data.get("other_donor"):
            self.add_error("other_donor", _("Choose a donor or name another one."))
        is_out = data.get("state") not in (None, Application.State.PLANNED)
        if is_out and not data.get("sent_on") and "sent_on" not in self.errors:
            self.add_error("sent_on", _("Say on which day it was sent."))
        self.must_have_currency("amount")
        return self.cleaned_data


class RiskForm(RowForm):
    class Meta:
        model = Risk
        fields = (
            *("title", "likelihood", "effect"),
            *("measures", "partner", "objective"),
        )
        widgets = {"measures": forms.Textarea(TEXTAREA)}
        help_texts = {
            "title": _("What may happen that keeps the area from an objective."),
            "partner": _("A confirmed partner of the area."),
        }

    def limit(self) -> None:
        self.offer("partner", self.plan.area.current_partners().order_by("name"))
        self.offer("objective", self.plan.objectives.all())


class LinkageForm(RowForm):
    when_needed = {
        "area": _("Needed unless you give a name."),
        "name": _("Needed unless you choose an area."),
    }

    class Meta:
        model = Linkage
        fields = ("side", "area", "name", "note")
        widgets = {"side": forms.RadioSelect, "note": forms.Textarea(TEXTAREA)}
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
