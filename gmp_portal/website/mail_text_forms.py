"""What officers type to be said besides the built-in text of a mail."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from gmp_portal import rulebook
from gmp_portal.notifications.models import MailText
from gmp_portal.ui.filters import FilterForm
from gmp_portal.ui.forms import PortalFormMixin
from gmp_portal.website.actions import mail_texts
from gmp_portal.workflow import unmet


class MailTextFilter(FilterForm):
    """Which kinds of mails are listed."""

    q = forms.CharField(label=_("Words of the subject"), max_length=100, required=False)
    written = forms.BooleanField(label=_("Only with own words"), required=False)


class MailTextForm(PortalFormMixin, forms.ModelForm):
    """The own subject and the own paragraph of one kind of mail, in one language."""

    class Meta:
        model = MailText
        fields = ("subject", "words")
        help_texts: ClassVar[Any] = {
            "subject": _("Empty means the built-in subject."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["words"] = forms.CharField(
            label=_("Own paragraph"),
            help_text=_("It stands below the built-in text. Empty means none."),
            max_length=rulebook.value(mail_texts.RULE),
            required=False,
            widget=forms.Textarea({"rows": 8}),
        )

    def clean_subject(self) -> str:
        # A line is made of whatever is typed; here a second one is an attempt at a header.
        if len(self.data.get(self.add_prefix("subject"), "").strip().splitlines()) > 1:
            raise unmet(_("A subject has one line."), mail_texts.RULE)
        return str(self.cleaned_data["subject"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        typed = {name: data.get(name, "") for name in ("subject", "words")}
        for name, refusal in mail_texts.refusals(self.instance.template, typed):
            self.add_error(name, refusal)
        return data

    @property
    def values(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("subject", "words")}
