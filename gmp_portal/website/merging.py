"""What becomes of the rows of this app when two entries or two accounts are merged (C16)."""

from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy

from gmp_portal.accounts import merging
from gmp_portal.accounts.merging import Key, Rows
from gmp_portal.accounts.models import User
from gmp_portal.website.models import (
    Announcement,
    Bulk,
    BulkRow,
    CalendarAddress,
    Holding,
    Impersonation,
    Notice,
    SavedFilter,
    Subscription,
)


def register_all() -> None:
    """Called when the portal starts."""
    merging.register(
        Key(
            BulkRow,
            "partner",
            stays=gettext_lazy("A list stays as it was frozen and gone through."),
        ),
        Key(
            CalendarAddress,
            "person",
            stays=gettext_lazy(
                "The account that stays has a secret address of its own calendar; this one ends."
            ),
            moving=_valid_where_none,
        ),
        Key(
            Subscription,
            "person",
            stays=gettext_lazy(
                "The account that stays gets this newsletter itself; it comes to no other address."
            ),
            moving=_of_other_newsletters,
        ),
    )
    # The desk and its filters are for those who act for UNEP, who are never merged.
    merging.register_history(Announcement, "created_by", "released_by")
    merging.register_history(Bulk, "created_by")
    merging.register_history(Holding, "holder")
    merging.register_history(Impersonation, "person", "begun_by")
    merging.register_history(Notice, "created_by", "ended_by")
    merging.register_history(SavedFilter, "person")


def _valid_where_none(rows: Rows, kept: User) -> Rows:
    theirs = CalendarAddress.objects.valid().filter(person=kept)
    return rows.filter(~Exists(theirs), revoked_at=None)


def _of_other_newsletters(rows: Rows, kept: User) -> Rows:
    # The newsletter of the whole Partnership has no area.
    theirs = Subscription.objects.filter(person=kept).annotate(of=Coalesce("area", 0))
    same = theirs.filter(of=Coalesce(OuterRef("area"), 0))
    return rows.filter(~Exists(same))
