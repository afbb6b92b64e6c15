"""The form for a document that goes with a version."""

from django import forms
from django.utils.translation import gettext_lazy as _

from areas.models.plans import LANGUAGES
from gmp_portal.documents.forms import CheckedFileField
from gmp_portal.ui.forms import PortalFormMixin


class CompanionForm(PortalFormMixin, forms.Form):
    """A document that goes with a draft: its title, its language, its file, for whom it is."""

    title = forms.CharField(label=_("Title"), max_length=200)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    readers = forms.ChoiceField(
        label=_("Who may read it?"),
        choices=[
            ("all", _("Everybody who may read the plan")),
            ("area", _("Only the area and the secretariat")),
        ],
        initial="all",
        widget=forms.RadioSelect,
    )
    file = CheckedFileField("areas.CompanionForm.file", label=_("File"))
