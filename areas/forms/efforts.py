"""The forms of efforts and their milestones (A2-IV-1 to A2-IV-4)."""

from datetime import date
from typing import Any, cast

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from areas.forms.rows import TEXTAREA, RowForm
from areas.models import Effort, LeadTerm, Milestone, PartnershipArea
from gmp_portal.accounts.models import User
from gmp_portal.ui.amounts import AmountField
from gmp_portal.ui.forms import DateInput, PortalFormMixin
from gmp_portal.ui.rows import Rows
from partners.models import Partner, Representative


class EffortForm(RowForm):
    needed = ("action", "contact")
    sections = [
        (_("What is done"), ["description", "target"]),
        (_("By whom"), ["partner", "participant", "kind", "action"]),
        (
            _("Cost, duration and contact"),
            ["cost", "currency", "starts_on", "ends_on", "contact"],
        ),
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

    # Where rows below the form ask for them, they say themselves which one is outside.
    asks_for_milestones = True

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
        elif (
            self.asks_for_milestones
            and self.instance.pk
            and any(
                _is_outside(milestone.due_on, start, end)
                for milestone in self.instance.milestones.all()
            )
        ):
            self.add_error(
                "ends_on", _("A milestone of this effort is outside these dates.")
            )
        self.must_have_currency("cost")
        return self.cleaned_data


class OwnEffortForm(EffortForm):
    """An effort as the partner that makes it keeps it: whose it is does not change (R-73)."""

    sections = [
        (_("What is done"), ["description", "target"]),
        (_("Where it belongs"), ["partner", "participant", "kind", "action"]),
        (
            _("Cost, duration and contact"),
            ["cost", "currency", "starts_on", "ends_on", "contact"],
        ),
    ]

    def limit(self) -> None:
        """Keep both fields, unseen, so that it is joined with what leads change in the same row."""
        super().limit()
        self.own: Partner = self.instance.partner
        self.offer("partner", Partner.objects.filter(pk=self.own.pk))
        self.fields["partner"].required = False
        for name in ("partner", "participant"):
            self.fields[name].widget = forms.HiddenInput()

    def clean_partner(self) -> Partner:
        return self.own

    def clean_participant(self) -> str:
        return ""


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
        if effort and day and _is_outside(day, effort.starts_on, effort.ends_on):
            self.add_error("due_on", _("This day is outside the duration of the effort."))
        return data


class MilestoneRow(PortalFormMixin, forms.Form):
    """One milestone of the effort above it, within its duration (A2-IV-3)."""

    milestone = forms.IntegerField(widget=forms.HiddenInput, required=False)
    due_on = forms.DateField(label=_("Date"), widget=DateInput)
    text = forms.CharField(label=_("Milestone"), max_length=300)

    def __init__(self, *args: Any, effort: EffortForm, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.effort = effort

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        of_effort = self.effort.cleaned_data if self.effort.errors is not None else {}
        start, end = of_effort.get("starts_on"), of_effort.get("ends_on")
        if data.get("due_on") and _is_outside(data["due_on"], start, end):
            self.add_error("due_on", _("This day is outside the duration of the effort."))
        return data


class MilestoneRows(Rows):
    """The milestones of one effort; one without a key is new."""

    label = _("Milestones")
    key_name = "milestone"


PREFIX = "milestones"
_Milestones = forms.formset_factory(
    MilestoneRow,
    MilestoneRows,
    extra=0,
    can_delete=True,
    max_num=100,
    absolute_max=100,
)


def milestones_of(effort: EffortForm, data: Any = None) -> MilestoneRows | None:
    """The rows below the form of an effort; none where a page sent the effort alone."""
    if data is not None and f"{PREFIX}-TOTAL_FORMS" not in data:
        return None
    kept = effort.instance.milestones.all() if effort.instance.pk else ()
    stored = [{"milestone": row.pk, "due_on": row.due_on, "text": row.text} for row in kept]
    # What is sent says all there is: a row that is not among it was taken out.
    initial = stored if data is None else None
    given = {"effort": effort}
    effort.asks_for_milestones = False
    return cast(
        "MilestoneRows",
        _Milestones(data, prefix=PREFIX, initial=initial, form_kwargs=given),
    )


def _is_outside(day: date, start: date | None, end: date | None) -> bool:
    return bool((start and day < start) or (end and day > end))


def contacts(area: PartnershipArea) -> Any:
    """People who may be named as contacts: representatives and leads of the area (A2-IV-4)."""
    speakers = Representative.objects.current().filter(partner__in=area.current_partners())
    leads = LeadTerm.objects.current().filter(area=area)
    return User.objects.filter(
        Q(pk__in=speakers.values("person")) | Q(pk__in=leads.values("person"))
    )
