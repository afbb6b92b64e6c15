"""The clauses of Annex 1, section 3: the Partnership Advisory Group."""

from django.utils.translation import gettext_lazy as _

from gmp_portal.rulebook.definitions import NOT_YET, Clause, Enforcement, Status

PARTNERSHIP_ADVISORY_GROUP = _("Annex 1, 3. Partnership Advisory Group")

CLAUSES = (
    Clause(
        id="A1-3a",
        section=PARTNERSHIP_ADVISORY_GROUP,
        title=_("Twenty-five members"),
        text=_("The Advisory Group has 25 members and serves the Partnership."),
        who=("SEC",),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=_("A twenty-sixth seat is refused, and fewer than 25 are pointed out."),
    ),
    Clause(
        id="A1-3b-1",
        section=PARTNERSHIP_ADVISORY_GROUP,
        title=_("Who is represented"),
        text=_(
            "The group brings together governments, regional economic integration "
            "organizations, major groups and sectors."
        ),
        who=("SEC",),
        enforcement=Enforcement.SOFT,
        status=Status.FLAGGED,
        how=_("Every seat names its constituency, and missing ones are pointed out."),
    ),
    Clause(
        id="A1-3b-2",
        section=PARTNERSHIP_ADVISORY_GROUP,
        title=_("Developing countries"),
        text=_(
            "Developing countries and countries with economies in transition are among the "
            "members."
        ),
        who=("SEC",),
        enforcement=Enforcement.SOFT,
        status=Status.FLAGGED,
        how=_("The composition page counts them by the status of the country on the day."),
    ),
    Clause(
        id="A1-3b-3",
        section=PARTNERSHIP_ADVISORY_GROUP,
        title=_("All regions"),
        text=_("All regions are represented."),
        who=("SEC",),
        enforcement=Enforcement.SOFT,
        status=Status.FLAGGED,
        how=_(
            "The composition page counts the five regional groups and points out a missing "
            "one."
        ),
    ),
    Clause(
        id="A1-3b-4",
        section=PARTNERSHIP_ADVISORY_GROUP,
        title=_("Women and men"),
        text=_("Women and men are represented in balance."),
        who=("SEC",),
        enforcement=Enforcement.SOFT,
        status=Status.FLAGGED,
        how=_(
            "Members may say their gender; the page shows sums only, "
            "and points out a lack of balance."
        ),
    ),
    Clause(
        id="A1-3c-i",
        section=PARTNERSHIP_ADVISORY_GROUP,
        title=_("Members: area leads"),
        text=_("The Executive Director invites the leads of the areas."),
        who=("ED",),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=_("A seat of this class needs a current term as lead of an area."),
    ),
    Clause(
        id="A1-3c-ii",
        section=PARTNERSHIP_ADVISORY_GROUP,
        title=_("Members: nominated partners"),
        text=_("The Executive Director invites partners whom the areas nominate."),
        who=("ED", "LEAD"),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=_("A seat of this class needs the area that nominated the partner."),
    ),
    Clause(
        id="A1-3c-iii",
        section=PARTNERSHIP_ADVISORY_GROUP,
        title=_("Members: filling gaps"),
        text=_("The Executive Director invites others whom a balanced group needs."),
        who=("ED",),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=_("A seat of this class needs the gap that it fills."),
    ),
    Clause(
        id="A1-3c-T",
        section=PARTNERSHIP_ADVISORY_GROUP,
        title=_("Members for a transition"),
        text=_(
            "For a new area the Executive Director may invite further members for a time."
        ),
        who=("ED",),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=_("A seat of this class needs an end date, and ends on it."),
    ),
    Clause(
        id="A1-3d-1",
        section=PARTNERSHIP_ADVISORY_GROUP,
        title=_("Chair or co-chairs"),
        text=_("The group elects one chair or two co-chairs."),
        who=("PAGM",),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=_("A third co-chair, or a chair beside a co-chair, is refused."),
    ),
    Clause(
        id="A1-3d-2",
        section=PARTNERSHIP_ADVISORY_GROUP,
        title=_("Two years in office"),
        text=_("Chairs serve for two years."),
        who=("SYS",),
        enforcement=Enforcement.SOFT,
        status=Status.ENFORCED,
        how=_(
            "A term as chair ends two years after it began, and a missing successor is "
            "pointed out."
        ),
    ),
    Clause(
        id="A1-3d-3",
        section=PARTNERSHIP_ADVISORY_GROUP,
        title=_("Two terms at most"),
        text=_("Chairs can be elected again, for two terms at most."),
        who=("PAGM",),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=_("A term beyond the limit is refused."),
    ),
    Clause(
        id="A1-3e",
        section=PARTNERSHIP_ADVISORY_GROUP,
        title=_("UNEP in the group"),
        text=_("UNEP belongs to the group by office and is its secretariat."),
        who=("SEC",),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=_("UNEP does not count when the group acts by consensus and cannot object."),
    ),
    Clause(
        id="A1-3f-i",
        section=PARTNERSHIP_ADVISORY_GROUP,
        title=_("Encouraging good work"),
        text=_("The group encourages work that follows the goal and the guidelines."),
        who=("PAGM",),
        enforcement=Enforcement.DATA,
        status=Status.SUPPORTED,
        how=_("Decisions of the group can carry guidance to the areas."),
    ),
    Clause(
        id="A1-3f-ii",
        section=PARTNERSHIP_ADVISORY_GROUP,
        title=_("Reviewing plans"),
        text=_(
            "The group reviews the plans of the areas and makes recommendations so that "
            "they follow the goal and the guidelines. It does not approve plans."
        ),
        who=("PAGM",),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=_(
            "A review ends only with a decision of the group: the plan is found aligned, "
            "or recommendations are made, and the area answers each of them."
        ),
    ),
    Clause(
        id="A1-3f-iii",
        section=PARTNERSHIP_ADVISORY_GROUP,
        title=_("Reporting to the Executive Director"),
        text=_("The group reports to the Executive Director on overall progress."),
        who=("CHAIR",),
        enforcement=Enforcement.SOFT,
        status=Status.PLANNED,
        how=NOT_YET,
    ),
    Clause(
        id="A1-3f-iv",
        section=PARTNERSHIP_ADVISORY_GROUP,
        title=_("Sharing lessons"),
        text=_(
            "The group passes on issues and lessons that concern everybody and helps the "
            "areas to work together."
        ),
        who=("PAGM",),
        enforcement=Enforcement.DATA,
        status=Status.PLANNED,
        how=NOT_YET,
    ),
    Clause(
        id="A1-3f-v",
        section=PARTNERSHIP_ADVISORY_GROUP,
        title=_("Reporting on activities"),
        text=_("The group reports on what is done within the Partnership."),
        who=("CHAIR", "SEC"),
        enforcement=Enforcement.SOFT,
        status=Status.SUPPORTED,
        how=_("The report on activities is put together from the reports of the areas."),
    ),
)
