"""UNEP's reporting formats as data: which questions a report asks, by version (B7-2)."""

from django.utils.translation import gettext_lazy as _

from gmp_portal.workflow import RuleRefusedError
from reporting.models import ReportForm


def current(kind: str) -> ReportForm:
    """The newest version of a format; without one no cycle can open (B7-2)."""
    form = ReportForm.objects.filter(kind=kind).order_by("-version").first()
    if form is None:
        raise RuleRefusedError(
            _("A cycle cannot open before its reporting format is laid down."),
            clause="B7-2",
        )
    return form
