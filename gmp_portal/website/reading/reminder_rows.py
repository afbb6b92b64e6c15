"""The reminders of all apps, with their days and how they fared, for the desk (R-61)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Max, Sum
from django.utils.translation import gettext, ngettext

from gmp_portal import rounds
from gmp_portal.notifications import kinds, reminders
from gmp_portal.notifications.models import ReminderRun
from gmp_portal.notifications.reminders import Occasion, Plan
from gmp_portal.website.reading.own_reminders import Group
from gmp_portal.words import listed

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# What is due in the next days is enough to say which day is the next.
MOST = 2000


@dataclass(frozen=True)
class Row:
    """One reminder, as the desk lists it."""

    key: str
    what: "StrOrPromise"
    whom: "StrOrPromise"
    kind: "StrOrPromise"
    days: str
    is_active: bool
    is_changed: bool
    next_on: date | None
    last_at: datetime | None
    sent: int
    rule: str = ""


def rows(today: date) -> list[Row]:
    """Each reminder that people choose, then the notices that belong to a working rule."""
    last = _last_runs()
    plans = reminders.plans()
    of_plans = rounds.run(*(plan.kind.find(today) for plan in plans))
    chosen = [
        _row(plan, last.get(plan.kind.key), occasions, today)
        for plan, occasions in zip(plans, of_plans, strict=True)
    ]
    fixed = [
        Row(
            key="",
            what=each.what,
            whom=each.whom,
            kind=kinds.of(each.template).kind.label,
            days=in_words(each.days()),
            is_active=True,
            is_changed=False,
            next_on=None,
            last_at=None,
            sent=0,
            rule=each.rule,
        )
        for each in reminders.FIXED.values()
    ]
    return chosen + fixed


def _row(plan: Plan, last: Any, occasions: list[Occasion], today: date) -> Row:
    nearest = occasions[:MOST]
    coming = [day for each in nearest if (day := plan.next_day(each, today))]
    return Row(
        key=plan.kind.key,
        what=plan.kind.what,
        whom=plan.kind.whom,
        kind=kinds.of(plan.kind.template).kind.label,
        days=in_words(plan.set_days),
        is_active=bool(plan.days),
        is_changed=plan.rule is not None and plan.rule.days is not None,
        next_on=min(coming, default=None),
        last_at=last["ran_at"] if last else None,
        sent=last["number"] if last else 0,
    )


def _last_runs() -> dict[str, Any]:
    """When each reminder went the last time, and to how many people in all."""
    counted = ReminderRun.objects.order_by("kind").values("kind")
    told = counted.annotate(ran_at=Max("ran_at"), number=Sum("sent"))
    return {row["kind"]: row for row in told}


def in_words(days: tuple[int, ...]) -> str:
    """All days as a person says them: “30 days before, on the day, 7 days after”."""
    return listed(_day(each) for each in sorted(days))


def of_group(group: Group) -> str:
    """The days of all reminders that somebody chooses together."""
    said = {in_words(plan.days) for plan in group.plans if plan.days}
    return " · ".join(sorted(said))


def _day(days: int) -> str:
    if days == 0:
        return gettext("on the day")
    if days < 0:
        said = ngettext("%(days)d day before", "%(days)d days before", -days)
    else:
        said = ngettext("%(days)d day after", "%(days)d days after", days)
    return said % {"days": abs(days)}
