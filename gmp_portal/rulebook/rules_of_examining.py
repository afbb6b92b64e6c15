"""The working rules for how UNEP examines a letter of intent, asks its sender and confirms."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gmp_portal.rulebook.working_rule import WorkingRule, figure, figures


def _who_confirms(value: str) -> str:
    if value == "head":
        return gettext(
            "The head of the branch, and whoever holds that office in his or her place for some "
            "days: the officers of the secretariat examine the letter and lay it before them."
        )
    return gettext("Every officer of the secretariat.")


RULES_OF_EXAMINING: tuple[WorkingRule, ...] = (
    WorkingRule(
        id="R-33",
        question=_("When is the sender of a letter reminded of questions that are open?"),
        value={"before": 3, "after": 2},
        sentence=figures(
            _(
                "Once %(before)s days before the answer is due, and once %(after)s days after "
                "it, unless the secretariat chose other days for this reminder (R-61). A sender "
                "who was given more time is reminded anew; nothing is decided by itself when the "
                "day has passed."
            )
        ),
        clauses=("A1-2d",),
        labels={"before": _("Days before"), "after": _("Days after")},
    ),
    WorkingRule(
        id="R-34",
        question=_("Who holds the right to confirm a participation?"),
        value="head",
        sentence=_who_confirms,
        clauses=("A1-2e",),
        labels={"": _("Who confirms")},
        choices=("head", "officer"),
    ),
    WorkingRule(
        id="R-35",
        question=_("Within how many days does UNEP mean to decide on a letter of intent?"),
        value=30,
        sentence=figure(
            _(
                "Within %(value)s days after it was sent. Days on which UNEP waits for answers "
                "of the sender count, too. Later letters stand out on the desk."
            )
        ),
        clauses=("A1-2e",),
        labels={"": _("Days until UNEP decides")},
    ),
)
