"""Indicators of a plan as bars: where each began, where it is, and where it is to be."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from areas.models import Indicator
from areas.reading.outcomes import Reached
from gmp_portal.ui import amounts

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# The longest value ends here, so that a target is seen as a line and not as the end of the bar.
LONGEST = 80


@dataclass(frozen=True)
class Gauge:
    """One indicator; lengths are hundredths of its bar, and nothing where no number is known."""

    indicator: Indicator
    reached: Reached | None
    base: float | None
    now: float | None
    goal: float | None
    sentence: "StrOrPromise"

    @property
    def is_drawn(self) -> bool:
        return self.goal is not None or self.now is not None


def of(indicator: Indicator, reached: Reached | None) -> Gauge:
    texts = (
        indicator.baseline,
        reached.actual if reached else "",
        indicator.target,
    )
    base, now, goal = (number(text, indicator.unit) for text in texts)
    longest = max((each for each in (base, now, goal) if each is not None), default=0)
    return Gauge(
        indicator,
        reached,
        base=_share(base, longest),
        now=_share(now, longest),
        goal=_share(goal, longest),
        sentence=_sentence(indicator, reached, base, now, goal),
    )


def number(text: str, unit: str = "") -> float | None:
    """The number that a value is, with or without its unit; nothing where it is a text."""
    bare = text.strip().removesuffix("%").strip()
    if unit and bare.casefold().endswith(unit.casefold()):
        bare = bare[: -len(unit)].strip()
    values = amounts.readings(bare)
    return float(values[0]) if len(values) == 1 and values[0] >= 0 else None


def _share(value: float | None, longest: float) -> float | None:
    if value is None:
        return None
    return round(LONGEST * value / longest, 1) if longest else 0.0


def _sentence(
    indicator: Indicator,
    reached: Reached | None,
    base: float | None,
    now: float | None,
    goal: float | None,
) -> str:
    words = {
        "baseline": indicator.baseline or _("not stated"),
        "target": indicator.target or _("not stated"),
        "now": reached.actual if reached else "",
    }
    if reached is None:
        return (
            _("Baseline %(baseline)s, target %(target)s. Nothing is reported yet.") % words
        )
    if base is None or now is None or goal is None or base == goal:
        return _("Baseline %(baseline)s, now %(now)s, target %(target)s.") % words
    way = (now - base) / (goal - base)
    if way >= 1:
        return (
            _("The target of %(target)s is reached; the baseline was %(baseline)s.") % words
        )
    if way < 0:
        return (
            _("Further from the target of %(target)s than the baseline of %(baseline)s.")
            % words
        )
    return _("%(share)d per cent of the way from %(baseline)s to %(target)s.") % (
        # Reached is what is reached, not nearly: it never rounds up to the whole way.
        words | {"share": min(99, round(100 * way))}
    )
