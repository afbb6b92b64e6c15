"""How long a no-objection period lasts (R-07)."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from gmp_portal import rulebook
from gmp_portal.workflow import RuleRefusedError


def default_deadline() -> datetime:
    """When a period that opens now ends unless somebody says otherwise (R-07)."""
    return timezone.now() + timedelta(days=rulebook.value("R-07")["default_days"])


def is_too_short(closes_at: datetime) -> bool:
    """Whether members would have less time than the rule gives them, from now on (R-07)."""
    # Whoever fills in a form looks at a clock without seconds.
    allowance = timedelta(minutes=1)
    return closes_at < timezone.now() + timedelta(hours=minimum_hours()) - allowance


def minimum_hours(on: date | None = None) -> int:
    """The least time to object, as the rule says it on a day: today, if none is given."""
    hours: int = rulebook.value("R-07", on)["minimum_hours"]
    return hours


def refuse_too_short(closes_at: datetime) -> None:
    """Refuse an end that leaves members too little time (R-07)."""
    if is_too_short(closes_at):
        raise RuleRefusedError(
            _("A no-objection period lasts %(hours)d hours at least.")
            % {"hours": minimum_hours()},
            clause="R-07",
            status=422,
        )
