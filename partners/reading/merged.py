"""Entries of the register that were merged into others: whoever asks for one finds the other."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from partners.models import LetterOfIntent, Merge, Partner


def standing_for(slug: str) -> Partner | None:
    """Who stands in the register for an entry with this address that was merged (R-55)."""
    gone = Partner.with_merged.exclude(merged_into=None).filter(slug=slug)
    entry = gone.select_related("merged_into").first()
    return entry.merged_into if entry else None


def entries_of(partner: Partner) -> QuerySet[Merge]:
    """What was merged into this one and when, the newest first."""
    merges = Merge.objects.filter(gone__merged_into=partner, status=Merge.Status.MADE)
    return merges.select_related("gone")


def published_letters(keys: Iterable[int]) -> "QuerySet[Any, Any]":
    """Of these entries and of those merged into them; each notes which is ``standing`` (R-55)."""
    entries = Partner.with_merged.filter(Q(pk__in=keys) | Q(merged_into__in=keys))
    published = LetterOfIntent.objects.published().filter(
        partner__in=entries.order_by().values("pk")
    )
    noted = published.annotate(standing=Coalesce("partner__merged_into", "partner"))
    return noted.order_by("published_at")
