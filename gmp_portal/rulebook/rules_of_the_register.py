"""The working rules for what comes into the register without a letter, and for its people."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gmp_portal.rulebook.working_rule import WorkingRule, figure, figures

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
    WorkingRule(
        id="R-38",
        question=_("How does somebody come to the people of a partner by an invitation?"),
        value={"days": 21, "waiting": 20},
        sentence=figures(
            _(
                "A focal point, an alternate or the secretariat sends it to one address and for "
                "one role. Whoever proves by a code that the address is his or her own accepts "
                "or declines it within %(days)s days. It can be sent again and withdrawn while "
                "it waits, and ends where whoever sent it leaves the partner. A partner has at "
                "most %(waiting)s of them waiting at a time."
            )
        ),
        clauses=("A1-6a-ii",),
        labels={
            "days": _("Days to answer"),
            "waiting": _("Invitations of a partner that wait at a time"),
        },
    ),
    WorkingRule(
        id="R-39",
        question=_("May the last focal point of a partner leave?"),
        value="said",
        sentence=lambda _value: gettext(
            "Yes. Somebody follows who accepts to, or whoever ends the term says that nobody "
            "follows yet, and why: the secretariat then asks the partner for somebody else."
        ),
        clauses=("A1-6a-ii", "A1-6c-v"),
        labels={"": _("What the end of the term needs")},
        choices=("said",),
    ),
    WorkingRule(
        id="R-55",
        question=_("When do two entries of the register become one?"),
        value="settled",
        sentence=lambda _value: gettext(
            "When the secretariat has seen that both are the same organization, and nothing of "
            "either waits for a decision: no letter of intent that is examined or to be "
            "published, no request, no invitation, no statement that it leaves or is back, no "
            "question whether it stays, no report, no open decision. The entry that takes part "
            "stays. Letters and whatever else was sent, decided or frozen stay as they were, "
            "and are shown with the entry that stays. Nothing is deleted."
        ),
        clauses=("A1-2e", "A1-6d-ii"),
        labels={"": _("What has to be settled")},
        choices=("settled",),
    ),
    WorkingRule(
        id="R-56",
        question=_("For how long can two merged entries be taken apart?"),
        value=30,
        sentence=figure(
            _(
                "For %(value)s days after they were merged. What nobody has changed since goes "
                "back; what somebody has changed is named and stays where it is."
            )
        ),
        clauses=("A1-6d-ii",),
        labels={"": _("Days after they were merged")},
    ),
    WorkingRule(
        id="R-43",
        question=_(
            "How often are the people of partners asked whether their details are right?"
        ),
        value={"days": 365, "reminder": 30},
        sentence=figures(
            _(
                "Whoever works for a partner is asked by mail when the details were confirmed "
                "more than %(days)s days ago, or never, and once more %(reminder)s days later, "
                "unless the secretariat chose other days for this reminder (R-61). One click "
                "confirms them."
            )
        ),
        clauses=("A1-6d-iii",),
        labels={
            "days": _("Days after which the question comes"),
            "reminder": _("Days until it is asked once more"),
        },
    ),
    WorkingRule(
        id="R-65",
        question=_("When does the secretariat ask people about their details by itself?"),
        value=30,
        sentence=figure(
            _(
                "At any time, also before the year is over, for one partner or for many. Whoever "
                "has confirmed the details or was asked in the last %(value)s days is left in "
                "peace."
            )
        ),
        clauses=("A1-6d-iii", "A1-6c-i"),
        labels={"": _("Days in which nobody is asked again")},
    ),
    WorkingRule(
        id="R-46",
        question=_("How long has a silent partner to say whether it stays?"),
        value={"days": 60, "before": 14},
        sentence=figures(
            _(
                "%(days)s days from the question of the secretariat, with a reminder "
                "%(before)s days before the last one, unless the secretariat chose other days for "
                "it (R-61). Then an officer looks at what is known and notes that it is inactive, "
                "or leaves it as it is. Nothing happens by itself, and a late answer counts while "
                "nobody has noted it."
            )
        ),
        clauses=("A1-2b", "A1-6a-iii"),
        labels={"days": _("Days to answer"), "before": _("Reminder, days before the end")},
    ),
    WorkingRule(
        id="R-47",
        question=_("For how long can a partner take back that it leaves?"),
        value=14,
        sentence=figure(
            _(
                "For %(value)s days at least, and a year more at most, until the day on which "
                "it leaves. What it still holds is named before it says so. After that day the "
                "secretariat can take it back, or it sends a new letter of intent."
            )
        ),
        clauses=("A1-2b",),
        labels={"": _("Days until it leaves, at least")},
    ),
    WorkingRule(
        id="R-48",
        question=_(
            "For how long may the secretariat leave a partner or an entry as it is?"
        ),
        value=365,
        sentence=figure(
            _(
                "Until a day of its choice, %(value)s days ahead at most, each time with a reason. "
                "Then it is on the list again."
            )
        ),
        clauses=("A1-6d-ii", "A1-6c-i"),
        labels={"": _("Days at most")},
    ),
    WorkingRule(
        id="R-57",
        question=_("How does a letter come in that was sent on paper or by e-mail?"),
        value="filed",
        sentence=lambda _value: gettext(
            "A member of the secretariat files it for its sender: the name and the country are "
            "entered twice, and the signed letter is kept as it came. The sender is told the "
            "number and where to follow it, and has all steps of a sender from then on. "
            "Whoever filed a letter does not confirm it."
        ),
        clauses=("A1-2c-1", "A1-6c-i"),
        labels={"": _("Who enters it")},
        choices=("filed",),
    ),
    WorkingRule(
        id="R-44",
        question=_("Which letters from before the portal stand in the register?"),
        value="told",
        sentence=lambda _value: gettext(
            "Those that the secretariat adds to a partner of which no letter of intent is in the "
            "portal. Everybody reads the day or the year, the language and how the letter is "
            "known. The signed letter itself is open to the secretariat and the people of the "
            "partner alone. What was added by mistake is withdrawn with a reason, and the mark "
            "stays."
        ),
        clauses=("A1-2c-6", "A1-6c-i"),
        labels={"": _("What the public reads")},
        choices=("told",),
    ),
    WorkingRule(
        id="R-60",
        question=_("What do people hear who come in from a table of contacts?"),
        value="nothing",
        sentence=lambda _value: gettext(
            "Nothing, until the secretariat writes to them with one press, each of them once. The "
            "directory says of each that the entry comes from a table and is not confirmed; the "
            "yearly question reaches them a year after it. The name of a person is public only "
            "where the table says that the person agreed, and where that is written. An account "
            "that is made has no password and gets no news: whoever proves the address by a code "
            "has it."
        ),
        clauses=("A1-6d-iii", "A1-6c-i"),
        labels={"": _("What they hear")},
        choices=("nothing",),
    ),
)
