"""The clauses of the preamble: mandates, priorities and the life of the framework."""

from django.utils.translation import gettext_lazy as _

from gmp_portal.rulebook.definitions import NOT_YET, Clause, Enforcement, Status

PREAMBLE = _("Preamble")

TAG_OF_AREAS = _("It is one of the seven priorities an area is tagged with.")

CLAUSES = (
    Clause(
        id="P-1",
        section=PREAMBLE,
        title=_("A voluntary partnership"),
        text=_(
            "Public and private parties work together of their own free will and share "
            "risks, responsibilities, resources and benefits. What is done must be clear "
            "and open, and somebody answers for it."
        ),
        who=("ALL",),
        enforcement=Enforcement.DATA,
        status=Status.ENFORCED,
        how=_(
            "Every change of status is written to a record that nobody can change "
            "afterwards."
        ),
    ),
    Clause(
        id="P-2",
        section=PREAMBLE,
        title=_("Areas of work"),
        text=_(
            "The Partnership works in areas. Five were set up in 2005; by March 2020 there "
            "were eight."
        ),
        who=("SEC",),
        enforcement=Enforcement.DATA,
        status=Status.SUPPORTED,
        how=_(
            "Areas are records with a name, a year and a status; the eight of the "
            "framework come with the portal."
        ),
    ),
    Clause(
        id="P-3",
        section=PREAMBLE,
        title=_("Every area plans"),
        text=_("Every area draws up a business plan."),
        who=("LEAD",),
        enforcement=Enforcement.SOFT,
        status=Status.FLAGGED,
        how=_("The list of areas shows which of them have no current plan."),
    ),
    Clause(
        id="P-4",
        section=PREAMBLE,
        title=_("Goals of the Partnership"),
        text=_("The Partnership states what it wants to reach."),
        who=("SEC",),
        enforcement=Enforcement.DATA,
        status=Status.SUPPORTED,
        how=_(
            "The overall goal and its four objectives stand in the rule book, and plans "
            "refer to them."
        ),
    ),
    Clause(
        id="P-5",
        section=PREAMBLE,
        title=_("Operational guidelines"),
        text=_("The Partnership gives itself guidelines for its work."),
        who=("SEC",),
        enforcement=Enforcement.DATA,
        status=Status.SUPPORTED,
        how=_(
            "The guidelines stand in this rule book, clause by clause, each with an "
            "address of its own."
        ),
    ),
    Clause(
        id="P-6",
        section=PREAMBLE,
        title=_("New areas of work"),
        text=_(
            "The Partnership grows in number and scope, and takes up new sectors such as "
            "vinyl chloride, non-ferrous metals, cement and the burning of waste."
        ),
        who=("SEC", "PAGM"),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=_("An area becomes established only with a decision of the Advisory Group."),
    ),
    Clause(
        id="P-7",
        section=PREAMBLE,
        title=_("More work on small-scale gold mining"),
        text=_(
            "Work on artisanal and small-scale gold mining grows, together with UNIDO, "
            "with market-based approaches and with technology that captures or recycles "
            "mercury."
        ),
        who=("LEAD",),
        enforcement=Enforcement.DATA,
        status=Status.PLANNED,
        how=NOT_YET,
    ),
    Clause(
        id="P-8",
        section=PREAMBLE,
        title=_("Enough funding"),
        text=_("Steps are taken so that there is enough money for the work."),
        who=("SEC",),
        enforcement=Enforcement.SOFT,
        status=Status.PLANNED,
        how=NOT_YET,
    ),
    Clause(
        id="P-19a",
        section=PREAMBLE,
        title=_("Priority (a): emissions to the air"),
        text=_("Reduce the mercury that people emit to the air."),
        who=("ALL",),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=TAG_OF_AREAS,
    ),
    Clause(
        id="P-19b",
        section=PREAMBLE,
        title=_("Priority (b): waste"),
        text=_("Find sound solutions for waste that contains mercury."),
        who=("ALL",),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=TAG_OF_AREAS,
    ),
    Clause(
        id="P-19c",
        section=PREAMBLE,
        title=_("Priority (c): demand"),
        text=_("Reduce the worldwide demand for mercury in products and processes."),
        who=("ALL",),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=TAG_OF_AREAS,
    ),
    Clause(
        id="P-19d",
        section=PREAMBLE,
        title=_("Priority (d): supply"),
        text=_("Reduce the worldwide supply of mercury, and curb its mining first."),
        who=("ALL",),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=TAG_OF_AREAS,
    ),
    Clause(
        id="P-19e",
        section=PREAMBLE,
        title=_("Priority (e): storage"),
        text=_("Find storage for mercury that is sound for the environment."),
        who=("ALL",),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=TAG_OF_AREAS,
    ),
    Clause(
        id="P-19f",
        section=PREAMBLE,
        title=_("Priority (f): contaminated sites"),
        text=_("Clean up contaminated sites that harm people or the environment."),
        who=("ALL",),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=TAG_OF_AREAS,
    ),
    Clause(
        id="P-19g",
        section=PREAMBLE,
        title=_("Priority (g): knowledge"),
        text=_(
            "Learn more about inventories, exposure, monitoring and the social and "
            "economic effects of mercury."
        ),
        who=("ALL",),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=TAG_OF_AREAS,
    ),
    Clause(
        id="P-20",
        section=PREAMBLE,
        title=_("National inventories"),
        text=_(
            "Developing countries and countries with economies in transition get help with "
            "their national mercury inventories, within the means available."
        ),
        who=("SEC", "LEAD"),
        enforcement=Enforcement.DATA,
        status=Status.PLANNED,
        how=NOT_YET,
    ),
    Clause(
        id="P-21",
        section=PREAMBLE,
        title=_("Mandates"),
        text=_(
            "The governing body of UNEP keeps UNEP involved, urges partners to go on and "
            "invites others to join."
        ),
        who=("VIS",),
        enforcement=Enforcement.PUBLIC,
        status=Status.PLANNED,
        how=NOT_YET,
    ),
    Clause(
        id="P-22",
        section=PREAMBLE,
        title=_("The Minamata Convention"),
        text=_(
            "The Partnership helps countries to ratify the Minamata Convention and to put "
            "it into practice."
        ),
        who=("LEAD",),
        enforcement=Enforcement.DATA,
        status=Status.SUPPORTED,
        how=_("Work can be tagged with the articles of the Convention that it serves."),
    ),
    Clause(
        id="P-23",
        section=PREAMBLE,
        title=_("A living document"),
        text=_(
            "The framework is reviewed in the light of experience. One edition is in "
            "force; older ones stay readable."
        ),
        who=("SEC", "PAGM"),
        enforcement=Enforcement.HARD,
        status=Status.PLANNED,
        how=NOT_YET,
    ),
)
