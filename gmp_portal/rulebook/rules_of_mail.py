"""The working rules for what the secretariat writes to many people at once."""

from django.utils.translation import gettext_lazy as _

from gmp_portal.rulebook.working_rule import WorkingRule, figure, figures

RULES_OF_MAIL: tuple[WorkingRule, ...] = (
    WorkingRule(
        id="R-41",
        question=_("What keeps a mail to many people from going out by mistake?"),
        value={"minutes": 10, "typed": 50},
        sentence=figures(
            _(
                "It waits %(minutes)s minutes, in which every officer can recall it. Its readers "
                "are those whom the page named when it was sent off; where they are more than "
                "%(typed)s, their number is typed. A list without people means nobody."
            )
        ),
        clauses=("A1-6c-i",),
        labels={
            "minutes": _("Minutes until it goes out"),
            "typed": _("The number is typed above so many readers"),
        },
    ),
    WorkingRule(
        id="R-52",
        question=_("Who may look at the portal through the eyes of somebody else?"),
        value=30,
        sentence=figure(
            _(
                "The head of branch and administrators, for %(value)s minutes and with a reason "
                "that the ledger keeps. They only read, and do not see what belongs to the "
                "person alone; the person is told afterwards. Nobody looks through the eyes of "
                "the secretariat."
            )
        ),
        clauses=("A1-6c-i",),
        labels={"": _("Minutes until it ends by itself")},
    ),
)
