"""What areas and their plans keep of people."""

from django.utils.translation import gettext_lazy as _

from gmp_portal.accounts import data_map
from gmp_portal.accounts.data_map import WITH_RECORD, Clock, Kept, Shown


def register_all() -> None:
    """Say what each field is, and how long it is kept."""
    data_map.CLOCKS.register(
        "plan_imports", Clock(what=_("Lines of plans in Word"), rule="R-71")
    )
    data_map.register(
        "areas",
        Kept(
            "areas.PlanImport",
            ("read", "settled", "mended"),
            what=_("The lines of a plan in Word, with the names in it"),
            whose=_("Partners and contacts that a plan names"),
            purpose=_("So that every line is looked at before it is in the draft"),
            basis="R-71",
            clock="plan_imports",
        ),
        Kept(
            "areas.LeadTerm",
            ("person", "kind", "period", "ended_reason", "recorded_reason"),
            what=_("Who leads an area, from when to when"),
            whose=_("Leads and co-leads of areas"),
            purpose=_("Every area names who leads it"),
            basis="A1-4b-vi",
            clock=WITH_RECORD,
            shown=Shown.PUBLISHED,
            person="person",
        ),
        Kept(
            "areas.PartnershipArea",
            ("leads_on_record", "leads_source"),
            what=_("Names of who led an area before the portal"),
            whose=_("Leads and co-leads of areas"),
            purpose=_("Every area names who leads it"),
            basis="A1-4b-vi",
            clock=WITH_RECORD,
            shown=Shown.PUBLISHED,
        ),
        Kept(
            "areas.Effort",
            ("participant", "contact"),
            what=_("Who takes part in the work of a plan"),
            whose=_("Partners and contacts that a plan names"),
            purpose=_("A plan says who does what"),
            basis="A1-6b-ii",
            clock=WITH_RECORD,
            shown=Shown.PUBLISHED,
            person="contact",
        ),
        Kept(
            "areas.MilestoneNote",
            ("words", "noted_by"),
            what=_("What somebody noted of a milestone"),
            whose=_("Partners and contacts that a plan names"),
            purpose=_("Everybody sees how far a plan is"),
            basis="A2-IV-3",
            clock=WITH_RECORD,
            shown=Shown.PUBLISHED,
            person="noted_by",
        ),
        Kept(
            "areas.PlanComment",
            ("text", "author", "quote", "before_quote", "after_quote"),
            what=_("Comments on a text, and who wrote them"),
            whose=_("Partners of an area"),
            purpose=_("All partners of an area take part in its plan"),
            basis="A1-6b-iii",
            clock=WITH_RECORD,
            person="author",
        ),
        Kept(
            "areas.PlanSuggestion",
            ("base", "proposed", "reason", "answer", "author"),
            what=_("Other words that were suggested for a text, and by whom"),
            whose=_("Partners of an area"),
            purpose=_("All partners of an area take part in its plan"),
            basis="A1-6b-iii",
            clock=WITH_RECORD,
            person="author",
        ),
        Kept(
            "areas.PlanAmendment",
            ("title", "reason", "agreed_because", "answer", "author"),
            what=_("Amendments that were proposed to a plan, and by whom"),
            whose=_("Partners of an area"),
            purpose=_("All partners of an area take part in its plan"),
            basis="A1-6b-iii",
            clock=WITH_RECORD,
            person="author",
        ),
        Kept(
            "areas.AmendmentPlace",
            ("base", "proposed"),
            what=_("Places of a plan as they read and shall read, with the names in them"),
            whose=_("Partners and contacts that a plan names"),
            purpose=_("A plan says who does what"),
            basis="A1-6b-ii",
            clock=WITH_RECORD,
        ),
        Kept(
            "areas.CommentTask",
            ("what", "person"),
            what=_("Tasks that follow from comments, and who has them"),
            whose=_("Partners of an area"),
            purpose=_("All partners of an area take part in its plan"),
            basis="A1-6b-iii",
            clock=WITH_RECORD,
            person="person",
        ),
        Kept(
            "areas.EffortCall",
            ("message", "asked_by"),
            what=_("What leads asked a partner for, who asked, and who answered"),
            whose=_("Partners of an area"),
            purpose=_("All partners of an area take part in its plan"),
            basis="A1-6b-iii",
            clock=WITH_RECORD,
            person="answered_by",
        ),
        Kept(
            "areas.PlanVersion",
            ("snapshot",),
            what=_("The plan as it was decided, with the names in it"),
            whose=_("Partners and contacts that a plan names"),
            purpose=_("What public bodies decide must be traceable"),
            basis="P-1",
            clock=WITH_RECORD,
            shown=Shown.PUBLISHED,
        ),
    )
    for table, fields in ABOUT_NO_PERSON.items():
        data_map.leave_out(table, fields)


# Words of plans, and fingerprints.
ABOUT_NO_PERSON = {
    "areas.Activity": "title priorities",
    "areas.AmendmentPlace": "section kind",
    "areas.AreaMembership": "source",
    "areas.Application": "title other_donor note",
    "areas.Effort": "description target",
    "areas.EffortCall": "status answer",
    "areas.Indicator": "name unit baseline target source",
    "areas.LeadTerm": "decision_subject",
    "areas.Linkage": "name note",
    "areas.Milestone": "text",
    "areas.MilestoneNote": "evidence_url",
    "areas.Opportunity": "title description",
    "areas.PartnershipArea": (
        "slug names objective priorities convention_articles decision_subject "
        "established_source"
    ),
    "areas.PlanCompanion": "title",
    "areas.PlanFile": "stamp",
    "areas.PlanImport": "name chosen",
    "areas.PlanKey": "code",
    "areas.CommentTask": "status",
    "areas.PlanAmendment": "status sha256 decision_subject",
    "areas.PlanSuggestion": "section kind key field",
    "areas.PlanComment": "section row_kind field",
    "areas.PlanObjective": "statement measure target realism goal_links",
    "areas.PlanTranslation": "path source_sha256 text",
    "areas.PlanVersion": (
        "title status_note consensus_sha256 decision_subject amended_sha256 sha256"
    ),
    "areas.PotentialDonor": "name note",
    "areas.PriorityAction": "title description",
    "areas.ProjectRequest": "title purpose in_kind",
    "areas.Risk": "title likelihood effect measures",
    "areas.SectionText": "section text",
}
