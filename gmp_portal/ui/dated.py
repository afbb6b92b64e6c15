"""What has a date, for the calendar and its files: each app says which dates somebody may see."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gmp_portal import dates
from gmp_portal.accounts.rights import Anybody
from gmp_portal.reference import zones
from gmp_portal.registry import Registry
from gmp_portal.rounds import Reading, side_by_side
from gmp_portal.words import sentences

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Calendars end somewhere, so that days before and after them can still be counted.
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
# What concerns all areas alike stands in the calendar of each.
EVERY_AREA = "*"


@dataclass(frozen=True, kw_only=True)
class Dated:
    """One thing with a date: days, or a moment in a time zone, and where to read more.

    ``uid`` names it for ever, whatever becomes of title, address and language; ``subject`` is
    the record under which the ledger writes what changes it.
    """

    uid: tuple[str, ...]
    subject: str
    title: str
    url: str
    first_on: date
    last_on: date
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    zone: str = ""
    is_cancelled: bool = False
    place: str = ""
    description: str = ""
    body: str = ""
    area: str = ""
    kind: str = ""
    sequence: int = 0
    changed_at: datetime | None = None

    @property
    def has_hour(self) -> bool:
        return self.starts_at is not None

    @property
    def kind_label(self) -> "StrOrPromise":
        return SOURCES[self.kind].label if self.kind else ""

    @property
    def begins_at(self) -> str:
        """The hour where it takes place; nothing if there is none."""
        return f"{self.starts_at:%H:%M}" if self.starts_at else ""

    @property
    def closes_at(self) -> str:
        return f"{self.ends_at:%H:%M}" if self.ends_at else ""

    def covers(self, day: date) -> bool:
        return self.meets(day, day)

    def meets(self, first: date, last: date) -> bool:
        """Whether some of it falls on these days, both counted."""
        return self.first_on <= last and self.last_on >= first

    def concerns(self, *, body: str = "", area: str = "") -> bool:
        """Whether it belongs to this body and this area; what is not named leaves nothing out."""
        return body in ("", self.body) and (
            area in ("", self.area) or self.area == EVERY_AREA
        )

    @property
    def order(self) -> tuple[date, bool, str, tuple[str, ...]]:
        """By day, what has no hour first, then by hour."""
        hour = self.starts_at.isoformat() if self.starts_at else ""
        return self.first_on, self.has_hour, hour, self.uid


DatesOf = Callable[[Anybody, date, date], Reading[list[Dated]]]


@dataclass(frozen=True)
class Source:
    """One kind of dates; ``personal`` ones exist for people with an account only.

    ``acts`` are those that change what a calendar says. No others are counted: when somebody
    registers or objects would be read from the number and the moment of the last change.
    """

    label: "StrOrPromise"
    dates: DatesOf
    acts: tuple[str, ...]
    is_personal: bool = False


SOURCES: Registry[str, Source] = Registry("dates")


def register(kind: str, source: Source) -> None:
    """Called in ``AppConfig.ready`` of the app whose dates these are."""
    SOURCES.register(kind, source)


def kinds_for(user: Anybody) -> list[tuple[str, "StrOrPromise"]]:
    """The kinds of dates that this reader can choose from."""
    return [
        (kind, source.label)
        for kind, source in SOURCES.items()
        if user.is_authenticated or not source.is_personal
    ]


def gather(
    user: Anybody, first: date, last: date, kinds: Collection[str] = ()
) -> Reading[list[Dated]]:
    """Everything this reader may see between two days, both counted, in order."""
    asked = [kind for kind in SOURCES if not kinds or kind in kinds]
    of_kinds = yield from side_by_side(
        *(SOURCES[kind].dates(user, first, last) for kind in asked)
    )
    gathered = [
        replace(each, kind=kind)
        for kind, of_kind in zip(asked, of_kinds, strict=True)
        for each in of_kind
    ]
    return sorted(gathered, key=lambda each: each.order)


def end_of_term(kind: str, term: Any, subject: str, title: str, *, area: str = "") -> Dated:
    """The last day of somebody's term; ``subject`` is the record of which the ledger tells it."""
    day = term.ends_on or LATEST
    return Dated(
        uid=(kind, str(term.pk), "end"),
        subject=subject,
        title=title,
        url=term.get_absolute_url(),
        first_on=day,
        last_on=day,
        description=whose_day(),
        area=area,
    )


def whose_day(zone: str = "") -> str:
    """Which day a deadline means, in words (R-29)."""
    if zone:
        return _("The day is that of the place of the meeting (%(zone)s).") % {
            "zone": zones.name(zone)
        }
    return _("The day is that in UTC.")


def until(moment: datetime) -> str:
    """The end of a period to the minute, with the day that stands for it (R-29)."""
    moment = moment.astimezone(dates.PORTAL)
    words = {
        "day": date_format(dates.day_of(moment), "DATE_FORMAT"),
        "hour": date_format(moment, "H:i"),
    }
    return sentences(_("Until %(day)s, %(hour)s UTC.") % words, whose_day())
