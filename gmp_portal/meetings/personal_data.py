"""What meetings and decisions keep of people."""

from django.utils.translation import gettext_lazy as _

from gmp_portal.accounts import data_map
from gmp_portal.accounts.data_map import WITH_RECORD, Kept, Shown

WHO_ATTENDS = _("Whoever attends a meeting, and invited observers")
WHO_DECIDES = _("Whoever takes part in a decision")


def register_all() -> None:
    """Say what each field is, and how long it is kept."""
    data_map.register(
        "meetings",
        Kept(
            "meetings.Attendance",
            ("name", "organisation", "person", "role", "presence"),
            what=_("Who attended, for whom, and how"),
            whose=WHO_ATTENDS,
            purpose=_("Reports of meetings say who was there"),
            basis="A1-6d-vii",
            clock=WITH_RECORD,
            shown=Shown.PUBLISHED,
            person="person",
        ),
        Kept(
            "meetings.ObserverInvitation",
            ("name", "organisation", "objection"),
            what=_("Who was invited as an observer, and objections"),
            whose=WHO_ATTENDS,
            purpose=_("An area may invite observers if no partner objects"),
            basis="A1-4b-iv",
            clock=WITH_RECORD,
            person="person",
        ),
        Kept(
            "meetings.Position",
            ("statement", "taken_by"),
            what=_("Positions and statements on a decision"),
            whose=WHO_DECIDES,
            purpose=_("Decisions are taken by consensus, which has to be seen"),
            basis="A1-4b-iii",
            clock=WITH_RECORD,
            shown=Shown.PUBLISHED,
            person="taken_by",
        ),
        Kept(
            "meetings.Objection",
            ("reason", "acceptable_wording", "settled_note", "raised_by"),
            what=_("Objections, and how they were settled"),
            whose=WHO_DECIDES,
            purpose=_("Decisions are taken by consensus, which has to be seen"),
            basis="A1-4b-iii",
            clock=WITH_RECORD,
            shown=Shown.PUBLISHED,
            person="raised_by",
        ),
        Kept(
            "meetings.Elector",
            ("person", "organisation"),
            what=_("Who was asked in a decision, and for whom they spoke"),
            whose=WHO_DECIDES,
            purpose=_("Decisions are taken by consensus, which has to be seen"),
            basis="A1-4b-iii",
            clock=WITH_RECORD,
            shown=Shown.PUBLISHED,
            person="person",
        ),
        Kept(
            "meetings.StandingAside",
            ("person", "organisation"),
            what=_("Who stood aside"),
            whose=WHO_DECIDES,
            purpose=_("Decisions are taken by consensus, which has to be seen"),
            basis="A1-4b-iii",
            clock=WITH_RECORD,
            shown=Shown.PUBLISHED,
            person="person",
        ),
        Kept(
            "meetings.Meeting",
            ("chairs",),
            what=_("Names of who chaired a past meeting"),
            whose=WHO_ATTENDS,
            purpose=_("Reports of meetings say who was there"),
            basis="A1-6d-vii",
            clock=WITH_RECORD,
            shown=Shown.PUBLISHED,
        ),
        Kept(
            "meetings.ReportComment",
            ("text", "author"),
            what=_("Comments on a text, and who wrote them"),
            whose=WHO_ATTENDS,
            purpose=_("Those who attended correct the report"),
            basis="A1-6d-vii",
            clock=WITH_RECORD,
            person="author",
        ),
    )
    for table, fields in ABOUT_NO_PERSON.items():
        data_map.leave_out(table, fields)


# Words of meetings and decisions, and fingerprints.
ABOUT_NO_PERSON = {
    "meetings.AgendaItem": "title notes",
    "meetings.Body": "slug name code",
    "meetings.Decision": (
        "symbol slug first_slug title subject_kind subject_key subject subject_label "
        "subject_url outcome_note"
    ),
    "meetings.DecisionText": "text sha256",
    "meetings.Declaration": "sha256 recall_reason",
    "meetings.Meeting": "code title slug zone place join_text back_to_back facts source",
    "meetings.MeetingReport": "symbol",
    "meetings.Paper": "symbol title withdrawn_reason",
    "meetings.ReportSection": "title text",
}
