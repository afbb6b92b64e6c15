"""The clauses of the body: goal, objectives, structure, plans, resources and reports."""

from django.utils.translation import gettext_lazy as _

from gmp_portal.rulebook.definitions import NOT_YET, Clause, Enforcement, Status

OVERALL_GOAL_AND_OBJECTIVES = _("Section 1. Overall goal and objectives")
STRUCTURE = _("Section 2. Structure")
GUIDELINES = _("Section 3. Guidelines")
BUSINESS_PLANS = _("Section 4. Business plans")
INFORMATION = _("Section 5. Information")
RESOURCES = _("Section 6. Resources")
REPORTS_AND_EVALUATION = _("Section 7. Reports and evaluation")

LINK_OF_OBJECTIVES = _(
    "An objective of a plan must link to at least one of the four objectives before the "
    "plan is submitted."
)
TAG_OF_REPORTS = _("Progress reports say which focus they serve.")

CLAUSES = (
    Clause(
        id="B1-G",
        section=OVERALL_GOAL_AND_OBJECTIVES,
        title=_("The overall goal"),
        text=_(
            "Protect people and the environment from mercury: bring its release to air, "
            "water and land by human activity down to a minimum and, where feasible, to an "
            "end."
        ),
        who=("ALL",),
        enforcement=Enforcement.DATA,
        status=Status.SUPPORTED,
        how=_("Plans and reports show the goal, and their objectives link to it."),
    ),
    Clause(
        id="B1-O1",
        section=OVERALL_GOAL_AND_OBJECTIVES,
        title=_("Objective 1: supply"),
        text=_(
            "Bring the supply of mercury to a minimum or an end, the most harmful sources "
            "first, and retire mercury to sound management."
        ),
        who=("LEAD",),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=LINK_OF_OBJECTIVES,
    ),
    Clause(
        id="B1-O2",
        section=OVERALL_GOAL_AND_OBJECTIVES,
        title=_("Objective 2: releases"),
        text=_(
            "Bring unintentional releases to air, water and land to a minimum or an end."
        ),
        who=("LEAD",),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=LINK_OF_OBJECTIVES,
    ),
    Clause(
        id="B1-O3",
        section=OVERALL_GOAL_AND_OBJECTIVES,
        title=_("Objective 3: demand"),
        text=_(
            "Go on bringing the use of mercury and the demand for it to a minimum or an "
            "end."
        ),
        who=("LEAD",),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=LINK_OF_OBJECTIVES,
    ),
    Clause(
        id="B1-O4",
        section=OVERALL_GOAL_AND_OBJECTIVES,
        title=_("Objective 4: technology"),
        text=_(
            "Promote technology without mercury where no suitable and affordable "
            "alternative exists."
        ),
        who=("LEAD",),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=LINK_OF_OBJECTIVES,
    ),
    Clause(
        id="B1-S1",
        section=OVERALL_GOAL_AND_OBJECTIVES,
        title=_("Strengthening capacity"),
        text=_(
            "The areas also strengthen what developing countries and countries with "
            "economies in transition are able to do."
        ),
        who=("LEAD",),
        enforcement=Enforcement.SOFT,
        status=Status.SUPPORTED,
        how=_("Activities say whether they build capacity, and in which countries."),
    ),
    Clause(
        id="B1-S2",
        section=OVERALL_GOAL_AND_OBJECTIVES,
        title=_("Sharing information"),
        text=_("The areas also share and exchange information."),
        who=("LEAD",),
        enforcement=Enforcement.SOFT,
        status=Status.SUPPORTED,
        how=_("Meetings, papers, plans and reports of an area are public on its pages."),
    ),
    Clause(
        id="B1-F1",
        section=OVERALL_GOAL_AND_OBJECTIVES,
        title=_("Focus: the Convention"),
        text=_(
            "The Partnership concentrates on carrying out the Minamata Convention in time "
            "and effectively."
        ),
        who=("LEAD",),
        enforcement=Enforcement.DATA,
        status=Status.SUPPORTED,
        how=TAG_OF_REPORTS,
    ),
    Clause(
        id="B1-F2",
        section=OVERALL_GOAL_AND_OBJECTIVES,
        title=_("Focus: knowledge"),
        text=_("The Partnership concentrates on up-to-date knowledge and science."),
        who=("LEAD",),
        enforcement=Enforcement.DATA,
        status=Status.SUPPORTED,
        how=TAG_OF_REPORTS,
    ),
    Clause(
        id="B1-F3",
        section=OVERALL_GOAL_AND_OBJECTIVES,
        title=_("Focus: outreach"),
        text=_("The Partnership concentrates on outreach and awareness."),
        who=("LEAD",),
        enforcement=Enforcement.DATA,
        status=Status.SUPPORTED,
        how=TAG_OF_REPORTS,
    ),
    Clause(
        id="B2-1",
        section=STRUCTURE,
        title=_("An open structure"),
        text=_("The structure is open, inclusive, flexible and effective."),
        who=("VIS",),
        enforcement=Enforcement.PUBLIC,
        status=Status.SUPPORTED,
        how=_(
            "Areas, partners and the Advisory Group are public pages made from the "
            "register."
        ),
    ),
    Clause(
        id="B2-2",
        section=STRUCTURE,
        title=_("Issues across areas"),
        text=_(
            "The structure gives oversight, brings the work together and deals with issues "
            "that touch several areas."
        ),
        who=("PAGM",),
        enforcement=Enforcement.DATA,
        status=Status.PLANNED,
        how=NOT_YET,
    ),
    Clause(
        id="B2-3",
        section=STRUCTURE,
        title=_("Lasting and open to review"),
        text=_(
            "The structure is built to last, and its work can be followed and reviewed."
        ),
        who=("SEC",),
        enforcement=Enforcement.DATA,
        status=Status.SUPPORTED,
        how=_(
            "The desk of the secretariat shows meetings, terms, reports and reviews that "
            "are due."
        ),
    ),
    Clause(
        id="B3-1",
        section=GUIDELINES,
        title=_("One set of guidelines"),
        text=_(
            "The guidelines hold for all of the Partnership, for the Advisory Group as for "
            "the areas."
        ),
        who=("ALL",),
        enforcement=Enforcement.DATA,
        status=Status.ENFORCED,
        how=_("Meetings and decisions of both follow one set of rules."),
    ),
    Clause(
        id="B4-1",
        section=BUSINESS_PLANS,
        title=_("The form of a plan"),
        text=_("A business plan follows the template of Annex 2 with its ten sections."),
        who=("LEAD",),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=_("A plan with an empty mandatory section cannot be submitted."),
    ),
    Clause(
        id="B4-2",
        section=BUSINESS_PLANS,
        title=_("Plans stay open"),
        text=_("A plan can take in the views of new partners."),
        who=("PTR", "LEAD"),
        enforcement=Enforcement.DATA,
        status=Status.SUPPORTED,
        how=_(
            "Partners of the area comment on the draft, and every version can be followed "
            "by another."
        ),
    ),
    Clause(
        id="B4-3",
        section=BUSINESS_PLANS,
        title=_("Plans are reviewed"),
        text=_("A plan is reviewed from time to time."),
        who=("LEAD", "SYS"),
        enforcement=Enforcement.SOFT,
        status=Status.FLAGGED,
        how=_(
            "A plan names the date of its next review, and an overdue review is pointed "
            "out."
        ),
    ),
    Clause(
        id="B4-4",
        section=BUSINESS_PLANS,
        title=_("Goals stay, timing changes"),
        text=_("The goals stay; priorities and timelines follow the progress made."),
        who=("LEAD",),
        enforcement=Enforcement.DATA,
        status=Status.SUPPORTED,
        how=_("Two versions of a plan can be compared section by section."),
    ),
    Clause(
        id="B5-1",
        section=INFORMATION,
        title=_("Information from UNEP"),
        text=_(
            "UNEP shares information, prepares outreach material and supports the partners."
        ),
        who=("SEC",),
        enforcement=Enforcement.DATA,
        status=Status.PLANNED,
        how=NOT_YET,
    ),
    Clause(
        id="B6-1",
        section=RESOURCES,
        title=_("Possible donors"),
        text=_("Objectives and plans name possible donors and financial institutions."),
        who=("LEAD",),
        enforcement=Enforcement.SOFT,
        status=Status.FLAGGED,
        how=_("A plan without donors gets a warning when it is submitted."),
    ),
    Clause(
        id="B6-2",
        section=RESOURCES,
        title=_("Resources brought together"),
        text=_("Resources are sought in a systematic, focused and coordinated way."),
        who=("SEC",),
        enforcement=Enforcement.DATA,
        status=Status.PLANNED,
        how=NOT_YET,
    ),
    Clause(
        id="B7-1",
        section=REPORTS_AND_EVALUATION,
        title=_("A report every two years"),
        text=_("Every area reports to UNEP every two years, in the form that UNEP sets."),
        who=("LEAD", "SYS"),
        enforcement=Enforcement.SOFT,
        status=Status.FLAGGED,
        how=_(
            "A reporting cycle has a due date; late areas are listed and never left out."
        ),
    ),
    Clause(
        id="B7-2",
        section=REPORTS_AND_EVALUATION,
        title=_("Form and timetable"),
        text=_("UNEP sets the form of the report and the timetable."),
        who=("SEC",),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=_("A reporting cycle cannot open without its form."),
    ),
    Clause(
        id="B7-3",
        section=REPORTS_AND_EVALUATION,
        title=_("Reports to governments"),
        text=_(
            "UNEP helps the Partnership to report to governments, for example to the "
            "United Nations Environment Assembly."
        ),
        who=("SEC",),
        enforcement=Enforcement.DATA,
        status=Status.SUPPORTED,
        how=_(
            "The report made from the reports of the areas can be addressed to the "
            "Environment Assembly."
        ),
    ),
    Clause(
        id="B7-4",
        section=REPORTS_AND_EVALUATION,
        title=_("Reports to the Conference of the Parties"),
        text=_(
            "The Partnership reports regularly to the Conference of the Parties to the "
            "Minamata Convention."
        ),
        who=("SEC", "SYS"),
        enforcement=Enforcement.SOFT,
        status=Status.SUPPORTED,
        how=_(
            "The report to the Conference of the Parties is put together from the reports "
            "of the areas and typeset as a PDF."
        ),
    ),
    Clause(
        id="B7-5",
        section=REPORTS_AND_EVALUATION,
        title=_("What partners did"),
        text=_("The report follows the activities and the contributions of the partners."),
        who=("LEAD",),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=_(
            "The tables of a report come from the accepted progress reports; nobody types "
            "them again."
        ),
    ),
    Clause(
        id="B7-6",
        section=REPORTS_AND_EVALUATION,
        title=_("What it achieved"),
        text=_("The report judges how effective the work was."),
        who=("LEAD",),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=_(
            "The report of an area cannot be submitted without its judgement on "
            "effectiveness."
        ),
    ),
    Clause(
        id="B7-7",
        section=REPORTS_AND_EVALUATION,
        title=_("What it changed"),
        text=_("The report measures the effect on the overall goal."),
        who=("LEAD",),
        enforcement=Enforcement.SOFT,
        status=Status.FLAGGED,
        how=_("An indicator without a value is pointed out and printed as not reported."),
    ),
    Clause(
        id="B7-8",
        section=REPORTS_AND_EVALUATION,
        title=_("Learning from reports"),
        text=_("Reporting makes the work more efficient, more effective and more lasting."),
        who=("SEC",),
        enforcement=Enforcement.DATA,
        status=Status.SUPPORTED,
        how=_("Reports carry lessons learned."),
    ),
    Clause(
        id="B7-9",
        section=REPORTS_AND_EVALUATION,
        title=_("Reports are public"),
        text=_("Reports stand on the website of the secretariat."),
        who=("VIS",),
        enforcement=Enforcement.PUBLIC,
        status=Status.ENFORCED,
        how=_("A report is public from the moment it is published, with its PDF."),
    ),
)
