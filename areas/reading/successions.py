"""Who comes after the leads of an area: what ends, what is begun, and when nobody leads (R-74)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from areas import permissions
from areas.forms.named_people import representatives_in
from areas.models import LeadTerm, PartnershipArea
from areas.reminders import TERM_ENDS
from gmp_portal import rounds, rulebook
from gmp_portal.accounts.models.terms import not_over, today
from gmp_portal.accounts.rights import Anybody
from gmp_portal.meetings.models import Decision
from gmp_portal.notifications import reminders
from gmp_portal.notifications.models import ReminderRule
from gmp_portal.rounds import Number

RULE = "R-74"
# An area has one lead or two co-leads; what is drafted about more people stands with its decisions.
MOST = 12
INTERIM = LeadTerm.Kind.INTERIM


@dataclass(frozen=True)
class Gap:
    """Days on which nobody leads; without a last one until somebody is designated."""

    first_on: date
    last_on: date | None
    is_near: bool

    @property
    def led_until(self) -> date:
        return self.first_on - timedelta(days=1)

    @property
    def is_now(self) -> bool:
        return self.first_on <= today()


@dataclass(frozen=True)
class Ending:
    """A term with the days that are left of it, and those on which people are still reminded."""

    term: LeadTerm
    days_left: int | None
    reminded_on: list[date]


def notice() -> timedelta:
    """So long beforehand everybody concerned is told that nobody will lead."""
    return timedelta(days=rulebook.value(RULE))


def gaps(periods: Iterable[DateRange], day: date, near: date) -> Iterator[Gap]:
    """From this day on, the days that none of these periods holds."""
    free: date = day
    for period in sorted(periods, key=lambda each: each.lower):
        if period.lower > free:
            yield Gap(free, period.lower - timedelta(days=1), free <= near)
        if period.upper is None:
            return
        free = max(free, period.upper)
    yield Gap(free, None, free <= near)


def gather(area: PartnershipArea, user: Anybody) -> dict[str, Any]:
    """Everything on the page about the next lead of an area."""
    day = today()
    terms = area.lead_terms.filter(not_over()).for_page().order_by("period", "places")
    about = Decision.objects.visible_to(user).filter(
        body=area.body_id,
        subject_kind=LeadTerm.SUBJECT,
        subject_key__startswith=f"{area.pk}:",
    )
    used = LeadTerm.objects.filter(decision__isnull=False).values("decision")
    under_way = about.under_way().newest_first()[:MOST]
    adopted = about.adopted().exclude(pk__in=used).newest_first()[:MOST]
    rule = ReminderRule.objects.filter(kind=TERM_ENDS)
    people = Number(representatives_in(area).order_by())
    rounds.ask(terms, under_way, adopted, rule, people)
    plan = reminders.Plan(reminders.KINDS[TERM_ENDS], next(iter(rule), None))
    near = day + notice()
    all_gaps = list(gaps((term.period for term in terms), day, near))
    current = [term for term in terms if term.is_current]
    return {
        "area": area,
        "endings": [_ending(term, plan, day) for term in current],
        "coming": [term for term in terms if not term.is_current],
        "gaps": all_gaps,
        "interim": next((each for each in current if each.kind == INTERIM), None),
        "under_way": under_way,
        "adopted": adopted,
        "candidates": int(people),
        "are_reminded": bool(plan.days),
        "possible": permissions.possible(user, area),
    }


def _ending(term: LeadTerm, plan: reminders.Plan, day: date) -> Ending:
    last = term.ends_on
    if last is None:
        return Ending(term, None, [])
    days = sorted(last + timedelta(days=each) for each in plan.days)
    return Ending(term, (last - day).days, [each for each in days if each > day])
