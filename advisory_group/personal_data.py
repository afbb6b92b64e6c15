"""What the Advisory Group keeps of people."""

from django.utils.translation import gettext_lazy as _

from gmp_portal.accounts import data_map
from gmp_portal.accounts.data_map import WITH_RECORD, Kept, Shown

MEMBERS = _("Members of the Advisory Group, and who was nominated or invited")


def register_all() -> None:
    """Say what each field is, and how long it is kept."""
    data_map.register(
        "advisory_group",
        Kept(
            "advisory_group.Seat",
            (
                *("person", "organisation", "period", "klass", "constituency", "region"),
                *("ended_reason", "gap"),
            ),
            what=_("Who is a member, for whom, and from when to when"),
            whose=MEMBERS,
            purpose=_("The group has 25 members who stand for all regions and groups"),
            basis="A1-3a",
            clock=WITH_RECORD,
            shown=Shown.PUBLISHED,
            person="person",
        ),
        Kept(
            "advisory_group.Seat",
            ("gender",),
            what=_("The gender of a member; only figures of the whole group are public"),
            whose=MEMBERS,
            purpose=_("Women and men are represented in balance"),
            basis="A1-3b-4",
            clock=WITH_RECORD,
            person="person",
        ),
        Kept(
            "advisory_group.ChairTerm",
            ("person", "period", "kind", "ended_reason"),
            what=_("Who chairs the group, from when to when"),
            whose=MEMBERS,
            purpose=_("The group elects its chair"),
            basis="A1-3d-1",
            clock=WITH_RECORD,
            shown=Shown.PUBLISHED,
            person="person",
        ),
        Kept(
            "advisory_group.Invitation",
            ("person", "organisation", "klass", "constituency", "region", "gap"),
            what=_("Who was invited to be a member, and for whom"),
            whose=MEMBERS,
            purpose=_("The Executive Director invites the members"),
            basis="A1-3c-i",
            clock=WITH_RECORD,
            person="person",
        ),
        Kept(
            "advisory_group.Nomination",
            ("person", "reason"),
            what=_("Who was nominated, and why"),
            whose=MEMBERS,
            purpose=_("The Executive Director invites partners whom the areas nominate"),
            basis="A1-3c-ii",
            clock=WITH_RECORD,
            person="person",
        ),
        Kept(
            "advisory_group.Assessment",
            ("person", "organisation", "remarks"),
            what=_("How a member judged a plan"),
            whose=MEMBERS,
            purpose=_("The group reviews the plans of the areas"),
            basis="A1-3f-ii",
            clock=WITH_RECORD,
            person="person",
        ),
        Kept(
            "advisory_group.ReviewComment",
            ("author", "organisation", "text"),
            what=_("Comments on a text, and who wrote them"),
            whose=MEMBERS,
            purpose=_("The group reviews the plans of the areas"),
            basis="A1-3f-ii",
            clock=WITH_RECORD,
            person="author",
        ),
        Kept(
            "advisory_group.StandAside",
            ("person", "organisation", "statement", "cause"),
            what=_("Who stood aside, and why"),
            whose=MEMBERS,
            purpose=_("Nobody judges what concerns themselves"),
            basis="A1-3f-ii",
            clock=WITH_RECORD,
            person="person",
        ),
    )
    for table, fields in ABOUT_NO_PERSON.items():
        data_map.leave_out(table, fields)


# Words of reviews, and fingerprints.
ABOUT_NO_PERSON = {
    "advisory_group.Assessment": "goal guidelines objectives costs overlaps",
    "advisory_group.ChairTerm": "decision_subject",
    "advisory_group.Invitation": "letter_reference",
    "advisory_group.PlanReview": ("plan_sha256 note decision_subject unanswered_reason"),
    "advisory_group.Recommendation": "section text answer",
    "advisory_group.ReviewComment": "section",
    "advisory_group.TakenUp": "section text",
}
