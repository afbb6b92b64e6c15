"""The working rules for what the portal keeps, how long, and how much of it."""

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
)
