"""What somebody is reminded of, and what of it is a matter of choice (R-61)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from gmp_portal.accounts.models import User
from gmp_portal.notifications import reminders
from gmp_portal.notifications.models import OwnReminder
from gmp_portal.notifications.reminders import Plan

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

AS_SET, NONE = "as_set", "none"


@dataclass(frozen=True)
class Group:
    """Reminders that somebody can get and chooses together."""

    key: str
    label: "StrOrPromise"
    plans: list[Plan]
    chosen: str

    @property
    def can_be_off(self) -> bool:
        return all(plan.kind.can_be_off for plan in self.plans)

    @property
    def choices(self) -> "list[tuple[str, StrOrPromise]]":
        """As the secretariat sets it, earlier, or none where it only informs."""
        earlier: list[tuple[str, StrOrPromise]] = [
            (str(days), in_words(days)) for days in self._earlier()
        ]
        none = [(NONE, _("None"))] if self.can_be_off else []
        return [(AS_SET, _("As the secretariat sets it")), *earlier, *none]

    @property
    def values(self) -> set[str]:
        return {value for value, _label in self.choices}

    def _earlier(self) -> list[int]:
        firsts = [
            min(plan.days) for plan in self.plans if plan.kind.is_before and plan.days
        ]
        if not firsts:
            return []
        kept = int(self.chosen) if self.chosen.isdecimal() else 0
        return [days for days in reminders.EARLIER if -days < max(firsts) or days == kept]


def in_words(days: int) -> str:
    """What somebody chooses who wishes to know earlier."""
    said = ngettext("Also %(days)d day before", "Also %(days)d days before", days)
    return said % {"days": days}


def groups(person: User) -> list[Group]:
    """The groups of which somebody can get something, in the order in which apps named them."""
    own = {each.group: each for each in OwnReminder.objects.filter(person=person)}
    asked: dict[object, bool] = {}
    gathered: dict[str, list[Plan]] = {}
    for plan in reminders.plans():
        concerns = plan.kind.concerns
        if concerns not in asked:
            asked[concerns] = concerns(person)
        if asked[concerns]:
            gathered.setdefault(plan.kind.group, []).append(plan)
    return [
        Group(key, reminders.GROUPS[key], plans, _chosen(own.get(key)))
        for key, plans in gathered.items()
    ]


def _chosen(own: OwnReminder | None) -> str:
    if own is None:
        return AS_SET
    return NONE if own.is_off else str(own.days_before)
