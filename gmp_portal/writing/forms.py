"""What a browser sends about a form that somebody is filling in."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from gmp_portal.characters import CleanTextMixin, prose
from gmp_portal.ui.drafts import CEILING
from gmp_portal.ui.typed import NEVER_REPEATED, UNSEEN
from gmp_portal.workflow import unmet
from gmp_portal.writing import unsent

NAMED = RegexValidator(unsent.NAME.pattern + r"\Z", code="name")
# A path of this portal; two slashes would lead to another host.
OURS = RegexValidator(r"\A/(?![/\\])[^\s\\]*\Z", code="address")
MOST_FIELDS = 1000
LONGEST = 2 * CEILING


class CopyForm(CleanTextMixin, forms.Form):
    """The copy of a form that was not sent: its name, where it stands, and what it holds."""

    copy = forms.CharField(max_length=40, validators=[NAMED])
    before = forms.CharField(max_length=2000, required=False)
    form = forms.CharField(max_length=400)
    page = forms.CharField(max_length=500, validators=[OURS])
    action = forms.CharField(max_length=500, validators=[OURS])
    title = forms.CharField(max_length=300, required=False)
    version = forms.CharField(max_length=64, required=False)
    fields_sent = forms.JSONField()

    def clean_fields_sent(self) -> dict[str, list[str]]:
        """Take lists of texts by the name of their field, and no password."""
        sent: Any = self.cleaned_data["fields_sent"]
        if not _are_lists_of_texts(sent):
            raise unmet(_("This is not what a form holds."), unsent.RULE)
        texts = [text for values in sent.values() for text in values]
        if len(sent) > MOST_FIELDS or sum(map(len, texts)) > LONGEST:
            raise unmet(
                _("This form is too long to be kept before it is sent."), unsent.RULE
            )
        if any(map(_cannot_be_stored, (*sent, *texts))):
            raise unmet(_("This text holds characters that cannot be kept."), unsent.RULE)
        return {
            name: [prose(text) for text in values]
            for name, values in sent.items()
            if NEVER_REPEATED not in name and name not in UNSEEN
        }


def _are_lists_of_texts(sent: Any) -> bool:
    return isinstance(sent, dict) and all(
        isinstance(values, list) and all(isinstance(text, str) for text in values)
        for values in sent.values()
    )


def _cannot_be_stored(text: str) -> bool:
    """Whether PostgreSQL would refuse it: a zero, or half of a character."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return "\0" in text
