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
                "It waits %(minutes)s minutes, in which every officer can recall it, and the leads "
                "of an area what goes to its partners in their name. Its readers are those whom "
                "the page named when it was sent off; where they are more than %(typed)s, their "
                "number is typed. A list without people means nobody."
            )
        ),
        clauses=("A1-6c-i",),
        labels={
            "minutes": _("Minutes until it goes out"),
            "typed": _("The number is typed above so many readers"),
        },
    ),
    WorkingRule(
        id="R-62",
        question=_("How does somebody get the newsletter, and end it?"),
        value=7,
        sentence=figure(
            _(
                "Everybody can subscribe, with an account or without, to that of the Partnership "
                "or of an area. Without one, a mail proves the address within %(value)s days; "
                "what nobody confirms is deleted then. Each issue has a link that ends it at "
                "once, without signing in, and nothing of a subscription that ended is kept. "
                "Issues that went out stay in the public archive."
            )
        ),
        clauses=("A1-6d-i",),
        labels={"": _("Days in which an address is confirmed")},
    ),
    WorkingRule(
        id="R-61",
        question=_("On which days are people reminded of what is due?"),
        value={"most": 6, "before": 365, "after": 60},
        sentence=figures(
            _(
                "On the days that the table of reminders names: those that are built in, or those "
                "that the secretariat chose with a reason, at most %(most)s, at most %(before)s "
                "days before and %(after)s days after. Other days count from the day after they "
                "were chosen. Each reminder goes out once. Whoever gets it may ask for an earlier "
                "one besides; only reminders that merely inform can be switched off."
            )
        ),
        clauses=("A1-6a-iii", "A1-6c-i"),
        labels={
            "most": _("Reminders of one kind at most"),
            "before": _("Days before at most"),
            "after": _("Days after at most"),
        },
    ),
)
