"""The clauses of Annex 2, sections V to X: ideas, evaluation, resources, process, links."""

from django.utils.translation import gettext_lazy as _

from gmp_portal.rulebook.definitions import NOT_YET, Clause, Enforcement, Status

OPPORTUNITIES = _("Annex 2, V. Opportunities")
EVALUATION = _("Annex 2, VI. Evaluation")
RESOURCE_MOBILIZATION = _("Annex 2, VII. Resource mobilization")
BUSINESS_PLANNING_PROCESS = _("Annex 2, VIII. Business planning process")
LINKAGES = _("Annex 2, IX. Linkages")
PARTNERS = _("Annex 2, X. Partners")

SECTION_OF_PLAN = _("A section of the plan holds them.")

CLAUSES = (
    Clause(
        id="A2-V-1",
        section=OPPORTUNITIES,
        title=_("Ideas for later"),
        text=_(
            "Good ideas that nobody follows yet, for lack of study or money, are written "
            "down."
        ),
        who=("PTR", "LEAD"),
        enforcement=Enforcement.DATA,
        status=Status.SUPPORTED,
        how=_("Each area has a register of them; plans list what the leads put in."),
    ),
    Clause(
        id="A2-V-2",
        section=OPPORTUNITIES,
        title=_("Talking about ideas"),
        text=_("Partners can exchange views on these ideas, which may win new partners."),
        who=("VIS",),
        enforcement=Enforcement.PUBLIC,
        status=Status.SUPPORTED,
        how=_(
            "Everybody reads the register; partners and applicants say that they are interested."
        ),
    ),
    Clause(
        id="A2-V-3",
        section=OPPORTUNITIES,
        title=_("Ideas serve objectives"),
        text=_("Ideas are linked to objectives and as specific as possible."),
        who=("LEAD",),
        enforcement=Enforcement.HARD,
        status=Status.SUPPORTED,
        how=_("An opportunity in a plan names the objective it serves."),
    ),
    Clause(
        id="A2-VI-0",
        section=EVALUATION,
        title=_("The same for all areas"),
        text=_(
            "All areas report every two years in the form of UNEP: on activities, "
            "effectiveness and effect."
        ),
        who=("LEAD",),
        enforcement=Enforcement.DATA,
        status=Status.SUPPORTED,
        how=_("The section shows this as a standing text."),
    ),
    Clause(
        id="A2-VI-1",
        section=EVALUATION,
        title=_("Indicators"),
        text=_("The plan lists indicators that show progress towards its objectives."),
        who=("LEAD",),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=_("An objective without an indicator cannot be submitted."),
    ),
    Clause(
        id="A2-VI-2",
        section=EVALUATION,
        title=_("How it is measured"),
        text=_("The plan says how performance is measured and reported."),
        who=("LEAD",),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=_("A plan without this text cannot be submitted."),
    ),
    Clause(
        id="A2-VII-1",
        section=RESOURCE_MOBILIZATION,
        title=_("Possible donors"),
        text=_("The plan names possible donors and financial institutions."),
        who=("LEAD",),
        enforcement=Enforcement.SOFT,
        status=Status.FLAGGED,
        how=_("A plan without donors gets a warning when it is submitted."),
    ),
    Clause(
        id="A2-VII-2",
        section=RESOURCE_MOBILIZATION,
        title=_("Projects that seek money"),
        text=_("Partners who seek money for a project describe it here."),
        who=("PTR",),
        enforcement=Enforcement.DATA,
        status=Status.SUPPORTED,
        how=_(
            "A section of the plan lists the projects that seek funds, with amount and purpose."
        ),
    ),
    Clause(
        id="A2-VII-3",
        section=RESOURCE_MOBILIZATION,
        title=_("Gifts and help"),
        text=_("Partners are encouraged to give money and help in kind."),
        who=("PTR",),
        enforcement=Enforcement.DATA,
        status=Status.PLANNED,
        how=NOT_YET,
    ),
    Clause(
        id="A2-VII-4",
        section=RESOURCE_MOBILIZATION,
        title=_("Work with others"),
        text=_("Single measures and work with those who are no partners are possible."),
        who=("PTR",),
        enforcement=Enforcement.DATA,
        status=Status.SUPPORTED,
        how=_("An effort can name a participant that is no partner."),
    ),
    Clause(
        id="A2-VII-5",
        section=RESOURCE_MOBILIZATION,
        title=_("Large projects"),
        text=_("The Partnership can be a way to pay for large strategic projects."),
        who=("SEC",),
        enforcement=Enforcement.DATA,
        status=Status.SUPPORTED,
        how=_("A request in a plan can be marked as a large strategic project."),
    ),
    Clause(
        id="A2-VII-6",
        section=RESOURCE_MOBILIZATION,
        title=_("Applying to funders"),
        text=_("Partners are encouraged to apply to funders and regional organizations."),
        who=("PTR",),
        enforcement=Enforcement.DATA,
        status=Status.SUPPORTED,
        how=_(
            "A section of the plan lists what was applied for, where and with which result."
        ),
    ),
    Clause(
        id="A2-VIII-1",
        section=BUSINESS_PLANNING_PROCESS,
        title=_("How the plan is made"),
        text=_("The plan says how it is drawn up and reviewed."),
        who=("LEAD",),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=_("A plan needs this text and the date of its next review."),
    ),
    Clause(
        id="A2-VIII-2",
        section=BUSINESS_PLANNING_PROCESS,
        title=_("Looking back, adjusting"),
        text=_("The work is judged, its direction is tested and the planning is adjusted."),
        who=("LEAD",),
        enforcement=Enforcement.SOFT,
        status=Status.FLAGGED,
        how=_("An overdue review is pointed out; a review leads to the next version."),
    ),
    Clause(
        id="A2-IX-1",
        section=LINKAGES,
        title=_("Links within"),
        text=_("The plan names its links within the Partnership."),
        who=("LEAD",),
        enforcement=Enforcement.DATA,
        status=Status.SUPPORTED,
        how=SECTION_OF_PLAN,
    ),
    Clause(
        id="A2-IX-2",
        section=LINKAGES,
        title=_("Links to others"),
        text=_("The plan names its links to processes outside the Partnership."),
        who=("LEAD",),
        enforcement=Enforcement.DATA,
        status=Status.SUPPORTED,
        how=SECTION_OF_PLAN,
    ),
    Clause(
        id="A2-X-1",
        section=PARTNERS,
        title=_("Partners and contacts"),
        text=_("The plan lists the partners and the main contact."),
        who=("LEAD",),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=_(
            "The list is made from the confirmed partners of the area and frozen with each "
            "version."
        ),
    ),
    Clause(
        id="A2-X-2",
        section=PARTNERS,
        title=_("Leads"),
        text=_("The plan names the leads and what else matters."),
        who=("LEAD",),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=_(
            "The names come from the current terms; a plan without a lead cannot be "
            "submitted."
        ),
    ),
)
