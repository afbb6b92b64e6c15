"""The reporting formats that every installation begins with (B7-2)."""

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
