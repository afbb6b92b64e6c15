"""On which days people are reminded: as officers choose it, and as readers wish it (R-61)."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gmp_portal.notifications import reminders
from gmp_portal.notifications.reminders import Plan
from gmp_portal.ui.forms import PortalFormMixin
from gmp_portal.website.actions import reminders as actions
from gmp_portal.website.reading import reminder_rows
from gmp_portal.website.reading.own_reminders import Group
from gmp_portal.workflow import unmet

_BETWEEN = re.compile(r"[\s,;،、，；]+")


class DaysField(forms.CharField):
    """Numbers of days, with anything between them that people put there."""

    def clean(self, value: Any) -> Any:
        parts = [part for part in _BETWEEN.split(super().clean(value)) if part]
        if not all(part.isdecimal() and len(part) < 6 for part in parts):
            said = _("Write whole numbers of days, with blanks between them.")
            raise unmet(said, reminders.RULE)
        return [int(part) for part in parts]


class ReminderForm(PortalFormMixin, forms.Form):
    """The days of one reminder, with the reason for other ones."""

    is_active = forms.BooleanField(label=_("People are reminded of this"), required=False)
    built_in = forms.BooleanField(label=_("On the built-in days"), required=False)
    before = DaysField(
        label=_("Or so many days before"),
        max_length=100,
        required=False,
        help_text=_("With blanks between them, such as 30 7. The day itself is 0."),
    )
    after = DaysField(
        label=_("Or so many days after"),
        max_length=100,
        required=False,
        help_text=_("With blanks between them, such as 7 21."),
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=1000, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = plan.kind
        rule, days = plan.rule, sorted(plan.set_days)
        self.shown = days
        fields: dict[str, Any] = self.fields
        fields["is_active"].initial = rule is None or rule.is_active
        fields["built_in"].initial = rule is None or rule.days is None
        fields["built_in"].help_text = reminder_rows.in_words(plan.kind.days())
        fields["before"].initial = " ".join(str(-each) for each in days if each <= 0)
        fields["after"].initial = " ".join(str(each) for each in days if each > 0)
        if not plan.kind.is_before:
            del fields["before"]
        if not plan.kind.is_after:
            del fields["after"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and data["built_in"] and self._are_others(data):
            said = _("Take the tick away if these other days are meant.")
            self.add_error("built_in", unmet(said, reminders.RULE))
        if not self.errors and self.days is not None:
            for name, refusal in actions.refusals(self.kind, set(self.days)):
                self.add_error(name if name in self.fields else None, refusal)
        return data

    @property
    def days(self) -> list[int] | None:
        """The days that were chosen; nothing where the built-in ones hold."""
        return None if self.cleaned_data["built_in"] else _typed(self.cleaned_data)

    def _are_others(self, data: dict[str, Any]) -> bool:
        """Whether somebody typed days, and left the tick for the built-in ones."""
        typed = set(_typed(data))
        return bool(typed) and typed not in (set(self.shown), set(self.kind.days()))


def _typed(data: dict[str, Any]) -> list[int]:
    return [*(-each for each in data.get("before", [])), *data.get("after", [])]


class OwnReminderForm(PortalFormMixin, forms.Form):
    """How somebody wishes to be reminded, for each group of reminders that he or she can get."""

    def __init__(self, *args: Any, groups: list[Group], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for group in groups:
            if len(group.choices) > 1:
                self.fields[group.key] = forms.ChoiceField(
                    label=group.label,
                    choices=group.choices,
                    initial=group.chosen,
                    help_text=reminder_rows.of_group(group),
                )
