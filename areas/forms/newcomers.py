"""What leads tell new partners, and the first steps that these note (R-82)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from areas.annex2 import TEXT_LIMIT
from areas.models import FirstStep
from gmp_portal.accounts.models import User
from gmp_portal.ui import drafts
from gmp_portal.ui.forms import PortalFormMixin
from gmp_portal.ui.prose_fields import ProseField, ProseInput
from partners.models import Partner


class WelcomeForm(PortalFormMixin, forms.Form):
    """What new partners of the area need, in one language."""

    text = ProseField(
        label=_("For new partners"),
        help_text=_(
            "What the area does, how to take part, who to write to, first steps, papers to read. "
            "The leads of today, the plan in force and the next meeting stand on the page anyway."
        ),
        widget=ProseInput({"rows": 16, "dir": "auto"}),
        required=False,
        max_length=TEXT_LIMIT,
    )

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["text"]
        field.widget.attrs["lang"] = language
        drafts.allow_excess(field, self.initial.get("text", ""))


class FirstStepForm(PortalFormMixin, forms.Form):
    """Which partner, which step, and whom it names as its contact."""

    partner = forms.ModelChoiceField(Partner.objects.none())
    step = forms.ChoiceField(choices=FirstStep.Step.choices)
    person = forms.ModelChoiceField(
        User.objects.filter(is_active=True), label=_("Contact"), required=False
    )

    def __init__(self, *args: Any, partners: list[Partner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["partner"]
        field.queryset = Partner.objects.filter(pk__in=[each.pk for each in partners])
