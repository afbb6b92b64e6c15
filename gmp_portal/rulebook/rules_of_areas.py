"""The working rules for topics that cross the areas, and for partners that are new in one."""

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from gmp_portal.rulebook.working_rule import WorkingRule, figure
from gmp_portal.words import sentences


def _topics(value: int) -> str:
    least = ngettext(
        "A topic belongs to at least %(value)s area, from one day until another.",
        "A topic belongs to at least %(value)s areas, each from one day until another.",
        value,
    )
    return sentences(
        gettext(
            "The secretariat starts a topic, changes its words and its areas, names who convenes "
            "it and closes it."
        ),
        least % {"value": value},
        gettext(
            "One that was on record before the portal may wait for its areas. At most one person "
            "of a partner convenes a topic at a time, and no right comes with that. The leads of "
            "each area say which objectives and efforts of its plans belong to the topic. What is "
            "over stays on record."
        ),
    )


RULES_OF_AREAS: tuple[WorkingRule, ...] = (
    WorkingRule(
        id="R-81",
        question=_("Who keeps the topics that cross the areas?"),
        value=1,
        sentence=_topics,
        clauses=("P-6", "A1-1b", "B2-2"),
        labels={"": _("Areas of a topic, at least")},
    ),
    WorkingRule(
        id="R-82",
        question=_("Which partners of an area are new?"),
        value=180,
        sentence=figure(
            _(
                "Those that joined on the day of the area's last meeting or later; as long as the "
                "area has not met, those that joined in the last %(value)s days. The leads of the "
                "area write what new partners need. Whoever works for a new partner notes its "
                "first steps there; what the record shows by itself, nobody notes: who came to a "
                "meeting, and which efforts a plan names. The leads see what is still open."
            )
        ),
        clauses=("A1-6a-viii", "A1-6b-iii"),
        labels={"": _("Days, as long as the area has not met")},
    ),
)
