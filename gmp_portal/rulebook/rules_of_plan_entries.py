"""The working rules for what plans of areas list, and for what becomes of it."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gmp_portal.rulebook.working_rule import WorkingRule, figure, figures

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
    WorkingRule(
        id="R-78",
        question=_("How does an idea come into the register of an area?"),
        value=30,
        sentence=figure(
            _(
                "Whoever works for a confirmed partner, of any area, suggests it. Within "
                "%(value)s days the leads of the area take it in, ask back, or decline it with a "
                "reason. Until they have taken it in or declined it, its partner may take it back. "
                "Its partner, the leads and the secretariat read it until it is taken in; then "
                "everybody does. An idea that a plan lists for the first time stands in the "
                "register once that plan is published, and the register takes over the words of "
                "the plan."
            )
        ),
        clauses=("A1-6a-iv", "A2-V-1", "A2-V-2"),
        labels={"": _("Days for the answer of the leads")},
    ),
    WorkingRule(
        id="R-79",
        question=_("How do ideas go on, and who says that they are of interest?"),
        value="register",
        sentence=lambda _value: gettext(
            "The leads say where an idea stands: it is scoped, seeks funding, is taken up or "
            "dropped, each from the states before it; who drops it says why. The register alone "
            "keeps the state: drafts of the plan follow it, and a version that is sent keeps what "
            "it said. As long as an idea is open, whoever speaks for a confirmed partner, or has "
            "sent a letter of intent that UNEP is examining, may say once that they are "
            "interested, and take it back. Everybody reads which partners those are and how many "
            "applicants; words and contact are for the leads of the area and the secretariat. "
            "Once UNEP has confirmed the letter of an applicant, its partner is named instead. "
            "Whose letter is declined or withdrawn is not named any more, and neither is a partner "
            "that takes part no more: words and contact are deleted then."
        ),
        clauses=("A2-V-1", "A2-V-2"),
        labels={"": _("Where the state is kept")},
        choices=("register",),
    ),
    WorkingRule(
        id="R-80",
        question=_("How is a donor of a plan known to be a partner or a funder?"),
        value="secretariat",
        sentence=lambda _value: gettext(
            "The secretariat says so for each donor, by hand: the portal proposes partners and "
            "funders whose names are alike, with reasons, and decides nothing. What was said holds "
            "for all versions of the plan, until one of them calls the donor by another name."
        ),
        clauses=("A2-VII-1",),
        labels={"": _("Who says so")},
        choices=("secretariat",),
    ),
    WorkingRule(
        id="R-83",
        question=_("How is a plan in force amended without starting anew?"),
        value={"days": 14},
        sentence=figures(
            _(
                "Whoever speaks for a partner of the area, and its leads, propose amendments to "
                "its plan in force, each with a reason and the places that shall read otherwise. "
                "The area agrees to one by its decision. Where it is not asked, a lead may note "
                "an amendment as agreed, with a reason that the area reads, once it has lain "
                "before the area for %(days)s days. When a newer version comes into force, open "
                "amendments go on against that one, and their places say where the plan has "
                "changed since."
            )
        ),
        clauses=("A2-VIII-2", "A1-4b-iii", "A1-6b-ii"),
        labels={"days": _("Days before a lead notes it as agreed")},
    ),
    WorkingRule(
        id="R-84",
        question=_("Does the area decide again on a version made of amendments?"),
        value="decided",
        sentence=lambda _value: gettext(
            "Leads take agreed amendments into the draft, or begin a version that is the plan in "
            "force with these changes alone; where two collide, they say by hand which words "
            "stand. While such a version says nothing else, and the area agreed to each of its "
            "amendments by a decision, it needs no other one before it is submitted to the "
            "Advisory Group."
        ),
        clauses=("A2-VIII-2", "A1-4b-iii"),
        labels={"": _("Which amendments need no other decision")},
        choices=("decided",),
    ),
)
