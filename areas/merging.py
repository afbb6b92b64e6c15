"""What becomes of the rows of this app when two entries of the register are merged (C16)."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy

from areas.models import (
    Activity,
    AreaMembership,
    Effort,
    LeadTerm,
    PlanComment,
    ProjectRequest,
)
from gmp_portal.accounts import merging
from gmp_portal.accounts.merging import Change, Key, Rows
from gmp_portal.accounts.models.terms import today
from partners.models import Partner

FROZEN = gettext_lazy(
    "What was submitted in a plan stays as it was. The page of the entry that stays shows it."
)


def register_all() -> None:
    merging.register(
        Key(
            AreaMembership,
            "partner",
            stays=gettext_lazy(
                "Both belong to the area: one membership goes on, with the earlier day of the "
                "two, and the other ends."
            ),
            moving=_of_other_areas,
            settling=_keep_the_earlier,
            named_by=("partner", "area"),
        ),
        Key(
            LeadTerm,
            "partner",
            moving=merging.every,
            named_by=("person", "area"),
        ),
        Key(
            Activity,
            "partner",
            stays=gettext_lazy(
                "A report tells of them, and stays with whoever made it. The page of the entry "
                "that stays shows them."
            ),
            moving=_untold,
        ),
        Key(
            PlanComment,
            "partner",
            stays=gettext_lazy(
                "A comment names the partner for which it was written then."
            ),
        ),
        Key(Effort, "partner", stays=FROZEN, moving=_in_drafts, named_by=("plan",)),
        Key(ProjectRequest, "partner", stays=FROZEN, moving=_in_drafts, named_by=("plan",)),
    )


def _of_other_areas(rows: Rows, kept: Partner) -> Rows:
    going_on = AreaMembership.objects.filter(
        partner=kept, area=OuterRef("area"), until__isnull=True
    )
    return rows.exclude(Exists(going_on), until__isnull=True)


def _keep_the_earlier(rows: Rows, kept: Partner) -> Iterator[Change]:
    """One of two memberships in an area goes on, as long as either of them (A1-2a)."""
    theirs = AreaMembership.objects.filter(partner=kept, until__isnull=True)
    by_area = {membership.area_id: membership for membership in theirs}
    for row in rows:
        other = by_area[row.area_id]
        if row.since and other.since and row.since < other.since:
            yield Change(other, "since", row.since)
        yield Change(row, "until", max(today(), row.since or today()))


def _untold(rows: Rows, kept: Partner) -> Rows:
    return rows.filter(reported=None)


def _in_drafts(rows: Rows, kept: Partner) -> Rows:
    return rows.filter(plan__frozen_at=None)
