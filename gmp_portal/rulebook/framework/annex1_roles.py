"""The clauses of Annex 1, section 6: who does what."""

from django.utils.translation import gettext_lazy as _

from gmp_portal.rulebook.definitions import NOT_YET, Clause, Enforcement, Status

ROLES_AND_RESPONSIBILITIES = _("Annex 1, 6. Roles and responsibilities")
PARTNERS = _("Annex 1, 6(a). Partners")
LEADS_OF_THE_AREAS = _("Annex 1, 6(b). Leads of the areas")
UNEP = _("Annex 1, 6(c). UNEP")
INFORMATION_FROM_UNEP = _("Annex 1, 6(d). Information from UNEP")

CLAUSES = (
    Clause(
        id="A1-6-0",
        section=ROLES_AND_RESPONSIBILITIES,
        title=_("Equal roles, own contributions"),
        text=_(
            "Roles are the same in all areas, and what a single partner contributes is "
            "recognized."
        ),
        who=("PTR",),
        enforcement=Enforcement.DATA,
        status=Status.SUPPORTED,
        how=_("Contributions are credited to the partner by name."),
    ),
    Clause(
        id="A1-6a-i",
        section=PARTNERS,
        title=_("Starting activities"),
        text=_(
            "A partner starts and carries out activities of its area and consults others "
            "as needed."
        ),
        who=("PTR",),
        enforcement=Enforcement.HARD,
        status=Status.PLANNED,
        how=NOT_YET,
    ),
    Clause(
        id="A1-6a-ii",
        section=PARTNERS,
        title=_("Telling one's own people"),
        text=_(
            "A partner passes on what it learns about the Partnership within its own "
            "organization."
        ),
        who=("PTR",),
        enforcement=Enforcement.DATA,
        status=Status.SUPPORTED,
        how=_("A partner can have several representatives."),
    ),
    Clause(
        id="A1-6a-iii",
        section=PARTNERS,
        title=_("Reporting to the lead"),
        text=_(
            "A partner reports progress and results to the lead of the area in good time."
        ),
        who=("PTR", "SYS"),
        enforcement=Enforcement.SOFT,
        status=Status.FLAGGED,
        how=_(
            "Partners file progress reports in every cycle; missing ones are pointed out."
        ),
    ),
    Clause(
        id="A1-6a-iv",
        section=PARTNERS,
        title=_("Looking for more"),
        text=_("A partner looks for new activities, ways and means."),
        who=("PTR",),
        enforcement=Enforcement.DATA,
        status=Status.SUPPORTED,
        how=_("Anybody of a partner suggests opportunities to any area."),
    ),
    Clause(
        id="A1-6a-v",
        section=PARTNERS,
        title=_("Agreeing on the lead"),
        text=_("The partners of an area agree on who leads it."),
        who=("PTR",),
        enforcement=Enforcement.HARD,
        status=Status.SUPPORTED,
        how=_("A term as lead can carry the decision of the area that it rests on."),
    ),
    Clause(
        id="A1-6a-vi",
        section=PARTNERS,
        title=_("Raising funds"),
        text=_("A partner raises money on behalf of the Partnership."),
        who=("PTR",),
        enforcement=Enforcement.DATA,
        status=Status.PLANNED,
        how=NOT_YET,
    ),
    Clause(
        id="A1-6a-vii",
        section=PARTNERS,
        title=_("Advice and help"),
        text=_("A partner advises the areas and helps them with what it knows."),
        who=("PTR",),
        enforcement=Enforcement.DATA,
        status=Status.PLANNED,
        how=NOT_YET,
    ),
    Clause(
        id="A1-6a-viii",
        section=PARTNERS,
        title=_("Winning new partners"),
        text=_("A partner helps to bring in new partners."),
        who=("PTR",),
        enforcement=Enforcement.DATA,
        status=Status.PLANNED,
        how=NOT_YET,
    ),
    Clause(
        id="A1-6b-i",
        section=LEADS_OF_THE_AREAS,
        title=_("Calling meetings"),
        text=_("The lead calls the meetings of the area and chairs them."),
        who=("LEAD",),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=_("Leads convene meetings of their own area and of no other."),
    ),
    Clause(
        id="A1-6b-ii",
        section=LEADS_OF_THE_AREAS,
        title=_("Working on the plan"),
        text=_("The lead helps to draw up the plan of the area."),
        who=("LEAD",),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=_("Leads edit the plan of their own area and of no other."),
    ),
    Clause(
        id="A1-6b-iii",
        section=LEADS_OF_THE_AREAS,
        title=_("Involving everybody"),
        text=_("The lead encourages all partners to take part and to share."),
        who=("LEAD",),
        enforcement=Enforcement.DATA,
        status=Status.SUPPORTED,
        how=_("The page of an area lists its partners and what they reported."),
    ),
    Clause(
        id="A1-6b-iv",
        section=LEADS_OF_THE_AREAS,
        title=_("Telling UNEP"),
        text=_("The lead regularly tells UNEP about progress, lessons and good practice."),
        who=("LEAD", "SYS"),
        enforcement=Enforcement.SOFT,
        status=Status.FLAGGED,
        how=_(
            "The report of an area is due in every cycle and missed ones are pointed out."
        ),
    ),
    Clause(
        id="A1-6b-v",
        section=LEADS_OF_THE_AREAS,
        title=_("Speaking in the Advisory Group"),
        text=_("The lead acts for the area in the Advisory Group."),
        who=("LEAD",),
        enforcement=Enforcement.DATA,
        status=Status.SUPPORTED,
        how=_("A seat of an area lead names the area."),
    ),
    Clause(
        id="A1-6b-vi",
        section=LEADS_OF_THE_AREAS,
        title=_("Reporting for the area"),
        text=_("The lead reports to UNEP for the area."),
        who=("LEAD",),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=_("Only a lead or co-lead submits the report of the area."),
    ),
    Clause(
        id="A1-6c-i",
        section=UNEP,
        title=_("Secretariat"),
        text=_(
            "UNEP gives administrative support and acts as secretariat, within its means."
        ),
        who=("SEC",),
        enforcement=Enforcement.DATA,
        status=Status.SUPPORTED,
        how=_("The desk of the secretariat collects the work that waits for it."),
    ),
    Clause(
        id="A1-6c-ii",
        section=UNEP,
        title=_("Reporting to governments"),
        text=_(
            "UNEP helps the Partnership to report to the Environment Assembly and to the "
            "Conference of the Parties."
        ),
        who=("SEC",),
        enforcement=Enforcement.DATA,
        status=Status.SUPPORTED,
        how=_("Reports to both are put together and typeset in the portal."),
    ),
    Clause(
        id="A1-6c-iii",
        section=UNEP,
        title=_("Raising funds"),
        text=_("UNEP raises money actively."),
        who=("SEC",),
        enforcement=Enforcement.DATA,
        status=Status.PLANNED,
        how=NOT_YET,
    ),
    Clause(
        id="A1-6c-iv",
        section=UNEP,
        title=_("Advising the areas"),
        text=_("UNEP advises the areas and helps them with what it knows."),
        who=("SEC",),
        enforcement=Enforcement.DATA,
        status=Status.PLANNED,
        how=NOT_YET,
    ),
    Clause(
        id="A1-6c-v",
        section=UNEP,
        title=_("Helping newcomers"),
        text=_("UNEP helps new partners to join."),
        who=("SEC",),
        enforcement=Enforcement.DATA,
        status=Status.SUPPORTED,
        how=_(
            "The letter of intent is filled in step by step, and questions are answered in "
            "the portal."
        ),
    ),
    Clause(
        id="A1-6c-vi",
        section=UNEP,
        title=_("Member by office"),
        text=_("UNEP belongs to the Advisory Group by office."),
        who=("SEC",),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=_("UNEP has no part in the consensus of the group."),
    ),
    Clause(
        id="A1-6d-i",
        section=INFORMATION_FROM_UNEP,
        title=_("News for partners"),
        text=_("UNEP sends the partners information that concerns them."),
        who=("SEC",),
        enforcement=Enforcement.DATA,
        status=Status.PLANNED,
        how=NOT_YET,
    ),
    Clause(
        id="A1-6d-ii",
        section=INFORMATION_FROM_UNEP,
        title=_("The website"),
        text=_(
            "UNEP runs a website with easy access to information, to the work of the "
            "partners and to resources."
        ),
        who=("VIS",),
        enforcement=Enforcement.PUBLIC,
        status=Status.SUPPORTED,
        how=_("Partners, areas, meetings, plans and reports are public pages."),
    ),
    Clause(
        id="A1-6d-iii",
        section=INFORMATION_FROM_UNEP,
        title=_("Directory of contacts"),
        text=_("UNEP keeps a directory of contacts."),
        who=("SEC",),
        enforcement=Enforcement.HARD,
        status=Status.PLANNED,
        how=NOT_YET,
    ),
    Clause(
        id="A1-6d-iv",
        section=INFORMATION_FROM_UNEP,
        title=_("Information for countries"),
        text=_("UNEP helps to collect information that countries can use."),
        who=("SEC",),
        enforcement=Enforcement.DATA,
        status=Status.PLANNED,
        how=NOT_YET,
    ),
    Clause(
        id="A1-6d-v",
        section=INFORMATION_FROM_UNEP,
        title=_("Outreach material"),
        text=_("UNEP makes material for the public and spreads it."),
        who=("SEC",),
        enforcement=Enforcement.PUBLIC,
        status=Status.PLANNED,
        how=NOT_YET,
    ),
    Clause(
        id="A1-6d-vi",
        section=INFORMATION_FROM_UNEP,
        title=_("Technical material"),
        text=_(
            "UNEP collects technical material and hands it to developing countries and "
            "countries with economies in transition."
        ),
        who=("SEC",),
        enforcement=Enforcement.DATA,
        status=Status.PLANNED,
        how=NOT_YET,
    ),
    Clause(
        id="A1-6d-vii",
        section=INFORMATION_FROM_UNEP,
        title=_("Papers of meetings"),
        text=_("UNEP makes reports of meetings and what belongs to them public."),
        who=("VIS",),
        enforcement=Enforcement.PUBLIC,
        status=Status.ENFORCED,
        how=_("Reports are public once they are adopted, papers once they are published."),
    ),
)
