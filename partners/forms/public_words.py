"""Forms of what the public reads of a letter: no personal data, or a reason (R-14)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gmp_portal.ui.forms import PortalFormMixin
from gmp_portal.words import listed
from gmp_portal.workflow import unmet
from partners.models import LetterOfIntent
from partners.reading import personal_data


class PublicWordsForm(PortalFormMixin, forms.ModelForm):
    """Words for the public, and why what looks like personal data in them is none."""

    overrule_reason = forms.CharField(
        label=_("Why what was found is no personal data"),
        help_text=_(
            "Only where the public text still shows something that looks like an address or a "
            "number and is none. The reason stays in the record."
        ),
        required=False,
        max_length=1000,
    )

    def refuse_personal_data(self, letter: LetterOfIntent, typed: dict[str, Any]) -> None:
        """Say at each text what of it everybody could see, where no reason is given."""
        if typed.get("overrule_reason", "").strip():
            return
        for name in personal_data.CLEARED:
            if left := personal_data.left_in(letter, typed.get(name, "")):
                text = _(
                    "Take out personal data: %(found)s. If this is none, say below why."
                )
                self.add_error(name, unmet(text, "R-14", {"found": listed(left)}))
