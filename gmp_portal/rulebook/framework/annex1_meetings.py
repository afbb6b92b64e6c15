"""The clauses of Annex 1, sections 4 and 5: meetings, leads and amendments."""

from django.utils.translation import gettext_lazy as _

from gmp_portal.rulebook.definitions import NOT_YET, Clause, Enforcement, Status

MEETINGS_OF_THE_ADVISORY_GROUP = _("Annex 1, 4(a). Meetings of the Advisory Group")
MEETINGS_OF_THE_AREAS = _("Annex 1, 4(b). Meetings of the areas")
AMENDMENTS = _("Annex 1, 5. Amendments")

YEAR_WITHOUT_MEETING = _(
    "A calendar year without a meeting is pointed out, and so are the months since the "
    "last one."
)
MODE_OF_MEETINGS = _(
    "A meeting has a mode; a place is needed only where people come together."
)

CLAUSES = (
    Clause(
        id="A1-4a-i",
        section=MEETINGS_OF_THE_ADVISORY_GROUP,
        title=_("Once a year"),
        text=_("The group meets at least once a year, and more often if needed."),
        who=("SEC", "SYS"),
        enforcement=Enforcement.SOFT,
        status=Status.FLAGGED,
        how=YEAR_WITHOUT_MEETING,
    ),
    Clause(
        id="A1-4a-ii",
        section=MEETINGS_OF_THE_ADVISORY_GROUP,
        title=_("In person or not"),
        text=_("The group may meet in person, by telephone or by other means."),
        who=("SEC",),
        enforcement=Enforcement.DATA,
        status=Status.SUPPORTED,
        how=MODE_OF_MEETINGS,
    ),
    Clause(
        id="A1-4a-iii",
        section=MEETINGS_OF_THE_ADVISORY_GROUP,
        title=_("By consensus"),
        text=_("The group acts by consensus of its members."),
        who=("PAGM", "CHAIR"),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=_(
            "Nothing is adopted while an objection of a member stands, and nobody counts "
            "votes."
        ),
    ),
    Clause(
        id="A1-4a-iv",
        section=MEETINGS_OF_THE_ADVISORY_GROUP,
        title=_("Observers"),
        text=_("Observers may attend the meetings of the group."),
        who=("OBS",),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=_("Observers are listed as such; they take no part in consensus."),
    ),
    Clause(
        id="A1-4a-v-1",
        section=MEETINGS_OF_THE_ADVISORY_GROUP,
        title=_("Own costs"),
        text=_("Members and observers pay their own costs."),
        who=("ALL",),
        enforcement=Enforcement.DATA,
        status=Status.SUPPORTED,
        how=_("The registration says so."),
    ),
    Clause(
        id="A1-4a-v-2",
        section=MEETINGS_OF_THE_ADVISORY_GROUP,
        title=_("Help with travel"),
        text=_(
            "The secretariat tries to find money for members from developing countries, "
            "countries with economies in transition and civil society."
        ),
        who=("SEC",),
        enforcement=Enforcement.HARD,
        status=Status.PLANNED,
        how=NOT_YET,
    ),
    Clause(
        id="A1-4a-vi",
        section=MEETINGS_OF_THE_ADVISORY_GROUP,
        title=_("Reports of meetings"),
        text=_("Reports of the group's meetings stand on the website."),
        who=("VIS",),
        enforcement=Enforcement.PUBLIC,
        status=Status.ENFORCED,
        how=_("A report is public once it is adopted, and a late one is pointed out."),
    ),
    Clause(
        id="A1-4b-i",
        section=MEETINGS_OF_THE_AREAS,
        title=_("Once a year"),
        text=_(
            "The partners of an area meet at least once a year, and more often if needed."
        ),
        who=("LEAD", "SYS"),
        enforcement=Enforcement.SOFT,
        status=Status.FLAGGED,
        how=YEAR_WITHOUT_MEETING,
    ),
    Clause(
        id="A1-4b-ii",
        section=MEETINGS_OF_THE_AREAS,
        title=_("In person or not"),
        text=_("An area may meet in person, by telephone or by other means."),
        who=("LEAD",),
        enforcement=Enforcement.DATA,
        status=Status.SUPPORTED,
        how=MODE_OF_MEETINGS,
    ),
    Clause(
        id="A1-4b-iii",
        section=MEETINGS_OF_THE_AREAS,
        title=_("By consensus"),
        text=_("An area acts by consensus of its partners."),
        who=("PTR", "LEAD"),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=_(
            "Nothing is adopted while an objection of a partner of the area stands; others "
            "cannot object."
        ),
    ),
    Clause(
        id="A1-4b-iv",
        section=MEETINGS_OF_THE_AREAS,
        title=_("Invited observers"),
        text=_(
            "An area or its lead may invite observers, if no partner who attends objects."
        ),
        who=("LEAD", "PTR"),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=_(
            "An observer of an area's meeting is admitted only when no attending partner objects."
        ),
    ),
    Clause(
        id="A1-4b-v",
        section=MEETINGS_OF_THE_AREAS,
        title=_("Own costs, and help"),
        text=_(
            "Those who attend pay their own costs; the secretariat tries to find money for "
            "those who need it."
        ),
        who=("ALL",),
        enforcement=Enforcement.HARD,
        status=Status.PLANNED,
        how=NOT_YET,
    ),
    Clause(
        id="A1-4b-vi",
        section=MEETINGS_OF_THE_AREAS,
        title=_("Leads of an area"),
        text=_(
            "Every area names a lead or co-leads for two years, and may do so again "
            "without limit."
        ),
        who=("LEAD", "PTR"),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=_("A term as lead lasts two years; an area without a lead is pointed out."),
    ),
    Clause(
        id="A1-5-1",
        section=AMENDMENTS,
        title=_("Every partner may propose"),
        text=_("Every partner may propose a change of the guidelines."),
        who=("PTR",),
        enforcement=Enforcement.HARD,
        status=Status.PLANNED,
        how=NOT_YET,
    ),
    Clause(
        id="A1-5-2",
        section=AMENDMENTS,
        title=_("With reasons"),
        text=_("The proposal goes to the secretariat in writing, with its reasons."),
        who=("PTR",),
        enforcement=Enforcement.HARD,
        status=Status.PLANNED,
        how=NOT_YET,
    ),
    Clause(
        id="A1-5-3",
        section=AMENDMENTS,
        title=_("The way of an amendment"),
        text=_(
            "The secretariat looks at the proposal and passes it to the Advisory Group."
        ),
        who=("SEC", "PAGM"),
        enforcement=Enforcement.HARD,
        status=Status.PLANNED,
        how=NOT_YET,
    ),
)
