"""Two entries of one organization become one, are taken apart again, or are two (R-55, R-56)."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from gmp_portal import characters, ledger
from gmp_portal.accounts import merging
from gmp_portal.accounts.merging import Change
from gmp_portal.accounts.models import User
from partners import emails, not_now
from partners.actions import introductions, partners, representatives
from partners.acts import Act
from partners.models import Distinction, FormerName, Merge, Partner, Representative
from partners.models.partners import note_namesakes


@transaction.atomic
def make(kept: Partner, gone: Partner, *, reason: str, by: User) -> Merge:
    """Let one entry stand for both: all that can goes over, nothing is deleted (C16, R-55)."""
    _hold(kept, gone)
    if refusal := not_now.refusal_to_merge(gone, kept):
        raise refusal
    # Some terms end with the merge: their people hear of it, too.
    terms = Representative.objects.current().filter(partner__in=[kept, gone])
    people = [*User.objects.filter(pk__in=terms.values("person"))]
    introductions.revoke(gone, by=by)
    changes = merging.carry_over(gone, kept)
    if gone.since and kept.since and gone.since < kept.since:
        changes.append(merging.write(Change(kept, "since", gone.since)))
        partners.keep_history(kept, by=by, reason=_("Merged with another entry"))
        kept.save(update_fields=["since"])
    names = _add_names(kept, gone)
    gone.merged_into = kept
    gone.save(update_fields=["merged_into"])
    _settle(kept, gone)
    record = Merge.objects.create(
        kept=kept, gone=gone, reason=reason, changes=changes, names=names, made_by=by
    )
    ledger.record(Act.MERGE_MADE, record, by=by, to=record.status, reason=reason)
    ledger.record(
        Act.PARTNER_MERGED, kept, by=by, reason=reason, entry=gone.name, merge=record.pk
    )
    ledger.record(
        Act.PARTNER_MERGED_INTO,
        gone,
        by=by,
        reason=reason,
        entry=kept.name,
        merge=record.pk,
    )
    emails.entries_merged(record, people, by=by)
    return record


@transaction.atomic
def undo(record: Merge, *, by: User) -> None:
    """Take the two apart: what nobody changed since goes back, the rest is named (R-56)."""
    record.lock()
    kept, gone = record.kept, record.gone
    _hold(kept, gone)
    record.refuse_unless_it_becomes(Merge.Status.UNDONE)
    if not record.can_be_undone:
        raise not_now.why_merge_stays(record)
    if refusal := not_now.refusal_to_take_apart(record):
        raise refusal
    before = record.become(Merge.Status.UNDONE)
    record.stayed = merging.take_back(record.changes)
    FormerName.objects.filter(partner=kept, pk__in=record.names).delete()
    since = kept.since
    kept.refresh_from_db()
    if kept.since != since:
        partners.keep_history(kept, by=by, reason=_("Taken apart from another entry"))
        kept.save(update_fields=["since"])
    gone.merged_into = None
    gone.save(update_fields=["merged_into"])
    _settle(kept, gone)
    record.undone_by, record.undone_at = by, timezone.now()
    record.save(update_fields=["status", "stayed", "undone_by", "undone_at"])
    ledger.record(Act.MERGE_UNDONE, record, by=by, from_=before, to=record.status)
    ledger.record(Act.PARTNER_TAKEN_APART, kept, by=by, entry=gone.name, merge=record.pk)
    ledger.record(Act.PARTNER_STANDS_AGAIN, gone, by=by, entry=kept.name, merge=record.pk)


@transaction.atomic
def tell_apart(this: Partner, other: Partner, *, reason: str, by: User) -> Distinction:
    """Say that two entries that look alike are two; the list asks nobody again (C16)."""
    first, second = sorted([this, other], key=lambda partner: partner.pk)
    _hold(first, second)
    said, is_new = Distinction.objects.get_or_create(
        first=first, second=second, defaults={"reason": reason, "said_by": by}
    )
    if is_new:
        for entry, twin in ((first, second), (second, first)):
            ledger.record(
                Act.PARTNER_TOLD_APART, entry, by=by, reason=reason, entry=twin.name
            )
    return said


def _hold(*entries: Partner) -> None:
    """Hold both, always in the same order: two people never wait for each other."""
    for entry in sorted(entries, key=lambda partner: partner.pk):
        entry.lock()


def _add_names(kept: Partner, gone: Partner) -> list[int]:
    """Let the one that stays be found by every name of both; answers the rows it got."""
    now = {kept.skeleton, kept.short_skeleton, ""}
    known = {
        *kept.former_names.values_list("skeleton", flat=True),
        *kept.other_names.values_list("skeleton", flat=True),
    }
    added = []
    # Names in other languages that the one that stays did not take over.
    others = (gone.former_names, gone.other_names)
    listed = [name for rows in others for name in rows.values_list("name", flat=True)]
    names = [gone.name, gone.short_name, *listed]
    for name in names:
        form = characters.skeleton(characters.line(name))
        if form not in now | known:
            known.add(form)
            added.append(FormerName.objects.create(partner=kept, name=name).pk)
    return added


def _settle(kept: Partner, gone: Partner) -> None:
    """What follows from who stands in the register: rights of people, and who has namesakes."""
    for entry in (kept, gone):
        representatives.renew_rights(entry)
    for form in {kept.skeleton, gone.skeleton}:
        note_namesakes(form)
    Partner.with_merged.filter(Q(pk=gone.pk) & ~Q(merged_into=None)).update(
        has_namesake=False
    )
