"""The working rules for what the portal keeps, how long, and how much of it."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gmp_portal.rulebook.working_rule import WorkingRule, figure, figures

RULES_OF_KEEPING: tuple[WorkingRule, ...] = (
    WorkingRule(
        id="R-26",
        question=_("How long are files kept that belong to nothing?"),
        value=30,
        sentence=figure(
            _(
                "For %(value)s days; then a removed file, or one of a discarded draft, is deleted "
                "for good. What a record names stays."
            )
        ),
        clauses=("A1-2c-1", "A1-2c-6"),
        labels={"": _("Days that they are kept")},
    ),
    WorkingRule(
        id="R-27",
        question=_("How much may one account have under way?"),
        value={"drafts": 20, "files": 100, "megabytes": 500},
        sentence=figures(
            _(
                "At most %(drafts)s drafts of letters that were not sent, and in 24 hours at most "
                "%(files)s files or %(megabytes)s MB."
            )
        ),
        clauses=("A1-2c-1",),
        labels={
            "drafts": _("Drafts of letters"),
            "files": _("Files in 24 hours"),
            "megabytes": _("Megabytes in 24 hours"),
        },
    ),
    WorkingRule(
        id="R-28",
        question=_("How long is kept what a finished piece of work left behind?"),
        value={"job_days": 30, "mail_days": 365},
        sentence=figures(
            _(
                "That a piece of work was done is kept for %(job_days)s days, and the text of a "
                "mail for %(mail_days)s days; to whom a mail went, and when, stays. What is not "
                "done, or could not be done, stays until it is."
            )
        ),
        clauses=("A1-6c-i",),
        labels={
            "job_days": _("Days for which a finished piece of work is kept"),
            "mail_days": _("Days for which the text of a mail is kept"),
        },
    ),
    WorkingRule(
        id="R-31",
        question=_("How long is a draft of a letter of intent kept?"),
        value={"days": 365, "warning_days": 30},
        sentence=figures(
            _(
                "For %(days)s days after it was saved last. Its sender is told %(warning_days)s "
                "days before it is deleted for good; saving it again keeps it."
            )
        ),
        clauses=("A1-2c-1",),
        labels={
            "days": _("Days that a draft is kept"),
            "warning_days": _("Days before, on which its sender is told"),
        },
    ),
    WorkingRule(
        id="R-32",
        question=_("How does a colleague without an account help with a letter of intent?"),
        value={"days": 14, "links": 5},
        sentence=figures(
            _(
                "By a link in a mail from the sender, for one purpose: to write the draft as "
                "well, or to upload the signed letter. It works for %(days)s days, can be taken "
                "back at any time, and its use is recorded. A draft has at most %(links)s links "
                "at a time; only its sender sends or deletes it."
            )
        ),
        clauses=("A1-2c-1",),
        labels={"days": _("Days that the link works"), "links": _("Links at a time")},
    ),
    WorkingRule(
        id="R-49",
        question=_("How does somebody have the own data removed?"),
        value=14,
        sentence=figure(
            _(
                "The person asks for it, and can take it back within %(value)s days. It waits "
                "while the person holds an office or has a letter of intent under way. Then name, "
                "addresses, settings and everything to sign in with are removed; decisions, "
                "letters that were sent, and the record of acts stay, under “former”."
            )
        ),
        clauses=("A1-6d-iii",),
        labels={"": _("Days in which it can be taken back")},
    ),
    WorkingRule(
        id="R-64",
        question=_("How are data removed of somebody who asks on paper or by mail?"),
        value="recorded",
        sentence=lambda _value: gettext(
            "A member of the secretariat records the day, how and where it was asked, and why. The "
            "person is told by mail, has the same days to take it back, and is kept by the same "
            "offices and letters; until then the secretariat can take it back, too. Nobody "
            "records it for himself or herself."
        ),
        clauses=("A1-6d-iii", "A1-6c-i"),
        labels={"": _("Who enters it")},
        choices=("recorded",),
    ),
    WorkingRule(
        id="R-50",
        question=_("How does somebody get a copy of the own data?"),
        value=100,
        sentence=figure(
            _(
                "At once, as a file to keep, for the person alone, who proves who it is. Files "
                "that the person sent are in it up to %(value)s MB, the newest first; the others "
                "are listed. The portal keeps no copy of it, only that it was made."
            )
        ),
        clauses=("A1-6d-iii",),
        labels={"": _("Megabytes of files in the copy")},
    ),
    WorkingRule(
        id="R-51",
        question=_("How long are traces of people kept that belong to no record?"),
        value={"reading_days": 1095, "account_days": 30},
        sentence=figures(
            _(
                "Who opened a file that not everybody may read, for %(reading_days)s days: who, "
                "when and which file, once an hour, and not from where; whoever sent the file is "
                "not noted. An account whose address nobody confirmed, and that neither was used "
                "nor ever held an office, for %(account_days)s days."
            )
        ),
        clauses=("A1-2c-1", "A1-2c-6"),
        labels={
            "reading_days": _("Days for which it is kept who opened a file"),
            "account_days": _("Days for which an unconfirmed account is kept"),
        },
    ),
    WorkingRule(
        id="R-71",
        question=_("How long is a plan in Word kept that somebody brought in?"),
        value=30,
        sentence=figure(
            _(
                "The portal reads the file and keeps its lines, not the file. Nothing of it is in "
                "the draft before a lead says so, one file at a time; every line has a place or a "
                "reason. It is thrown away %(value)s days after somebody last worked on it; the "
                "lines of one that was put in go as many days later."
            )
        ),
        clauses=("B4-2",),
        labels={"": _("Days that it is kept")},
    ),
)
