"""What becomes of the rows of this app when two accounts are merged (C16, R-58)."""

from django.utils.translation import gettext_lazy

from gmp_portal.accounts import merging
from gmp_portal.accounts.merging import Key, Rows
from gmp_portal.accounts.models import User
from gmp_portal.notifications.models import (
    MailText,
    Message,
    MutedRecord,
    OwnReminder,
    ReminderRule,
)


def register_all() -> None:
    merging.register(
        Key(
            Message,
            "recipient",
            stays=gettext_lazy(
                "Mails stay with the account to which they went; answers to them are still taken."
            ),
            moving=_untold,
        ),
        Key(
            MutedRecord,
            "person",
            stays=gettext_lazy("The account that stays wants no mails about these, too."),
            moving=merging.without_twin("person", "record"),
        ),
    )
    merging.register(
        Key(
            OwnReminder,
            "person",
            stays=gettext_lazy("The account that stays chose its own days for these."),
            moving=merging.without_twin("person", "group"),
        ),
    )
    merging.register_history(MailText, "written_by")
    merging.register_history(ReminderRule, "changed_by")


def _untold(rows: Rows, kept: User) -> Rows:
    """What waits for a summary; an answer to what was sent names its reader for good."""
    return rows.filter(state=Message.State.WAITING)
