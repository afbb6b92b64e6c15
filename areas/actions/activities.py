"""What can happen to an activity of a partner in an area (A1-6a-iii, B7-5)."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from areas.acts import Act
from areas.models import Activity, PartnershipArea
from areas.models.activities import Description
from gmp_portal import ledger
from gmp_portal.accounts.models import User
from gmp_portal.reference.models import Country
from gmp_portal.workflow import RuleRefusedError
from partners.models import Partner

DESCRIBED = ["title", "priorities", "focus", "builds_capacity"]


@transaction.atomic
def begin(
    partner: Partner,
    area: PartnershipArea,
    description: Description,
    *,
    continues: Activity | None = None,
) -> Activity:
    """Enter an activity; drafts change from minute to minute, so no act is written."""
    activity = Activity(partner=partner, area=area, continues=continues)
    _put(activity, description)
    activity.save()
    activity.countries.set(_countries(description))
    return activity


@transaction.atomic
def describe(activity: Activity, description: Description) -> None:
    """Say in other words what the activity is.

    The database refuses it while a report that tells of it is submitted or accepted.
    """
    activity.lock()
    if activity.description == description:
        return
    _put(activity, description)
    activity.save(update_fields=DESCRIBED)
    activity.countries.set(_countries(description))


def _put(activity: Activity, description: Description) -> None:
    activity.title = description.title
    activity.priorities = list(description.priorities)
    activity.focus = description.focus
    activity.builds_capacity = description.builds_capacity


def _countries(description: Description) -> QuerySet[Country]:
    return Country.objects.filter(pk__in=description.countries)


@transaction.atomic
def join(activity: Activity, earlier: Activity, *, by: User) -> None:
    """Say that an activity continues an earlier one of the same partner and area."""
    activity.lock()
    _refuse_settled(activity)
    if (earlier.partner_id, earlier.area_id) != (activity.partner_id, activity.area_id):
        refusal = _("Only activities of one partner in one area can be joined.")
        raise RuleRefusedError(refusal, clause="B7-5")
    if earlier.pk >= activity.pk:
        refusal = _("An activity continues one that was entered before it.")
        raise RuleRefusedError(refusal, clause="B7-5")
    activity.continues = earlier
    activity.save(update_fields=["continues"])
    ledger.record(Act.ACTIVITY_JOINED, activity, by=by, earlier=earlier.pk)


@transaction.atomic
def keep_apart(activity: Activity, *, by: User) -> None:
    """Say that an activity is another one than those of the same title."""
    activity.lock()
    _refuse_settled(activity)
    activity.stands_apart = True
    activity.save(update_fields=["stands_apart"])
    ledger.record(Act.ACTIVITY_KEPT_APART, activity, by=by)


def _refuse_settled(activity: Activity) -> None:
    if activity.continues_id is not None or activity.stands_apart:
        refusal = _("This was settled already: reload the page.")
        raise RuleRefusedError(refusal, clause="B7-5")
