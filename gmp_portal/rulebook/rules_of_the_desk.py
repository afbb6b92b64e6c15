"""The working rules for what the secretariat does at its desk, for others and with many records."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gmp_portal.rulebook.working_rule import WorkingRule, figure, figures

RULES_OF_THE_DESK: tuple[WorkingRule, ...] = (
    WorkingRule(
        id="R-52",
        question=_("Who may look at the portal through the eyes of somebody else?"),
        value=30,
        sentence=figure(
            _(
                "The head of branch, for %(value)s minutes and with a reason that the ledger "
                "keeps. He or she only reads, and sees saved drafts of the person, but not the "
                "account, the settings, the mails and what was typed and not saved, and opens no "
                "file that not everybody may read. The person is told afterwards. Nobody looks "
                "through the eyes of the secretariat."
            )
        ),
        clauses=("A1-6c-i",),
        labels={"": _("Minutes until it ends by itself")},
    ),
    WorkingRule(
        id="R-53",
        question=_("What keeps an act on many letters or partners from going wrong?"),
        value={"typed": 50, "most": 500},
        sentence=figures(
            _(
                "The list is frozen before anybody decides on it, and says with which letters or "
                "partners of it the act is possible, and why not with the others. Where they are "
                "more than %(typed)s, their number is typed; there are at most %(most)s. Each is "
                "dealt with by itself, under all rules. An empty list means none."
            )
        ),
        clauses=("A1-6c-i",),
        labels={
            "typed": _("The number is typed above so many"),
            "most": _("Letters or partners at most"),
        },
    ),
    WorkingRule(
        id="R-54",
        question=_("What may the secretariat change in the mails of the portal?"),
        value=2000,
        sentence=figure(
            _(
                "For each kind of mail and each language it adds a paragraph of its own, of at "
                "most %(value)s characters, and may write another subject. The built-in text "
                "stays, unless a whole text takes its place (R-63). Facts come in by named "
                "places only, which every mail of the kind can fill; an unknown place is refused. "
                "Where the own words cannot be filled in, the built-in mail goes out as it is. "
                "When the built-in text changes, the list says so."
            )
        ),
        clauses=("A1-6c-i",),
        labels={"": _("Characters of the own paragraph at most")},
    ),
    WorkingRule(
        id="R-58",
        question=_("When do two accounts of one person become one?"),
        value="settled",
        sentence=lambda _value: gettext(
            "When the head of branch has seen that both belong to the same person, and says why. "
            "Nothing of either waits that only one of them can settle: no letter of intent that "
            "is examined, no open decision, no term that runs in both. Whoever acts or acted for "
            "the secretariat is never merged, nor is an account whose data are removed: nobody "
            "gets rights that neither account had. The addresses that were proved lead to the "
            "account that stays, and no other ones; an account whose own address nobody proved "
            "does not stay where that of the other one was. What was written, signed or decided "
            "stays with the account that did it. The person is told at these addresses. The two "
            "can be taken apart for the days of R-56."
        ),
        clauses=("A1-6d-iii", "A1-6c-i"),
        labels={"": _("What has to be settled")},
        choices=("settled",),
    ),
    WorkingRule(
        id="R-63",
        question=_("When may the secretariat write a whole mail of the portal?"),
        value=10000,
        sentence=figure(
            _(
                "Always, of at most %(value)s characters, for each kind of mail and each language, "
                "except codes and mails of the sign-in. Places of the built-in text are named in "
                "it; its link and its days must stay, an unknown place is refused, and it has no "
                "instructions and no HTML. When the built-in text of that language changes, or a "
                "place cannot be filled, the built-in mail goes out, and the list says so."
            )
        ),
        clauses=("A1-6c-i",),
        labels={"": _("Characters of a whole mail at most")},
    ),
)
