"""Forms about areas, their partners and their leads."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from areas.actions import areas
from areas.forms.named_people import RepresentativeField, representatives_in
from areas.forms.short_names import ShortNameField
from areas.models import LeadTerm, PartnershipArea
from areas.models.terms import designation, designations_of
from gmp_portal.accounts.models.terms import today
from gmp_portal.meetings.forms.carrying import CarryingDecisionField
from gmp_portal.meetings.models import Body, Decision
from gmp_portal.reference.choices import ConventionArticle, Priority
from gmp_portal.ui.distinct_choices import records_of
from gmp_portal.ui.filters import refuse_future
from gmp_portal.ui.forms import DateInput, PortalFormMixin
from gmp_portal.workflow import unmet
from partners.models import Partner, Representative


class AreaForm(PortalFormMixin, forms.Form):
    """A new area: names, objective, priorities and articles (A1-1b, P-6)."""

    name_en = forms.CharField(label=_("Name in English"), max_length=200)
    name_zh = forms.CharField(label=_("Name in Chinese"), max_length=200, required=False)
    slug = ShortNameField(max_length=60)
    objective = forms.CharField(
        label=_("Objective"), max_length=2000, widget=forms.Textarea({"rows": 3})
    )
    priorities = forms.MultipleChoiceField(
        label=_("Priorities"),
        help_text=_("At least one of the seven priorities of paragraph 19."),
        choices=Priority.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one priority.")},
    )
    convention_articles = forms.TypedMultipleChoiceField(
        label=_("Articles of the Minamata Convention"),
        choices=ConventionArticle.choices,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        areas.refuse_name(slug)
        return slug

    def facts(self) -> dict[str, Any]:
        """What the action asks for."""
        data = self.cleaned_data
        names = {"en": data["name_en"], "zh": data["name_zh"]}
        return {
            "slug": data["slug"],
            "names": {code: name for code, name in names.items() if name},
            "objective": data["objective"],
            "priorities": data["priorities"],
            "convention_articles": data["convention_articles"],
        }


class EstablishForm(PortalFormMixin, forms.Form):
    """The decision of the Advisory Group by which an area is established (P-6)."""

    decision = CarryingDecisionField(
        only=_(
            "Only a decision of the Advisory Group about this very area, adopted, can establish "
            "it."
        ),
        clause="P-6",
        label=_("Decision of the Advisory Group"),
        help_text=_("Only the adopted decision about this very area is offered."),
        empty_label=_("Choose a decision"),
        error_messages={"required": _("Choose the decision that establishes the area.")},
    )

    def __init__(self, *args: Any, area: PartnershipArea, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        adopted = Decision.objects.adopted().about(area.establishment)
        group = adopted.filter(body__kind=Body.Kind.ADVISORY_GROUP)
        self.fields["decision"].queryset = group.order_by("-ended_at")  # type: ignore[attr-defined]


class PartnerChoiceForm(PortalFormMixin, forms.Form):
    """Which of one's partners joins or leaves; hidden where there is one only."""

    partner = forms.ModelChoiceField(
        Partner.objects.none(), label=_("Partner"), empty_label=None
    )

    def __init__(self, *args: Any, partners: list[Partner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["partner"]
        field.queryset = Partner.objects.filter(pk__in=[partner.pk for partner in partners])  # type: ignore[attr-defined]
        if len(partners) == 1:
            field.widget = forms.HiddenInput()
            field.initial = partners[0].pk


class LeadDecisionForm(PortalFormMixin, forms.Form):
    """On whom the area's partners are to agree as a lead (A1-6a-v)."""

    representative = RepresentativeField(
        Representative.objects.none(),
        label=_("Who is to lead"),
        help_text=_("Representatives of the area's partners are offered."),
        empty_label=_("Choose a person"),
    )

    def __init__(self, *args: Any, area: PartnershipArea, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["representative"]
        self.fields["representative"] = field.or_named(representatives_in(area))


class DesignateForm(PortalFormMixin, forms.Form):
    """A lead of the area, as its partners agreed (A1-4b-vi, A1-6a-v)."""

    representative = RepresentativeField(
        Representative.objects.none(),
        label=_("Who leads"),
        help_text=_("Representatives of the area's partners are offered."),
        empty_label=_("Choose a person"),
    )
    kind = forms.ChoiceField(
        label=_("As what"), choices=LeadTerm.Kind.choices, widget=forms.RadioSelect
    )
    starts_on = forms.DateField(
        label=_("First day"),
        help_text=_(
            "The term ends two years later. It can be renewed any number of times."
        ),
        widget=DateInput,
        initial=today,
    )
    decision = CarryingDecisionField(
        only=_(
            "Only a decision of this area about this very lead, adopted and not used for a term "
            "yet, can carry it."
        ),
        clause="A1-6a-v",
        label=_("Decision of the area"),
        help_text=_(
            "The adopted decision by which the area's partners agreed on this very lead, for "
            "this term."
        ),
        empty_label=_("Choose a decision"),
    )
    reason = forms.CharField(
        label=_("Reason, if there is no decision in the portal"),
        help_text=_(
            "For example: agreed by the area's partners by e-mail on a certain day."
        ),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        required=False,
    )

    def __init__(
        self, *args: Any, area: PartnershipArea, is_officer: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.area = area
        people = representatives_in(area)
        field: Any = self.fields["representative"]
        self.fields["representative"] = field.or_named(people)
        adopted = Decision.objects.adopted().filter(body=area.body)
        adopted = adopted.filter(subject__in=designations_of(area, people))
        used = LeadTerm.objects.filter(decision__isnull=False).values("decision")
        unused = adopted.exclude(pk__in=used)
        self.fields["decision"].queryset = unused.order_by("-ended_at")  # type: ignore[attr-defined]
        self.fields["decision"].required = not is_officer
        if is_officer:
            self.say_when_needed("decision", _("Needed unless you give a reason below."))
            self.say_when_needed("reason", _("Needed if you choose no decision."))
        else:
            del self.fields["reason"]

    @property
    def has_decisions(self) -> bool:
        """Whether there is a decision to choose; the page asks for them once."""
        field: Any = self.fields["decision"]
        return bool(records_of(field.queryset))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        is_asked = "reason" in self.fields and "decision" not in self.errors
        if is_asked and not data.get("decision") and not data.get("reason"):
            sentence = _("Choose the decision, or give a reason below.")
            self.add_error("decision", unmet(sentence, "A1-6a-v"))
        if data.get("decision") and data.get("reason"):
            sentence = _(
                "A reason is recorded only where there is no decision: leave one empty."
            )
            self.add_error("reason", unmet(sentence, "A1-6a-v"))
        self._refuse_another(data)
        return data

    def _refuse_another(self, data: dict[str, Any]) -> None:
        """Say beside the field that the decision is about another person."""
        decision, chosen = data.get("decision"), data.get("representative")
        if decision and chosen and decision.about != designation(self.area, chosen.person):
            sentence = _(
                "This decision is about somebody else. Choose the one about this person."
            )
            self.add_error("decision", unmet(sentence, "A1-6a-v"))

    def facts(self) -> dict[str, Any]:
        """What the action asks for."""
        data = dict(self.cleaned_data)
        chosen = data.pop("representative")
        return {"person": chosen.person, "partner": chosen.partner, **data}


class EndLeadForm(PortalFormMixin, forms.Form):
    """A term ends before its time."""

    last_day = forms.DateField(label=_("Last day"), widget=DateInput, initial=today)
    reason = forms.CharField(
        label=_("Reason"), max_length=2000, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args: Any, term: LeadTerm, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.term = term

    def clean_last_day(self) -> date:
        day: date = self.cleaned_data["last_day"]
        if not self.term.is_shortened_by(day):
            sentence = _(
                "Choose a day within the term, before the one on which it ends anyway."
            )
            raise unmet(sentence, "A1-4b-vi")
        return day


class LedOnForm(PortalFormMixin, forms.Form):
    """A day on which somebody led the area."""

    mark_optional = False
    on = forms.DateField(
        label=_("Who led the area on this day?"),
        widget=DateInput,
        required=False,
        validators=[refuse_future],
    )
