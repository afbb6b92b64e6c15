"""The working rules for what an area does together: its plan, and its next lead."""

from django.utils.translation import gettext_lazy as _

from gmp_portal.rulebook.working_rule import WorkingRule, figure, figures

RULES_OF_TALK: tuple[WorkingRule, ...] = (
    WorkingRule(
        id="R-66",
        question=_("When are people reminded of what the leads of an area ask them for?"),
        value={"first": 7, "second": 1, "after": 3},
        sentence=figures(
            _(
                "%(first)s days and %(second)s day before the day that the leads named, and "
                "%(after)s days after it, unless the secretariat chose other days for these "
                "reminders (R-61). Nobody is reminded on the day of the request itself, nor of "
                "what is done, taken back or closed."
            )
        ),
        clauses=("A1-6b-ii", "B4-2"),
        labels={
            "first": _("First reminder, days before"),
            "second": _("Second reminder, days before"),
            "after": _("Reminder, days after"),
        },
    ),
    WorkingRule(
        id="R-67",
        question=_("Since when is somebody told what others changed in a plan?"),
        value={"minutes": 30, "days": 90},
        sentence=figures(
            _(
                "Since the end of the visit before: a visit to a draft ends when %(minutes)s "
                "minutes pass in which the person opens neither its page, nor a section, nor "
                "what changed in it. A section is marked until the person opens it, or says to "
                "have seen all. This is kept for the person alone, and forgotten %(days)s days "
                "after the last visit."
            )
        ),
        clauses=("A1-6b-ii", "B4-4"),
        labels={
            "minutes": _("Minutes after which a visit has ended"),
            "days": _("Days after which a visit is forgotten"),
        },
    ),
)

RULES_OF_SUCCESSION: tuple[WorkingRule, ...] = (
    WorkingRule(
        id="R-74",
        question=_("What happens before an area is without a lead, and what if it is?"),
        value=180,
        sentence=figure(
            _(
                "From %(value)s days before nobody leads an area, its page on the succession and "
                "the desk of the secretariat say so: the area agrees on its next lead. In between "
                "it may have an interim lead, agreed on in the same way, who does what a lead "
                "does and stays until a lead begins, for two years at most."
            )
        ),
        clauses=("A1-4b-vi", "A1-6a-v"),
        labels={"": _("Days before nobody leads the area")},
    ),
)
