"""The working rules for what comes into the register of partners without a letter."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gmp_portal.rulebook.working_rule import WorkingRule, figure

RULES_OF_THE_REGISTER: tuple[WorkingRule, ...] = (
    WorkingRule(
        id="R-36",
        question=_("Who comes into the register without a letter in this portal?"),
        value="source",
        sentence=lambda _value: gettext(
            "Partners of whom a source shows that they took part before: the secretariat brings "
            "them in from a table, and each row names its source. Whoever joins today sends a "
            "letter of intent, and nobody comes in past a letter that UNEP examines."
        ),
        clauses=("A1-2e", "A1-6d-ii"),
        labels={"": _("What shows it")},
        choices=("source",),
    ),
    WorkingRule(
        id="R-37",
        question=_("For how long can an import of partners be taken back?"),
        value=30,
        sentence=figure(
            _(
                "For %(value)s days after it was written, as a whole, and only while nobody has "
                "changed its partners or recorded anything of theirs."
            )
        ),
        clauses=("A1-6d-ii",),
        labels={"": _("Days after it was written")},
    ),
)
