"""What officers type for a notice: a sentence in each language, who reads it, and when."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gmp_portal.ui.forms import DateTimeInput, PortalFormMixin
from gmp_portal.website.actions import notices
from gmp_portal.website.announcement_forms import LANGUAGES
from gmp_portal.website.models import Notice

LONGEST = 300


class NoticeForm(PortalFormMixin, forms.ModelForm):
    """What stands at the top of every page, for whom and for how long."""

    class Meta:
        model = Notice
        fields = ("kind", "audience", "starts_at", "ends_at")
        widgets = {"starts_at": DateTimeInput(), "ends_at": DateTimeInput()}
        help_texts = {
            "starts_at": _("Empty means now. The time is meant in your own time zone."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["starts_at"].required = False
        for code, language in LANGUAGES:
            fields[_name(code)] = forms.CharField(
                label=_("Text (%(language)s)") % {"language": language},
                max_length=LONGEST,
                required=code == settings.LANGUAGE_CODE,
                widget=forms.Textarea({"rows": 2}),
            )
        self.order_fields([_name(code) for code, _language in LANGUAGES])

    def clean_starts_at(self) -> Any:
        return self.cleaned_data.get("starts_at") or timezone.now()

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("ends_at") and data.get("starts_at"):
            said = notices.why_never_seen(data["starts_at"], data["ends_at"])
            if said:
                self.add_error("ends_at", said)
        return data

    @property
    def values(self) -> dict[str, Any]:
        """What the action keeps: the texts that there are, by language."""
        data = self.cleaned_data
        texts = {
            code: data[_name(code)] for code, _language in LANGUAGES if data[_name(code)]
        }
        return {name: data[name] for name in self.Meta.fields} | {"texts": texts}


def _name(code: str) -> str:
    return f"text_{code.replace('-', '_')}"
