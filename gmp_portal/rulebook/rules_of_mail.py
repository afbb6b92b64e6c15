"""The working rules for what the secretariat writes to many people at once."""

from django.utils.translation import gettext_lazy as _

from gmp_portal.rulebook.working_rule import WorkingRule, figures

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
)
