"""Two accounts of one person become one, are taken apart again, or are two people (R-58, R-56)."""

from django.db import transaction
from django.utils import timezone

from gmp_portal import dates, ledger
from gmp_portal.accounts import joining, merging, rights
from gmp_portal.accounts.models import AccountDistinction, AccountMerge, User
from gmp_portal.website import emails, not_now, permissions
from gmp_portal.website.actions import calendar_addresses
from gmp_portal.website.acts import Act


@transaction.atomic
def make(kept: User, gone: User, *, reason: str, by: User) -> AccountMerge:
    """Let one account stand for both: what goes over does, history stays as it was (C16, R-58)."""
    rights.require(by, permissions.can_account_merge_make)
    _hold(kept, gone)
    if refusal := not_now.refusal_to_merge_accounts(gone, kept, by=by):
        raise refusal
    before = {"gone_name": gone.name, "gone_email": gone.email}
    changes = merging.carry_over(gone, kept)
    addresses = joining.hand_over_addresses(gone, kept)
    joining.close(gone, kept)
    _settle(kept, gone)
    record = AccountMerge.objects.create(
        kept=kept,
        gone=gone,
        reason=reason,
        addresses=addresses,
        changes=changes,
        made_by=by,
        **before,
    )
    ledger.record(Act.ACCOUNT_MERGE_MADE, record, by=by, to=record.status, reason=reason)
    ledger.record(Act.ACCOUNT_MERGED, kept, by=by, account=gone.pk, merge=record.pk)
    ledger.record(Act.ACCOUNT_MERGED_INTO, gone, by=by, account=kept.pk, merge=record.pk)
    emails.accounts_merged(record, by=by)
    return record


@transaction.atomic
def undo(record: AccountMerge, *, by: User) -> None:
    """Take the two apart: what nobody changed since goes back, the rest is named (R-56)."""
    record.lock()
    rights.require_step(by, permissions.can_account_merge_follow, record)
    kept, gone = record.kept, record.gone
    _hold(kept, gone)
    record.refuse_unless_it_becomes(AccountMerge.Status.UNDONE)
    if not record.can_be_undone:
        raise not_now.why_accounts_stay(record)
    if refusal := not_now.refusal_to_take_accounts_apart(record):
        raise refusal
    before = record.become(AccountMerge.Status.UNDONE)
    stayed = merging.take_back(record.changes)
    begun = merging.begun_since(kept, dates.day_of(record.made_at))
    named = {(each["model"], each["pk"]) for each in stayed}
    record.stayed = stayed + [
        each for each in begun if (each["model"], each["pk"]) not in named
    ]
    added = joining.take_out_what_was_added(record)
    calendar_addresses.end_all(kept, by=by)
    joining.give_addresses_back(record)
    joining.open_again(record)
    _settle(kept, gone)
    record.undone_by, record.undone_at = by, timezone.now()
    record.save(update_fields=["status", "stayed", "undone_by", "undone_at"])
    ledger.record(Act.ACCOUNT_MERGE_UNDONE, record, by=by, from_=before, to=record.status)
    ledger.record(Act.ACCOUNT_TAKEN_APART, kept, by=by, account=gone.pk, merge=record.pk)
    ledger.record(Act.ACCOUNT_STANDS_AGAIN, gone, by=by, account=kept.pk, merge=record.pk)
    emails.accounts_taken_apart(record, added, by=by)


@transaction.atomic
def tell_apart(this: User, other: User, *, reason: str, by: User) -> AccountDistinction:
    """Say that two accounts that look alike are two people; nobody is asked again (C16)."""
    rights.require(by, permissions.can_account_merge_tell_apart)
    first, second = sorted([this, other], key=lambda person: person.pk)
    _hold(first, second)
    said, is_new = AccountDistinction.objects.get_or_create(
        first=first, second=second, defaults={"reason": reason, "said_by": by}
    )
    if is_new:
        for person, twin in ((first, second), (second, first)):
            ledger.record(
                Act.ACCOUNT_TOLD_APART, person, by=by, reason=reason, account=twin.pk
            )
    return said


def _hold(*people: User) -> None:
    """Hold both, always in the same order: two officers never wait for each other."""
    rows = User.objects.select_for_update(of=("self",))
    for person in sorted(people, key=lambda each: each.pk):
        person.refresh_from_db(from_queryset=rows)


def _settle(kept: User, gone: User) -> None:
    """What follows from who has which terms now: rights, and what merged accounts are called."""
    for person in (kept, gone):
        merging.renew_rights(person)
        joining.follow_name(person)
