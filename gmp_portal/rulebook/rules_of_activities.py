"""The working rules for what partners carry out in the areas."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gmp_portal.rulebook.working_rule import WorkingRule, figures

RULES_OF_ACTIVITIES: tuple[WorkingRule, ...] = (
    WorkingRule(
        id="R-75",
        question=_("How does an activity of a partner begin, and how does it end?"),
        value="acknowledged",
        sentence=lambda _value: gettext(
            "Whoever speaks for a partner of the area begins an activity at any time, as a draft "
            "that the partner, those who carry it out too and the leads of the area see. Sent to "
            "the leads, it is acknowledged, or sent back with a question; it can be taken back "
            "until then. The secretariat reads what is sent, and records a lead where the area has "
            "none. The leads acknowledge activities of their own organizations as well: "
            "they note that they know of one, and decide nothing. Everybody reads it from then "
            "on, and it stays as it was acknowledged. It is active from its first day, and over "
            "after its last one; its partner may end it at any time, with what came of it. What "
            "only a report tells of is shown as known from reports, and is never called "
            "acknowledged."
        ),
        clauses=("A1-6a-i", "A1-6b-iii", "B7-5"),
        labels={"": _("Everybody reads it once it is")},
        choices=("acknowledged",),
    ),
    WorkingRule(
        id="R-76",
        question=_("How often does an activity count that several areas share?"),
        value="once",
        sentence=lambda _value: gettext(
            "Once, in every list and total of the Partnership, and in the list of each area that "
            "shares it. The same holds for what several reports tell in other words. Where two "
            "areas have an activity of one partner with the same title, the leads of the later "
            "one are asked whether they are one. Their answer is kept, and holds as well when a "
            "later report tells of it in other words. In the progress report of a period, the "
            "activities that ran in it are there already."
        ),
        clauses=("A2-IX-1", "B7-5", "A1-6a-iii"),
        labels={"": _("An activity counts")},
        choices=("once",),
    ),
    WorkingRule(
        id="R-77",
        question=_("Who says which others take part in an activity?"),
        value="partner",
        sentence=lambda _value: gettext(
            "The partner that begins it names the partners that carry it out too, whoever was "
            "consulted, and who pays for it; it answers for what it says. Whoever speaks for a "
            "partner that is said to carry it out too sees the draft, and may say at any time "
            "that it does not: then it is not named any more. The register of funders of the "
            "secretariat is not opened by this."
        ),
        clauses=("A1-6a-i", "A1-6a-vi"),
        labels={"": _("Named by")},
        choices=("partner",),
    ),
    WorkingRule(
        id="R-85",
        question=_(
            "When are people reminded of activities and of suggested opportunities?"
        ),
        value={"suggestion": 7, "sent": 14, "over": 30},
        sentence=figures(
            _(
                "The leads of an area are reminded of a suggested opportunity %(suggestion)s days "
                "before the last day for their answer, and on that day; of an activity that waits "
                "to be acknowledged, %(sent)s days after it was sent. Whoever speaks for a partner "
                "is reminded to end its activity, and to say what came of it, %(over)s days after "
                "the last day of the activity. The secretariat is told where an area has no lead."
            )
        ),
        clauses=("A1-6a-iv", "A1-6a-i", "A1-6b-iii"),
        labels={
            "suggestion": _("Days before the leads should have answered a suggestion"),
            "sent": _("Days after an activity was sent to the leads"),
            "over": _("Days after the last day of an activity"),
        },
    ),
)
