"""The working rule for what everybody may do with the data that the portal gives away."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gmp_portal.rulebook.working_rule import WorkingRule, figure, yes_or_no

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Licence:
    """The terms of use, by name and with the address at which they stand."""

    name: "StrOrPromise"
    url: str


LICENCES = {
    "CC BY 4.0": Licence(
        _("Creative Commons Attribution 4.0"),
        "https://creativecommons.org/licenses/by/4.0/",
    ),
    "CC BY 3.0 IGO": Licence(
        _("Creative Commons Attribution 3.0 IGO"),
        "https://creativecommons.org/licenses/by/3.0/igo/",
    ),
    "CC BY-SA 3.0 IGO": Licence(
        _("Creative Commons Attribution-ShareAlike 3.0 IGO"),
        "https://creativecommons.org/licenses/by-sa/3.0/igo/",
    ),
}


def _terms(value: Any) -> str:
    sentence = gettext(
        "Everybody may use the public lists, as files and through the programming interface, "
        "under the licence %(licence)s, naming the Global Mercury Partnership as the source."
    )
    return sentence % {"licence": LICENCES[value].name}


RULES_OF_PUBLISHING: tuple[WorkingRule, ...] = (
    WorkingRule(
        id="R-30",
        question=_("On which terms may everybody use the public data?"),
        value="CC BY 4.0",
        sentence=_terms,
        clauses=("A1-6d-ii",),
        labels={"": _("Licence")},
        choices=tuple(LICENCES),
    ),
    WorkingRule(
        id="R-72",
        question=_("Does every figure of a plan need an alternative text?"),
        value=True,
        sentence=yes_or_no(
            _(
                "A plan is put before its area only once each of its figures says in words what "
                "it shows, for people who do not see it."
            ),
            _("Whoever writes a plan is told which figures say nothing in words."),
        ),
        clauses=("A1-6d-ii",),
        labels={"": _("Needed before the plan is sent")},
    ),
)

RULES_OF_PLANS: tuple[WorkingRule, ...] = (
    WorkingRule(
        id="R-70",
        question=_("How many documents may go with a version of a business plan?"),
        value=10,
        sentence=figure(
            _(
                "At most %(value)s, such as a budget sheet or a background note. They are added "
                "and removed while the version is a draft, and stay with it afterwards; its "
                "leads say of each whether everybody may read it."
            )
        ),
        clauses=("B4-1",),
        labels={"": _("Documents")},
    ),
)

RULES_OF_PUBLIC_LETTERS: tuple[WorkingRule, ...] = (
    WorkingRule(
        id="R-42",
        question=_("For how long may the publication of a letter of intent be postponed?"),
        value=180,
        sentence=figure(
            _(
                "Until %(value)s days after the participation was confirmed, each time with a "
                "reason that the sender is told."
            )
        ),
        clauses=("A1-2c-6",),
        labels={"": _("Days after the confirmation")},
    ),
    WorkingRule(
        id="R-40",
        question=_("Who changes what the public reads of a published letter?"),
        value="two",
        sentence=lambda _value: gettext(
            "One member of the secretariat proposes the corrected version with a reason that "
            "everybody reads, and a second one puts it on the website. Until then the earlier "
            "one stays. One member alone takes a letter down at once, and what is proposed falls; "
            "it comes back by a correction. Day, version and reason stay for everybody to read."
        ),
        clauses=("A1-2c-6",),
        labels={"": _("How many people")},
        choices=("two",),
    ),
)
