"""UNEP's reporting formats as data: which questions a report asks, by version (B7-2)."""

from django.utils.translation import gettext_lazy as _

from gmp_portal.workflow import RuleRefusedError
from reporting.models import ReportForm

# The first version of each format; the keys name columns of the reports.
FIRST = {
    ReportForm.Kind.PROGRESS: ["activities", "contributions", "lessons", "needs"],
    ReportForm.Kind.AREA: [
        "highlights",
        "effectiveness",
        "rating",
        "impact",
        "indicators",
        "lessons",
        "future",
    ],
}


def load() -> None:
    """Make sure that the first version of each format exists; safe to run twice."""
    for kind, questions in FIRST.items():
        ReportForm.objects.get_or_create(
            kind=kind, version=1, defaults={"questions": questions}
        )


def current(kind: str) -> ReportForm:
    """The newest version of a format; without one no cycle can open (B7-2)."""
    form = ReportForm.objects.filter(kind=kind).order_by("-version").first()
    if form is None:
        raise RuleRefusedError(
            _("A cycle cannot open before its reporting format is laid down."),
            clause="B7-2",
        )
    return form
