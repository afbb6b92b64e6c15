"""The working rules for what plans of areas list, and for what becomes of it."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gmp_portal.rulebook.working_rule import WorkingRule, figures

RULES_OF_PLAN_ENTRIES: tuple[WorkingRule, ...] = (
    WorkingRule(
        id="R-68",
        question=_("When are people reminded of a milestone?"),
        value={"first": 30, "second": 7, "after": 1},
        sentence=figures(
            _(
                "The contact of the effort, the people of its partner and the leads of the area "
                "are reminded %(first)s days and %(second)s days before, and once %(after)s days "
                "after, as long as nobody noted that it is reached. What is noted of a milestone "
                "stands beside the plan, whose text stays as it was published: it is reached on a "
                "day, or moved to another day with a reason, or not reached after all."
            )
        ),
        clauses=("A2-IV-3", "A2-VIII-2"),
        labels={
            "first": _("Days before, the first time"),
            "second": _("Days before, the second time"),
            "after": _("Days after, once"),
        },
    ),
    WorkingRule(
        id="R-45",
        question=_("When are people reminded that a plan is to be reviewed?"),
        value={"first": 90, "second": 30, "after": 14},
        sentence=figures(
            _(
                "Each plan names the day of its next review. The leads of the area and the "
                "secretariat are reminded %(first)s days and %(second)s days before it, and once "
                "%(after)s days after, unless the next version is being written by then. A plan "
                "in force is amended by its next version, which begins as a copy of it."
            )
        ),
        clauses=("A2-VIII-1", "A2-VIII-2"),
        labels={
            "first": _("Days before, the first time"),
            "second": _("Days before, the second time"),
            "after": _("Days after, once"),
        },
    ),
    WorkingRule(
        id="R-69",
        question=_("Where do the risks of an area stand?"),
        value="VIII",
        sentence=lambda _value: gettext(
            "In section VIII of its plan, since each review looks at them again: what may go "
            "wrong, how likely it is, what it would do, what is done about it, which partner "
            "looks after it, and which objective it endangers. The framework asks for none: a "
            "plan without risks lacks nothing."
        ),
        clauses=("A2-VIII-2",),
        labels={"": _("Section of the plan")},
        choices=("VIII",),
    ),
    WorkingRule(
        id="R-73",
        question=_("Who keeps the efforts of a partner in a draft?"),
        value="IV",
        sentence=lambda _value: gettext(
            "The leads of the area write all of section IV. They may ask partners of the area, "
            "until a day, to keep their own efforts there: whoever works for such a partner adds, "
            "changes and removes its efforts, and no others, while the plan is a draft. Whoever "
            "speaks for it then answers that they are complete, or that it has none, and may take "
            "the answer back. Such a request ends when the plan goes before the area, or when the "
            "leads take it back."
        ),
        clauses=("A1-6a-i", "A2-IV-1", "B4-2"),
        labels={"": _("Section of the plan")},
        choices=("IV",),
    ),
)
