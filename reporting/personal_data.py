"""What reports keep of people: who wrote them, and names that stand in them."""

from django.utils.translation import gettext_lazy as _

from gmp_portal.accounts import data_map
from gmp_portal.accounts.data_map import WITH_RECORD, Kept, Shown


def register_all() -> None:
    """Say what each field is, and how long it is kept."""
    data_map.register(
        "reporting",
        Kept(
            "reporting.Report",
            ("content", "sources"),
            what=_("The report as it was approved, with the names in it"),
            whose=_("Leads, members of the Advisory Group and partners"),
            purpose=_("Reports stand on the website of the secretariat"),
            basis="B7-9",
            clock=WITH_RECORD,
            shown=Shown.PUBLISHED,
        ),
        Kept(
            "reporting.ImportedText",
            ("name", "source", "begun_by"),
            what=_("Answers that came as a Word file, and who sent them"),
            whose=_("Whoever reports for a partner or an area"),
            purpose=_("A partner reports progress and results to the lead of the area"),
            basis="A1-6a-iii",
            clock=WITH_RECORD,
            person="begun_by",
        ),
    )
    for table, fields in ABOUT_NO_PERSON.items():
        data_map.leave_out(table, fields)


# Words of reports, and fingerprints.
ABOUT_NO_PERSON = {
    "reporting.AreaReport": (
        "highlights effectiveness impact lessons future return_reason rating"
    ),
    "reporting.Contribution": "currency description",
    "reporting.ImportedText": "read_as settled_as typed",
    "reporting.IndicatorValue": "actual note",
    "reporting.ProgressReport": "nothing_reason lessons needs unfinished return_reason",
    "reporting.Report": "title slug symbol snapshot_sha256 problems",
    "reporting.ReportForm": "questions",
    "reporting.ReportedActivity": "result evidence_url",
    "reporting.ReportingCycle": "name slug period",
    "reporting.SettledStep": "replaced step",
}
