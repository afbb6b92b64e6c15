"""Forms about seats: nomination, invitation, answer, end, and the thought experiment."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from advisory_group.models import Constituency, Invitation, Nomination, Seat, SeatClass
from areas.models import PartnershipArea
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import today
from gmp_portal.reference.choices import UnRegion
from gmp_portal.reference.models import Country
from gmp_portal.ui.distinct_choices import LongListField
from gmp_portal.ui.forms import DateInput, PortalFormMixin
from gmp_portal.words import in_brackets
from gmp_portal.workflow import unmet
from partners.forms.named_partners import NamedPartnerField
from partners.models import Partner, Representative


class RepresentativeField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return in_brackets(obj.person.name, obj.partner.full_name)


class NominationForm(PortalFormMixin, forms.Form):
    """An area puts one of its partners forward (A1-3c-ii)."""

    representative = RepresentativeField(
        Representative.objects.none(),
        label=_("Whom does the area nominate?"),
        help_text=_("People who speak for a confirmed partner of the area."),
        error_messages={"required": _("Choose whom the area nominates.")},
    )
    reason = forms.CharField(
        label=_("Why does the area nominate this partner?"),
        max_length=3000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("The secretariat reads this when it prepares the invitation."),
        error_messages={"required": _("Say why the area nominates this partner.")},
    )

    def __init__(self, *args: Any, area: PartnershipArea, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partners = area.current_partners().filter(status="confirmed")
        field: Any = self.fields["representative"]
        field.queryset = (
            Representative.objects.current()
            .speaking()
            .filter(partner__in=partners)
            .select_related("person", "partner")
            .order_by("partner__name", "person__name")
        )


class InvitationForm(PortalFormMixin, forms.ModelForm):
    """What the Executive Director's letter offers (A1-3c)."""

    sections = [
        (_("Who is invited"), ["email", "partner", "organisation"]),
        (_("On which ground"), ["klass", "area", "nomination", "gap"]),
        (_("For whom the member speaks"), ["constituency", "country", "region"]),
        (
            _("The term and the letter"),
            ["starts_on", "ends_on", "letter_on", "letter_reference"],
        ),
    ]

    email = forms.EmailField(
        label=_("E-mail address of the person's account"),
        error_messages={"required": _("Enter the e-mail address of the person's account.")},
    )
    partner = NamedPartnerField(label=_("Partner"), required=False)
    nomination = LongListField(
        Nomination.objects.none(),
        label=_("Nomination"),
        help_text=_(
            "For members whom an area nominated. The newest are listed; others are invited "
            "from the list of those whom the Executive Director may invite."
        ),
        required=False,
    )

    class Meta:
        model = Invitation
        fields = [
            "partner",
            "organisation",
            "klass",
            "area",
            "nomination",
            "gap",
            "constituency",
            "country",
            "region",
            "starts_on",
            "ends_on",
            "letter_on",
            "letter_reference",
        ]
        labels = {
            "klass": _("Class of the seat"),
            "organisation": _(
                "Organization, if it is not a partner or is shown differently"
            ),
            "gap": _("Which gap in the group does this member fill?"),
            "region": _("Regional group, if there is no country"),
        }
        help_texts = {
            "area": _("For leads of an area, and for transitional members of a new area."),
            "gap": _("For members invited to balance the group."),
            "ends_on": _("A transitional member needs a last day; others may go without."),
            "country": _("Its regional group and its status on the day count."),
        }
        widgets = {
            "starts_on": DateInput(),
            "ends_on": DateInput(),
            "letter_on": DateInput(),
            "gap": forms.Textarea({"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["partner"].queryset = Partner.objects.confirmed()
        nominations = Nomination.objects.select_related("person", "partner", "area")
        fields["nomination"].queryset = nominations
        fields["nomination"].offer_too(self["nomination"].value())
        fields["area"].queryset = PartnershipArea.objects.exclude(status="closed")
        fields["country"].queryset = Country.objects.by_name()
        fields["organisation"].required = False
        self.say_when_needed("organisation", _("Needed if no partner is chosen."))

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        person = User.objects.with_address(email).filter(is_active=True).first()
        if person is None:
            raise forms.ValidationError(
                _(
                    "Nobody with this e-mail address has an account. Ask the person to sign up."
                )
            )
        self.instance.person = person
        return str(email)

    def clean(self) -> dict[str, Any]:
        """Each class asks for its own ground; what is missing is named at its field."""
        data = super().clean() or self.cleaned_data
        if not data.get("organisation"):
            partner = data.get("partner")
            data["organisation"] = partner.full_name if partner else ""
            # A name that means several, or nobody, was given: its field says so.
            if partner is None and "partner" not in self.errors:
                self.add_error(
                    "organisation", _("Choose a partner or name the organization.")
                )
        needs: dict[str, list[tuple[str, Any]]] = {
            SeatClass.LEAD: [("area", _("Choose the area that this person leads."))],
            SeatClass.NOMINATED: [
                ("nomination", _("Choose the nomination by the area.")),
                ("partner", _("Choose the partner whom the area nominated.")),
            ],
            SeatClass.BALANCE: [
                ("gap", _("Say which gap in the group this member fills."))
            ],
            SeatClass.TRANSITIONAL: [
                ("area", _("Choose the new area.")),
                ("ends_on", _("A transitional member needs a last day of the term.")),
            ],
        }
        for field, sentence in needs.get(data.get("klass") or "", []):
            if not data.get(field) and field not in self.errors:
                self.add_error(field, unmet(sentence, SeatClass(data["klass"]).clause_id))
        starts, ends = data.get("starts_on"), data.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("The last day comes before the first day."))
        return data


class AcceptForm(PortalFormMixin, forms.Form):
    """Take the seat; what one says about oneself is free (A1-3b-4)."""

    gender = forms.ChoiceField(
        label=_("Your gender, if you want to state it"),
        choices=[
            ("", _("Not stated")),
            ("woman", _("Woman")),
            ("man", _("Man")),
            ("other", _("Another gender")),
        ],
        required=False,
        widget=forms.RadioSelect,
        help_text=_(
            "Only the sum over the whole group is shown, to nobody your own answer. You can "
            "change it or take it back at any time."
        ),
    )


class GenderForm(AcceptForm):
    """Say or take back something about oneself: “Not stated” is chosen, too (A1-3b-4)."""

    def clean_gender(self) -> str:
        if self.add_prefix("gender") not in self.data:
            raise forms.ValidationError(_("Choose an answer, or “Not stated”."))
        return str(self.cleaned_data["gender"])


class EndForm(PortalFormMixin, forms.Form):
    """When a term ends early, and why."""

    last_day = forms.DateField(label=_("Last day of the term"), widget=DateInput())
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("Give a reason.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"last_day": today()})
        super().__init__(*args, **kwargs)


class WhatIfForm(PortalFormMixin, forms.Form):
    """Add or take out a member in thought and see the balance; nothing is saved (A1-3b)."""

    mark_optional = False
    prefix = "what"

    klass = forms.ChoiceField(
        label=_("Class of the added member"),
        choices=[("", _("Nobody is added")), *SeatClass.choices],
        required=False,
    )
    constituency = forms.ChoiceField(
        label=_("Constituency"), choices=[("", "—"), *Constituency.choices], required=False
    )
    country = forms.ModelChoiceField(
        Country.objects.none(), label=_("Country"), required=False
    )
    region = forms.ChoiceField(
        label=_("Regional group, if there is no country"),
        choices=[("", "—"), *UnRegion.choices],
        required=False,
    )
    gender = forms.ChoiceField(
        label=_("Gender, if known"),
        choices=[("", _("Not stated")), *Seat.Gender.choices[1:]],
        required=False,
    )
    without = forms.ModelMultipleChoiceField(
        Seat.objects.none(),
        label=_("Take out"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, seats: "QuerySet[Seat]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["without"].queryset = seats
        fields["country"].queryset = Country.objects.by_name()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("klass") and not data.get("constituency"):
            sentence = _("Choose for whom the member would speak.")
            self.add_error("constituency", unmet(sentence, "A1-3b-1"))
        return data
