"""The clauses of Annex 2, sections I to IV: summary, objectives, actions and efforts."""

from django.utils.translation import gettext_lazy as _

from gmp_portal.rulebook.definitions import Clause, Enforcement, Status

SUMMARY_OF_THE_ISSUE = _("Annex 2, I. Summary of the issue")
OBJECTIVES = _("Annex 2, II. Objectives")
PRIORITY_ACTIONS = _("Annex 2, III. Priority actions")
PARTNER_EFFORTS_AND_TIMELINES = _("Annex 2, IV. Partner efforts and timelines")

CLAUSES = (
    Clause(
        id="A2-I-1",
        section=SUMMARY_OF_THE_ISSUE,
        title=_("Why it matters"),
        text=_(
            "The summary says why the issue matters to the Partnership, and in what "
            "context."
        ),
        who=("LEAD",),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=_("A plan without a summary cannot be submitted."),
    ),
    Clause(
        id="A2-I-2",
        section=SUMMARY_OF_THE_ISSUE,
        title=_("At most 250 words"),
        text=_("The summary has at most 250 words."),
        who=("LEAD",),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=_(
            "The portal counts while you write, and refuses a longer summary in its "
            "original language."
        ),
    ),
    Clause(
        id="A2-II-1",
        section=OBJECTIVES,
        title=_("At least one objective"),
        text=_("Objectives say what the area wants to reach."),
        who=("LEAD",),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=_("A plan without an objective cannot be submitted."),
    ),
    Clause(
        id="A2-II-2",
        section=OBJECTIVES,
        title=_("Clear and measurable"),
        text=_(
            "An objective is clear, can be measured, aims at something and can be reached."
        ),
        who=("LEAD",),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=_("An objective needs a measure and a target."),
    ),
    Clause(
        id="A2-II-3",
        section=OBJECTIVES,
        title=_("Linked to the goal"),
        text=_("An objective is clearly linked to the overall goal."),
        who=("LEAD",),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=_("An objective names at least one of the four objectives of the framework."),
    ),
    Clause(
        id="A2-III-1",
        section=PRIORITY_ACTIONS,
        title=_("Three to five actions"),
        text=_("The plan names its main actions; three to five are suggested."),
        who=("LEAD",),
        enforcement=Enforcement.SOFT,
        status=Status.FLAGGED,
        how=_("Another number is pointed out and blocks nothing."),
    ),
    Clause(
        id="A2-III-2",
        section=PRIORITY_ACTIONS,
        title=_("Actions serve objectives"),
        text=_("Every action is linked to an objective."),
        who=("LEAD",),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=_("An action without an objective is refused."),
    ),
    Clause(
        id="A2-IV-1",
        section=PARTNER_EFFORTS_AND_TIMELINES,
        title=_("Who does what"),
        text=_(
            "Under each action stand the main contributions of partners: general ones, "
            "those between two and those of several."
        ),
        who=("LEAD", "PTR"),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=_("An effort needs its action and its partner."),
    ),
    Clause(
        id="A2-IV-2",
        section=PARTNER_EFFORTS_AND_TIMELINES,
        title=_("Efforts serve objectives"),
        text=_("Every effort is clearly linked to an objective."),
        who=("LEAD",),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=_("The link follows from the action the effort belongs to."),
    ),
    Clause(
        id="A2-IV-3",
        section=PARTNER_EFFORTS_AND_TIMELINES,
        title=_("Cost, time and milestones"),
        text=_(
            "An effort is described simply and clearly, with cost, duration, targets and "
            "milestones as far as they are known."
        ),
        who=("LEAD",),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=_(
            "Unknown facts are shown as not available; an end before the start or a "
            "negative cost is refused."
        ),
    ),
    Clause(
        id="A2-IV-4",
        section=PARTNER_EFFORTS_AND_TIMELINES,
        title=_("Whom to ask"),
        text=_("Every effort names somebody to contact."),
        who=("LEAD",),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=_("An effort without a contact is refused."),
    ),
)
