"""The clauses of Annex 1, sections 1 and 2: principles and participation."""

from django.utils.translation import gettext_lazy as _

from gmp_portal.rulebook.definitions import Clause, Enforcement, Status

PRINCIPLES = _("Annex 1, 1. Principles")
PARTICIPATION = _("Annex 1, 2. Participation")

OWN_FIELD = _("The letter has a field of its own for this and cannot be sent without it.")

CLAUSES = (
    Clause(
        id="A1-1a",
        section=PRINCIPLES,
        title=_("Of one's own free will"),
        text=_(
            "The Partnership is voluntary and cooperative. Whoever joins agrees to work "
            "steadily towards the goal and supports the aims of SAICM and of the Minamata "
            "Convention."
        ),
        who=("APP",),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=_("A letter of intent cannot be sent without this declaration."),
    ),
    Clause(
        id="A1-1b",
        section=PRINCIPLES,
        title=_("Areas serve the priorities"),
        text=_(
            "The Partnership works through its areas, and each of them serves at least one "
            "of the priorities (a) to (g)."
        ),
        who=("SEC",),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=_("An area needs at least one priority."),
    ),
    Clause(
        id="A1-2a",
        section=PARTICIPATION,
        title=_("Open to all"),
        text=_(
            "Governments, regional economic integration organizations, international "
            "organizations, business, civil society, science, and any other body or person "
            "may join who agrees to work towards the goal."
        ),
        who=("APP",),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=_(
            "The letter offers eight kinds of partner and turns nobody away for "
            "nationality, size, accreditation or money."
        ),
    ),
    Clause(
        id="A1-2b",
        section=PARTICIPATION,
        title=_("Every partner contributes"),
        text=_("Every partner gives resources or knowledge to the work."),
        who=("APP", "PTR"),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=_("A letter names the kind of contribution and describes it."),
    ),
    Clause(
        id="A1-2c-1",
        section=PARTICIPATION,
        title=_("A letter of intent"),
        text=_("Whoever wants to join sends a letter to UNEP."),
        who=("APP",),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=_(
            "The portal takes in the letter, gives it a number and a time and confirms its "
            "receipt."
        ),
    ),
    Clause(
        id="A1-2c-2",
        section=PARTICIPATION,
        title=_("The letter: support"),
        text=_("The letter says that its sender supports the Partnership."),
        who=("APP",),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=OWN_FIELD,
    ),
    Clause(
        id="A1-2c-3",
        section=PARTICIPATION,
        title=_("The letter: commitment"),
        text=_("The letter says that its sender is committed to the goal."),
        who=("APP",),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=OWN_FIELD,
    ),
    Clause(
        id="A1-2c-4",
        section=PARTICIPATION,
        title=_("The letter: contribution"),
        text=_("The letter describes what its sender will contribute."),
        who=("APP",),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=OWN_FIELD,
    ),
    Clause(
        id="A1-2c-5",
        section=PARTICIPATION,
        title=_("Where the letter goes"),
        text=_(
            "The letter is addressed to the head of the UNEP branch for chemicals and "
            "health."
        ),
        who=("APP",),
        enforcement=Enforcement.DATA,
        status=Status.SUPPORTED,
        how=_("The address is printed on the letter."),
    ),
    Clause(
        id="A1-2c-6",
        section=PARTICIPATION,
        title=_("Letters are public"),
        text=_("Letters of intent stand on the website of the secretariat."),
        who=("VIS",),
        enforcement=Enforcement.PUBLIC,
        status=Status.ENFORCED,
        how=_(
            "A letter is published after its confirmation, once somebody has made sure "
            "that it shows no personal data."
        ),
    ),
    Clause(
        id="A1-2d",
        section=PARTICIPATION,
        title=_("Questions to the sender"),
        text=_(
            "UNEP may ask a sender for more information, following its own rules and "
            "policies."
        ),
        who=("SEC", "APP"),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=_(
            "The secretariat asks through the portal; a letter with an open question "
            "cannot be confirmed."
        ),
    ),
    Clause(
        id="A1-2e",
        section=PARTICIPATION,
        title=_("UNEP confirms"),
        text=_("UNEP confirms that somebody takes part."),
        who=("SEC",),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=_(
            "Only the secretariat confirms, never for an organization of one's own; a "
            "partner's rights begin with it."
        ),
    ),
)
