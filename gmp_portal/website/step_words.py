"""The rights above the apps in plain words, for the table of rights."""

from django.utils.translation import gettext_lazy as _

from gmp_portal.accounts.models import AccountMerge, Erasure
from gmp_portal.accounts.rights_table import Finder, Kind, NamedRight, Words
from gmp_portal.website import permissions
from gmp_portal.website.models import Announcement, Bulk, Holding, Notice

STILL_THERE = _("the officer who has it acts for the secretariat today")
HOLDING = {
    "put_back": Words(_("Put the work back"), STILL_THERE),
    "hand_over": Words(_("Hand the work to another officer"), STILL_THERE),
}
ANNOUNCEMENT = {
    "edit": Words(_("Change text and readers")),
    "discard": Words(_("Delete the draft")),
    "release": Words(_("Send it off")),
    "recall": Words(_("Recall it")),
}
ERASURE = {"erasure_take_back": Words(_("Take the removal of the own data back"))}
NOTICE = {"end": Words(_("Take it down"), _("its time is not over"))}
BULK = {"bulk_release": Words(_("Have it done with each of the list"))}
ACCOUNT_MERGE = {
    "account_merge_follow": Words(_("See what went over when two accounts were merged")),
    "account_merge_undo": Words(
        _("Take two accounts apart again"), _("the days for it are not over")
    ),
}
KINDS = {
    "account_merge": Kind(
        model=AccountMerge,
        steps=permissions.ACCOUNT_MERGE,
        words=ACCOUNT_MERGE,
        finder=Finder(
            visible=AccountMerge.objects.visible_to, search=("gone_name", "kept__name")
        ),
    ),
    "erasure": Kind(
        model=Erasure,
        steps=permissions.ERASURE,
        words=ERASURE,
        finder=Finder(visible=Erasure.objects.visible_to, search=("person__name",)),
    ),
    "announcement": Kind(
        model=Announcement,
        steps=permissions.ANNOUNCEMENT,
        words=ANNOUNCEMENT,
        finder=Finder(visible=Announcement.objects.visible_to, search=("title",)),
    ),
    "bulk": Kind(
        model=Bulk,
        steps=permissions.BULK,
        words=BULK,
        finder=Finder(visible=Bulk.objects.visible_to, search=("created_by__name",)),
    ),
    "notice": Kind(
        model=Notice,
        steps=permissions.NOTICE,
        words=NOTICE,
        finder=Finder(visible=Notice.objects.visible_to, search=("texts",)),
    ),
    "holding": Kind(
        model=Holding,
        steps=permissions.HOLDING,
        words=HOLDING,
        finder=Finder(visible=Holding.objects.visible_to, search=("holder__name", "about")),
    ),
}
RIGHTS: dict[str, NamedRight] = {
    "can_own_data_copy": NamedRight(
        permissions.can_own_data_copy, _("Take a copy of the own data")
    ),
    "can_file_reading_list": NamedRight(
        permissions.can_file_reading_list, _("See who opened which file")
    ),
    "can_erasure_ask": NamedRight(
        permissions.can_erasure_ask, _("Have the own data removed")
    ),
    "can_erasure_record": NamedRight(
        permissions.can_erasure_record,
        _("Record that somebody has the own data removed"),
    ),
    "can_account_merge_list": NamedRight(
        permissions.can_account_merge_list, _("See accounts that may be one person")
    ),
    "can_account_merge_make": NamedRight(
        permissions.can_account_merge_make, _("Merge two accounts of one person")
    ),
    "can_account_merge_tell_apart": NamedRight(
        permissions.can_account_merge_tell_apart,
        _("Say that two accounts are two people"),
    ),
    "can_see_desk": NamedRight(permissions.can_see_desk, _("See the desk")),
    "can_retry": NamedRight(permissions.can_retry, _("Have a failed job done again")),
    "can_integrity_export": NamedRight(
        permissions.can_integrity_export, _("Export the ledger for auditors")
    ),
    "can_announcement_start": NamedRight(
        permissions.can_announcement_start, _("Write to many people at once")
    ),
    "can_notice_start": NamedRight(
        permissions.can_notice_start, _("Write at the top of every page")
    ),
    "can_mail_text_edit": NamedRight(
        permissions.can_mail_text_edit, _("Add own words to the mails of the portal")
    ),
    "can_reminder_edit": NamedRight(
        permissions.can_reminder_edit, _("Choose the days of reminders")
    ),
    "can_own_reminder_choose": NamedRight(
        permissions.can_own_reminder_choose, _("Choose the own reminders")
    ),
    "can_newsletter_choose": NamedRight(
        permissions.can_newsletter_choose, _("Choose the own newsletters")
    ),
    "can_bulk_start": NamedRight(
        permissions.can_bulk_start, _("Act on many letters or partners at once")
    ),
    "can_impersonation_begin": NamedRight(
        permissions.can_impersonation_begin,
        _("See the portal through the eyes of somebody else"),
    ),
    "can_record_mail_list": NamedRight(
        permissions.can_record_mail_list, _("Read the mails about a record")
    ),
    "can_change_rule": NamedRight(permissions.can_change_rule, _("Change a working rule")),
    "can_simulate": NamedRight(
        permissions.can_simulate, _("Ask what somebody can do with a record")
    ),
    "can_take": NamedRight(permissions.can_take, _("Take work of the desk")),
    "can_filter_keep": NamedRight(
        permissions.can_filter_keep, _("Keep a filter of the desk under a name")
    ),
    "can_keep_calendar_address": NamedRight(
        permissions.can_keep_calendar_address,
        _("Read the own dates at a secret address, and renew or end it"),
    ),
}
