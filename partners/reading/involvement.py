"""What a partner does in the Partnership: the apps above this one tell it, each of its own part.

Each registers a reading in its ``AppConfig.ready()``: all of them are asked together.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from gmp_portal.accounts.rights import Anybody
from gmp_portal.registry import Registry
from gmp_portal.rounds import Reading, side_by_side

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from partners.models import Partner

# How many rows of a part its page shows at once, how many it can show, and in which order.
SHOWN, KEPT = 5, 100
ORDER = ("efforts", "activities", "meetings", "seats", "reports")


@dataclass(frozen=True)
class Deed:
    """One thing a partner does or did, as everybody may read it."""

    title: "StrOrPromise"
    url: str = ""
    notes: "tuple[StrOrPromise, ...]" = ()
    day: date | None = None
    language: str = ""


@dataclass(frozen=True)
class Part:
    """Things of one kind; ``total`` counts those as well that are not shown."""

    title: "StrOrPromise"
    deeds: list[Deed] = field(default_factory=list)
    total: int = 0

    @property
    def first(self) -> list[Deed]:
        return self.deeds[:SHOWN]

    @property
    def rest(self) -> list[Deed]:
        """What stands there folded away."""
        return self.deeds[SHOWN:]

    @property
    def left_out(self) -> int:
        return self.total - len(self.deeds)


Teller = Callable[["Partner", Anybody], Reading[Part]]
TELLERS: Registry[str, Teller] = Registry("what partners do")


def register(key: str, teller: Teller) -> None:
    """Called in ``AppConfig.ready`` of the app that knows about it."""
    TELLERS.register(key, teller)


def parts(partner: "Partner", reader: Anybody) -> Reading[list[Part]]:
    """What there is to tell, in the order of the page; what is empty is left out."""
    told = yield from side_by_side(
        *(TELLERS[key](partner, reader) for key in ORDER if key in TELLERS)
    )
    return [part for part in told if part.deeds]
