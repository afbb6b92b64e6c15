"""Entries of the register that were merged into others: whoever asks for one finds the other."""

from django.db.models import QuerySet

from partners.models import Merge, Partner


def standing_for(slug: str) -> Partner | None:
    """Who stands in the register for an entry with this address that was merged (R-55)."""
    gone = Partner.with_merged.exclude(merged_into=None).filter(slug=slug)
    entry = gone.select_related("merged_into").first()
    return entry.merged_into if entry else None


def entries_of(partner: Partner) -> QuerySet[Merge]:
    """What was merged into this one and when, the newest first."""
    merges = Merge.objects.filter(gone__merged_into=partner, status=Merge.Status.MADE)
    return merges.select_related("gone")
