"""Looking up who a donor of a plan is (R-80)."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from areas.forms.area_filters import AreaFilter
from areas.models import DonorMatch
from areas.reading.donor_matches import Proposal, unmatched
from gmp_portal.ui.forms import PortalFormMixin
from gmp_portal.words import beside, by_people, in_brackets, listed
from gmp_portal.workflow import unmet
from partners.forms.named_partners import NamedPartnerField
from partners.models import Funder, Partner

NONE, OTHER = "none", "other"


class DonorFilter(AreaFilter):
    """Which donors the list shows."""

    field_order = ("area", "state")
    columns = {"area": "area"}
    state = forms.ChoiceField(
        label=_("State"),
        choices=[
            ("", _("All")),
            ("open", _("To be looked up")),
            ("partner", _("Partner")),
            ("funder", _("Funder")),
            ("none", _("Not among those that are known")),
        ],
        required=False,
    )

    def apply(self, rows: Any) -> Any:
        rows = super().apply(rows)
        state = self.applied.get("state")
        if state == "open":
            return unmatched(rows)
        if state == "none":
            return rows.filter(donor_match__is_none=True)
        return rows.filter(**{f"donor_match__{state}__isnull": False}) if state else rows


class MatchForm(PortalFormMixin, forms.Form):
    """One of those that are proposed, another partner, or none of them."""

    when_needed = {"partner": _("Needed if it is another partner.")}
    choice = forms.ChoiceField(label=_("Who it is"), widget=forms.RadioSelect)
    partner = NamedPartnerField(
        label=_("Another partner"),
        help_text=_("Its name in the register."),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        proposals: Sequence[Proposal],
        now: DonorMatch | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.proposed = {each.value: each for each in proposals}
        fields: dict[str, Any] = self.fields
        fields["choice"].choices = [
            *((value, _in_words(each)) for value, each in self.proposed.items()),
            (OTHER, _("Another partner")),
            (NONE, _("Not one of these")),
        ]
        known = now.partner_id if now else None
        fields["partner"].queryset = Partner.objects.confirmed() | Partner.objects.filter(
            pk=known or 0
        )
        if now is not None:
            self._begin_with(now)

    def _begin_with(self, now: DonorMatch) -> None:
        held = f"partner:{now.partner_id}" if now.partner_id else f"funder:{now.funder_id}"
        if now.is_none:
            held = NONE
        elif held not in self.proposed and now.partner:
            held = OTHER
            self.initial["partner"] = now.partner
        self.initial["choice"] = held

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        is_other = data.get("choice") == OTHER
        if is_other and not data.get("partner") and "partner" not in self.errors:
            self.add_error("partner", unmet(_("Name the partner."), "R-80"))
        if data.get("partner") and data.get("choice") and not is_other:
            said = _("Choose “Another partner” for it, or leave this empty.")
            self.add_error("partner", unmet(said, "R-80"))
        return data

    def meant(self) -> tuple[Partner | None, Funder | None]:
        """Who it is: a partner, a funder, or neither of them."""
        choice, partner = self.cleaned_data["choice"], self.cleaned_data["partner"]
        if choice == OTHER:
            return partner, None
        if choice == NONE:
            return None, None
        record = self.proposed[choice].record
        return (record, None) if isinstance(record, Partner) else (None, record)


def _in_words(proposal: Proposal) -> str:
    """Its name, what it is, and why it is proposed with how many points."""
    record = proposal.record
    is_partner = proposal.kind == "partner"
    name = record.name_and_country if is_partner else record.name
    kind = _("partner") if is_partner else _("funder")
    points = _("%(points)d of 100 points") % {"points": proposal.score}
    why = listed(proposal.reasons)
    said = beside(in_brackets("{}", kind), why, points)
    return format_html(said, by_people(name))
