"""Filters of lists are kept under a name and removed, by whom they belong to."""

from django.db import transaction
from django.utils.translation import gettext as _

from gmp_portal import ledger
from gmp_portal.accounts import rights
from gmp_portal.accounts.models import User
from gmp_portal.website import permissions
from gmp_portal.website.acts import Act
from gmp_portal.website.models import SavedFilter
from gmp_portal.website.models.saved_filters import MOST
from gmp_portal.workflow import STEP_BY_STEP, unmet


@transaction.atomic
def keep(name: str, *, page: str, asked: str, by: User) -> SavedFilter:
    """Keep a filter of a list under a name, at the first place that is free (A1-6c-i).

    ``asked`` is what stands in the address of the list; without anything it shows all of it.
    """
    rights.require(by, permissions.can_filter_keep)
    if not asked:
        raise unmet(_("This shows everything: choose a filter first."), STEP_BY_STEP)
    # Two windows of one person take turns, or both would choose the same place.
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    own = SavedFilter.objects.of(by).filter(page=page)
    if own.filter(name=name).exists():
        raise unmet(
            _("You have a filter of this name already: choose another one."), STEP_BY_STEP
        )
    free = set(range(1, MOST + 1)) - set(own.values_list("place", flat=True))
    if not free:
        raise unmet(
            _("You keep ten filters already: remove one of them first."), STEP_BY_STEP
        )
    kept = SavedFilter.objects.create(
        person=by, page=page, asked=asked, name=name, place=min(free)
    )
    ledger.record(Act.FILTER_KEPT, kept, by=by)
    return kept


@transaction.atomic
def remove(kept: SavedFilter, *, by: User) -> None:
    """Forget a filter; only whoever it belongs to does that (A1-6c-i)."""
    kept.lock()
    if kept.person_id != by.pk:
        raise rights.refuse(_("Only whoever keeps a filter removes it."), "A1-6c-i")
    ledger.record(Act.FILTER_REMOVED, kept, by=by)
    kept.delete()
