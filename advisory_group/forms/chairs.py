"""The form that records an election."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from advisory_group.models import ChairTerm, Seat
from advisory_group.models.chairs import election
from gmp_portal.accounts.models.terms import today
from gmp_portal.meetings.forms.carrying import CarryingDecisionField
from gmp_portal.meetings.models import Body, Decision
from gmp_portal.ui.distinct_choices import records_of
from gmp_portal.ui.forms import DateInput, PortalFormMixin
from gmp_portal.workflow import unmet


def adopted_by_the_group() -> Any:
    """Every decision that the group adopted by consensus, the newest first."""
    return (
        Decision.objects.adopted()
        .filter(body__kind=Body.Kind.ADVISORY_GROUP)
        .select_related("body")
        .newest_first()
    )


def members_to_elect() -> Any:
    """Those whom the group can elect today: its members (A1-3d-1)."""
    return Seat.objects.current().select_related("person").order_by("person__name")


class ElectionDecisionForm(PortalFormMixin, forms.Form):
    """On whose election the group is to decide (A1-3d-1)."""

    seat = forms.ModelChoiceField(
        Seat.objects.none(),
        label=_("Whom is the group to elect?"),
        error_messages={"required": _("Choose whom the group is to elect.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["seat"]
        field.queryset = members_to_elect()


class ElectionForm(PortalFormMixin, forms.Form):
    """Whom the group elected, by which decision, from which day (A1-3d-1)."""

    seat = forms.ModelChoiceField(
        Seat.objects.none(),
        label=_("Whom did the group elect?"),
        error_messages={"required": _("Choose whom the group elected.")},
    )
    kind = forms.ChoiceField(
        label=pgettext_lazy("office", "Office"),
        choices=ChairTerm.Kind.choices,
        widget=forms.RadioSelect,
        help_text=_("The group has one chair or two co-chairs."),
        error_messages={
            "required": _("Say whether the group elected a chair or a co-chair.")
        },
    )
    starts_on = forms.DateField(
        label=_("First day of the term"),
        widget=DateInput(),
        help_text=_("The term lasts two years from this day."),
    )
    decision = CarryingDecisionField(
        only=_(
            "Only a decision of the Advisory Group about the election of this very member, "
            "adopted and not used for a term yet, can carry it."
        ),
        clause="A1-3d-1",
        label=_("Decision by which the group elected"),
        help_text=_(
            "Only adopted decisions on the election of a member are listed, until a term rests "
            "on them."
        ),
        error_messages={"required": _("Choose the decision of the group.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"starts_on": today()})
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        seats = members_to_elect()
        about = [election(seat.person) for seat in records_of(seats)]
        decisions = adopted_by_the_group().about(*about).filter(chair_terms=None)
        fields["seat"].queryset = seats
        fields["decision"].queryset = decisions

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        decision, seat = data.get("decision"), data.get("seat")
        if decision and seat and decision.about != election(seat.person):
            sentence = _(
                "This decision is about somebody else. Choose the one about this person."
            )
            self.add_error("decision", unmet(sentence, "A1-3d-1"))
        return data
