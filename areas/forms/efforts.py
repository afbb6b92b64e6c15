"""The forms of efforts and their milestones (A2-IV-1 to A2-IV-4)."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from areas.forms.rows import TEXTAREA, RowForm
from areas.models import Effort, LeadTerm, Milestone, PartnershipArea
from gmp_portal.accounts.models import User
from gmp_portal.ui.amounts import AmountField
from gmp_portal.ui.forms import DateInput
from partners.models import Representative


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
        field_classes = {"cost": AmountField}
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
            "description": forms.Textarea(TEXTAREA),
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
            (start and milestone.due_on < start) or (end and milestone.due_on > end)
            for milestone in self.instance.milestones.all()
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


def contacts(area: PartnershipArea) -> Any:
    """People who may be named as contacts: representatives and leads of the area (A2-IV-4)."""
    speakers = Representative.objects.current().filter(partner__in=area.current_partners())
    leads = LeadTerm.objects.current().filter(area=area)
    return User.objects.filter(
        Q(pk__in=speakers.values("person")) | Q(pk__in=leads.values("person"))
    )
