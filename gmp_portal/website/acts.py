"""What can happen on the pages above the apps, for the ledger."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Act(TextChoices):
    """One act each; the stored value never changes."""

    RULE_CHANGED = "rule.changed", _("Working rule changed")
    STAFF_APPOINTED = "staff.appointed", _("Term in the secretariat begun")
    STAFF_ENDED = "staff.ended", _("Term in the secretariat ended")
    JOB_RETRIED = "job.retried", _("Job tried again by hand")
    DEMO_LOADED = "demo.loaded", _("Demonstration filled")
    CALENDAR_ADDRESS_MADE = "calendar.address_made", _("Address of the own calendar made")
    CALENDAR_ADDRESS_REVOKED = (
        "calendar.address_revoked",
        _("Address of the own calendar made invalid"),
    )
    WORK_TAKEN = "work.taken", _("Work taken")
    WORK_PUT_BACK = "work.put_back", _("Work put back")
    WORK_HANDED_OVER = "work.handed_over", _("Work handed over")
    FILTER_KEPT = "filter.kept", _("Filter of the desk kept")
    ANNOUNCEMENT_STARTED = "announcement.started", _("Announcement begun")
    ANNOUNCEMENT_CHANGED = "announcement.changed", _("Draft of an announcement changed")
    ANNOUNCEMENT_DISCARDED = "announcement.discarded", _("Draft of an announcement deleted")
    ANNOUNCEMENT_RELEASED = "announcement.released", _("Announcement sent off")
    ANNOUNCEMENT_RECALLED = "announcement.recalled", _("Announcement recalled")
    ANNOUNCEMENT_SENT = "announcement.sent", _("Announcement gone out")
    ERASURE_ASKED = "erasure.asked", _("Removal of the own data asked for")
    ERASURE_RECORDED = (
        "erasure.recorded",
        _("Removal of personal data recorded for somebody"),
    )
    ERASURE_HELD_UP = "erasure.held_up", _("Removal of the own data held up")
    ERASURE_TAKEN_BACK = "erasure.taken_back", _("Removal of the own data taken back")
    ERASURE_DONE = "erasure.done", _("Personal data removed")
    OWN_DATA_COPIED = "own_data.copied", _("Copy of the own data taken")
    BULK_FROZEN = "bulk.frozen", _("List for an act on many frozen")
    BULK_RELEASED = "bulk.released", _("Act on many released")
    BULK_DONE = "bulk.done", _("Act on many gone through")
    NOTICE_STARTED = "notice.started", _("Notice for all pages written")
    NOTICE_ENDED = "notice.ended", _("Notice taken down")
    MAIL_TEXT_WRITTEN = "mail_text.written", _("Own words of a mail written")
    MAIL_TEXT_RESET = "mail_text.reset", _("Own words of a mail taken out")
    NEWSLETTER_SUBSCRIBED = "newsletter.subscribed", _("Newsletter subscribed to")
    NEWSLETTER_ENDED = "newsletter.ended", _("Subscription of the newsletter ended")
    NEWSLETTER_FORGOTTEN = (
        "newsletter.forgotten",
        _("Unconfirmed subscriptions forgotten"),
    )
    REMINDER_CHANGED = "reminder.changed", _("Days of a reminder changed")
    OWN_REMINDER_CHOSEN = "own_reminder.chosen", _("Own reminders chosen")
    IMPERSONATION_BEGUN = (
        "impersonation.begun",
        _("Look through the eyes of somebody begun"),
    )
    IMPERSONATION_ENDED = (
        "impersonation.ended",
        _("Look through the eyes of somebody ended"),
    )
    ACCOUNT_EMPTIED = "account.emptied", _("Unconfirmed account emptied")
    ACCOUNT_MERGE_MADE = "account_merge.made", _("Two accounts merged")
    ACCOUNT_MERGE_UNDONE = "account_merge.undone", _("Two accounts taken apart again")
    ACCOUNT_MERGED = "account.merged", _("Another account merged into this one")
    ACCOUNT_MERGED_INTO = "account.merged_into", _("Account merged into another one")
    ACCOUNT_TAKEN_APART = "account.taken_apart", _("Taken apart from another account")
    ACCOUNT_STANDS_AGAIN = "account.stands_again", _("Account stands for itself again")
    ACCOUNT_TOLD_APART = (
        "account.told_apart",
        _("Account told apart from another one that looks like it"),
    )
    FILTER_REMOVED = "filter.removed", _("Filter of the desk removed")
