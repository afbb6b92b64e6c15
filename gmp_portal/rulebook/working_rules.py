"""The working rules of the secretariat: what the framework leaves open, and the answers."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from gmp_portal.rulebook.working_rule import WorkingRule, figure, figures, yes_or_no
from gmp_portal.words import listed, sentences

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def _word_count(values: dict[str, Any]) -> str:
    sentence = gettext(
        "In scripts with spaces every word counts one. In Chinese every character counts "
        "%(per_han_character)s and every run of letters or digits %(per_run)s."
    )
    binding = (
        gettext("Only the original language binds; a translation may be longer.")
        if values["only_original_binds"]
        else gettext("Every translation has to keep the limit, too.")
    )
    return sentences(sentence % values, binding)


def _individuals_letter(values: dict[str, bool]) -> str:
    labels = RULE_OF_INDIVIDUALS
    shown = [str(label) for part, label in labels.items() if values[part]]
    hidden = [str(label) for part, label in labels.items() if not values[part]]
    said = []
    if shown:
        said.append(gettext("The public sees: %(parts)s.") % {"parts": listed(shown)})
    if hidden:
        said.append(
            gettext("The public never sees: %(parts)s.") % {"parts": listed(hidden)}
        )
    of_every_letter = gettext(
        "As of every letter its number, its country, its areas and its days are public, too."
    )
    return sentences(*said, of_every_letter)


def _consensus_in_session(values: dict[str, Any]) -> str:
    sentence = gettext(
        "A text is put before a meeting once it has begun and its attendance is recorded. "
        "Whoever declares the consensus may recall it for %(recall_hours)s hours; then it is "
        "adopted."
    )
    absent = (
        gettext(
            "Members who were absent, who say that they were not there, or whose objection a new "
            "text was to meet may object first, for the least time of R-07."
        )
        if values["absent_may_object"]
        else gettext("Members who were absent are listed and not asked again.")
    )
    return sentences(sentence % values, absent)


RULE_OF_INDIVIDUALS: "dict[str, StrOrPromise]" = {
    "name": pgettext_lazy("person", "name"),
    "contribution": _("contribution"),
    "address": _("address"),
    "phone": _("telephone number"),
    "email": _("e-mail address"),
    "signature": _("signature"),
}

WORKING_RULES: tuple[WorkingRule, ...] = (
    WorkingRule(
        id="R-01",
        question=_("Does UNEP take one of the 25 seats of the Advisory Group?"),
        value=False,
        sentence=yes_or_no(
            _("Yes. UNEP, a member by office, takes one of the 25 seats."),
            _("No. UNEP is a member by office and stands outside the 25 seats."),
        ),
        clauses=("A1-3a", "A1-3e"),
        labels={"": _("UNEP counts among the 25")},
    ),
    WorkingRule(
        id="R-02",
        question=_("May transitional members exceed the 25 seats?"),
        value=True,
        sentence=yes_or_no(
            _("Yes. They are counted apart, and each of their seats has an end date."),
            _("No. A transitional member takes one of the 25 seats, until its end date."),
        ),
        clauses=("A1-3a", "A1-3c-T"),
        labels={"": _("Transitional members may exceed the 25")},
    ),
    WorkingRule(
        id="R-03",
        question=_("How many terms may a chair of the Advisory Group serve?"),
        value=2,
        sentence=figure(_("At most %(value)s terms in all, counted per person.")),
        clauses=("A1-3d-3",),
        labels={"": _("Terms in all")},
    ),
    WorkingRule(
        id="R-04",
        question=_("How are the words of a plan's summary counted?"),
        value={"per_han_character": 1, "per_run": 1, "only_original_binds": True},
        sentence=_word_count,
        clauses=("A2-I-2",),
        labels={
            "per_han_character": _("Words per Chinese character"),
            "per_run": _("Words per run of letters or digits"),
            "only_original_binds": _("Only the original language binds"),
        },
    ),
    WorkingRule(
        id="R-05",
        question=_("When is a letter of intent published?"),
        value=14,
        sentence=figure(
            _(
                "Within %(value)s days of the confirmation, once it is cleared for the "
                "public."
            )
        ),
        clauses=("A1-2c-6",),
        labels={"": _("Days after the confirmation")},
    ),
    WorkingRule(
        id="R-06",
        question=_("Who confirms a participation for UNEP?"),
        value=False,
        sentence=yes_or_no(
            _("Any member of the secretariat who holds that right."),
            _(
                "A member of the secretariat who holds that right, but never for an "
                "organization of his or her own."
            ),
        ),
        clauses=("A1-2e",),
        labels={"": _("Officers may confirm an organization of their own")},
    ),
    WorkingRule(
        id="R-07",
        question=_("How long is a proposal open for objections between meetings?"),
        value={"minimum_hours": 72, "default_days": 7},
        sentence=figures(
            _(
                "At least %(minimum_hours)s hours; %(default_days)s days unless set "
                "otherwise."
            )
        ),
        clauses=("A1-4a-iii", "A1-4b-iii"),
        labels={
            "minimum_hours": _("Hours at least"),
            "default_days": _("Days unless set otherwise"),
        },
    ),
    WorkingRule(
        id="R-08",
        question=_("What does “at least once a year” mean for meetings?"),
        value=1,
        sentence=figure(
            _(
                "Meetings needed in each calendar year: %(value)s. The months since the "
                "last meeting are shown as well. A gap is pointed out and blocks nothing."
            )
        ),
        clauses=("A1-4a-i", "A1-4b-i"),
        labels={"": _("Meetings per calendar year")},
    ),
    WorkingRule(
        id="R-09",
        question=_("When is a report late?"),
        value=30,
        sentence=figure(
            _(
                "From the day after its due date, and overdue %(value)s days later. It is "
                "listed as such, never left out."
            )
        ),
        clauses=("B7-1",),
        labels={"": _("Days of grace")},
    ),
    WorkingRule(
        id="R-10",
        question=_("Who adopts an amendment of the guidelines?"),
        value="advisory_group",
        sentence=lambda _value: gettext(
            "The Advisory Group, by consensus. A new edition then carries the day it takes "
            "effect."
        ),
        clauses=("A1-5-3",),
        labels={"": _("Body that adopts")},
        choices=("advisory_group",),
    ),
    WorkingRule(
        id="R-11",
        question=_("How does a partner leave?"),
        value=2,
        sentence=figure(
            _(
                "It withdraws by a statement of its own. It becomes inactive after a "
                "silence of %(value)s reporting periods and one unanswered question. Both "
                "can be undone, and both keep the history."
            )
        ),
        clauses=("A1-2b", "A1-6a-iii"),
        labels={"": _("Reporting periods without a report")},
    ),
    WorkingRule(
        id="R-12",
        question=_("How many leads does an area have?"),
        value={"leads": 1, "co_leads": 2},
        sentence=figures(
            _(
                "Leads: %(leads)s, or co-leads: %(co_leads)s, not both. An interim lead is "
                "a kind of its own."
            )
        ),
        clauses=("A1-4b-vi",),
        labels={"leads": _("Leads"), "co_leads": _("Co-leads")},
    ),
    WorkingRule(
        id="R-13",
        question=_("When is the report of a meeting due?"),
        value={"public_days": 90, "comment_days": 21},
        sentence=figures(
            _(
                "It is public %(public_days)s days after the meeting at the latest. Those "
                "who attended have %(comment_days)s days for comments."
            )
        ),
        clauses=("A1-4a-vi", "A1-6d-vii"),
        labels={
            "public_days": _("Days until it is public"),
            "comment_days": _("Days for comments"),
        },
    ),
    WorkingRule(
        id="R-14",
        question=_("What does the public see of an individual's letter?"),
        value={
            "name": True,
            "contribution": True,
            "address": False,
            "phone": False,
            "email": False,
            "signature": False,
        },
        sentence=_individuals_letter,
        clauses=("A1-2c-6",),
        labels=RULE_OF_INDIVIDUALS,
    ),
    WorkingRule(
        id="R-15",
        question=_("How many persons clear a letter for the public?"),
        value=2,
        sentence=figure(
            _("One; but %(value)s where personal data were found in the letter.")
        ),
        clauses=("A1-2c-6",),
        labels={"": _("Persons where personal data were found")},
    ),
    WorkingRule(
        id="R-16",
        question=_("In which order are steps taken?"),
        value="step_by_step",
        sentence=lambda _value: gettext(
            "Step by step: a record says where it stands, and only the steps that follow from "
            "there can be taken. Whoever comes second sees what the first one did."
        ),
        clauses=("A1-2d", "A1-3f-ii", "A1-4b-iii"),
        labels={"": _("Order of steps")},
        choices=("step_by_step",),
    ),
    WorkingRule(
        id="R-17",
        question=_("Which files does the portal keep?"),
        value="plain_files",
        sentence=lambda _value: (
            gettext(
                "PDFs, pictures, Word, Excel and OpenDocument files of at most %(limit)d MB that "
                "can be opened by everybody and carry no scripts, macros or attached programs. A "
                "signed letter is a PDF or a picture. Where what people open is a copy, what was "
                "sent is sealed beside it."
            )
            % {"limit": settings.FILE_LIMIT_BYTES // 1024 // 1024}
        ),
        clauses=("A1-2c-1", "A1-2c-6"),
        labels={"": _("Files that are kept")},
        choices=("plain_files",),
    ),
    WorkingRule(
        id="R-18",
        question=_("How does a consensus in session become final?"),
        value={"absent_may_object": True, "recall_hours": 24},
        sentence=_consensus_in_session,
        clauses=("A1-4a-iii", "A1-4b-iii"),
        labels={
            "absent_may_object": _("Absent members may object afterwards"),
            "recall_hours": _("Hours in which a declaration can be recalled"),
        },
    ),
    WorkingRule(
        id="R-20",
        question=_("How long is every saved text kept as it was at each moment?"),
        value={"all_hours": 48, "hourly_days": 90},
        sentence=figures(
            _(
                "Every save is kept for %(all_hours)s hours, after that one for each person "
                "and hour, and after %(hourly_days)s days one for each person and day. The "
                "first and the newest text stay, and whatever somebody typed against a newer "
                "text. For %(all_hours)s hours a form that is sent a second time saves "
                "nothing twice."
            )
        ),
        clauses=("A1-6b-ii",),
        labels={
            "all_hours": _("Hours for which every save is kept"),
            "hourly_days": _("Days for which one save for each hour is kept"),
        },
    ),
    WorkingRule(
        id="R-21",
        question=_("How does somebody sign for whom another person typed the name?"),
        value=30,
        sentence=figure(
            _(
                "By a link in a mail to the signatory, which works once and for %(value)s days. "
                "Without it the letter may be sent, but it is not confirmed."
            )
        ),
        clauses=("A1-2c-1",),
        labels={"": _("Days that the link works")},
    ),
    WorkingRule(
        id="R-22",
        question=_("How long is kept what somebody typed into a form and never sent?"),
        value={"days": 90, "most": 100},
        sentence=figures(
            _(
                "For %(days)s days after the last change, for this person alone to see; at most "
                "%(most)s forms for each person. It goes once the form is saved."
            )
        ),
        clauses=("A1-6a-iii", "A1-6b-ii"),
        labels={
            "days": _("Days after the last change"),
            "most": _("Forms for each person"),
        },
    ),
    WorkingRule(
        id="R-23",
        question=_("Who closes a partnership area?"),
        value="secretariat",
        sentence=lambda _value: gettext(
            "The secretariat, with a reason that its partners and leads are told. The framework "
            "asks for a decision of the Advisory Group where an area begins, and does not say "
            "how one ends."
        ),
        clauses=("P-6",),
        labels={"": _("Who closes")},
        choices=("secretariat",),
    ),
    WorkingRule(
        id="R-24",
        question=_("How often can somebody try to sign in?"),
        value={"mails": 3, "mails_in_all": 10, "tries": 20},
        sentence=figures(
            _(
                "From one place an e-mail address can be sent at most %(mails)s mails with a "
                "code within an hour, and from all places together %(mails_in_all)s; links for "
                "a new password, and links to sign a letter, are counted apart, in the same "
                "way. After %(tries)s wrong passwords within a day a password is not weighed "
                "any more; a code by mail or a new password signs in at once. A browser that "
                "signed in to the account before is counted for itself alone."
            )
        ),
        clauses=("A1-6a-iii",),
        labels={
            "mails": _("Mails within an hour from one place"),
            "mails_in_all": _("Mails within an hour from all places"),
            "tries": _("Wrong passwords within a day"),
        },
    ),
    WorkingRule(
        id="R-29",
        question=_("By which clock does a day begin and end?"),
        value="UTC",
        sentence=lambda _value: gettext(
            "A day of a meeting is the day where it meets: its own days, and the last days for "
            "its report, for comments on it and for objections to observers. Every other day, "
            "such as that of a deadline or of a term, is the day in UTC, the same for everybody."
        ),
        clauses=("A1-4a-i", "A1-4b-i"),
        labels={"": _("Clock of the portal")},
        choices=("UTC",),
    ),
)
