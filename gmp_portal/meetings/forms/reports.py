"""Forms of a meeting report."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gmp_portal.meetings.models import (
    MeetingReport,
    ReportSection,
)
from gmp_portal.ui.forms import PortalFormMixin
from gmp_portal.words import by_people


class ReportForm(PortalFormMixin, forms.Form):
    """Every section of a draft report, as plain text."""

    def __init__(self, *args: Any, report: MeetingReport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.report_sections = list(report.sections.all())
        for section in self.report_sections:
            self.fields[f"section_{section.pk}"] = forms.CharField(
                label=by_people(section.title),
                initial=section.text,
                required=False,
                max_length=50_000,
                widget=forms.Textarea({"rows": 6}),
            )

    def texts(self) -> dict[int, str]:
        """Answer what was typed, by section."""
        return {
            section.pk: self.cleaned_data[f"section_{section.pk}"]
            for section in self.report_sections
        }


class CommentForm(PortalFormMixin, forms.Form):
    """A comment of somebody who attended."""

    section = forms.ModelChoiceField(
        ReportSection.objects.none(),
        label=_("About the section"),
        required=False,
        empty_label=_("The whole report"),
    )
    text = forms.CharField(
        label=_("Comment"), max_length=5000, widget=forms.Textarea({"rows": 5})
    )

    def __init__(self, *args: Any, report: MeetingReport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["section"]
        field.queryset = report.sections.all()
