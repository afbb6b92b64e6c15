"""What officers type to be said besides the built-in text of a mail."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from gmp_portal import rulebook
from gmp_portal.notifications import whole_mails
from gmp_portal.notifications.models import MailText
from gmp_portal.ui.filters import FilterForm
from gmp_portal.ui.forms import PortalFormMixin
from gmp_portal.website.actions import mail_texts
from gmp_portal.workflow import unmet

OF_MAILS = ("subject", "body", "words")


class MailTextFilter(FilterForm):
    """Which kinds of mails are listed."""

    q = forms.CharField(label=_("Words of the subject"), max_length=100, required=False)
    written = forms.BooleanField(label=_("Only with own words"), required=False)


class MailTextForm(PortalFormMixin, forms.ModelForm):
    """The own subject, text and paragraph of one kind of mail, in one language."""

    class Meta:
        model = MailText
        fields = OF_MAILS
        help_texts: ClassVar[Any] = {
            "subject": _("Empty means the built-in subject. It can name the same places."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        own = self.instance
        self.built_in = whole_mails.parts_in(own.template, own.language)
        self.initial["body"] = own.body or self.built_in[1]
        fields["body"] = forms.CharField(
            label=_("Whole text"),
            help_text=_(
                "As it is built in, or as you write it. Empty means the built-in text."
            ),
            required=False,
            widget=forms.Textarea({"rows": 14}),
        )
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
        if _same(data.get("body", ""), self.built_in[1]):
            data["body"] = ""
        own, typed = self.instance, {name: data.get(name, "") for name in OF_MAILS}
        for name, refusal in mail_texts.refusals(own.template, own.language, typed):
            self.add_error(name, refusal)
        return data

    @property
    def values(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in OF_MAILS}


def _same(typed: str, built_in: str) -> bool:
    """Whether somebody left the text as it was shown, whatever a browser does to its lines."""
    return typed.split() == built_in.split()
