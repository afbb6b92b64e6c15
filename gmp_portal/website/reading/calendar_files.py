"""Dates as a file that calendar programs read (RFC 5545)."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from email.utils import parseaddr
from typing import TYPE_CHECKING

import icalendar
from django.conf import settings

from gmp_portal import dates
from gmp_portal.ui.dated import Dated

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MEDIA_TYPE = "text/calendar; charset=utf-8"
# How often programs look for news, where they let somebody else say it.
REFRESH_HOURS = 6
# What the ledger does not know was on record before the portal.
ON_RECORD = datetime(2026, 1, 1, tzinfo=UTC)
# What names a date for ever stays even where the portal moves to another address.
ORIGIN = "gmp-portal"
# So much before and after it a time zone is described, for programs that look beyond.
MARGIN = timedelta(weeks=30)


def of(items: Iterable[Dated], *, name: "StrOrPromise") -> bytes:
    """One calendar with these dates; the same dates give the same bytes."""
    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//UNEP Global Mercury Partnership//Portal//EN")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", str(name))
    calendar.add("x-wr-calname", str(name))
    calendar.add(
        "refresh-interval", timedelta(hours=REFRESH_HOURS), parameters={"VALUE": "DURATION"}
    )
    calendar.add("x-published-ttl", f"PT{REFRESH_HOURS}H")
    events = list(items)
    for zone, days in sorted(_zones(events).items()):
        calendar.add_component(_time_zone(zone, min(days), max(days)))
    for event in events:
        calendar.add_component(_event(event))
    return bytes(calendar.to_ical())


def _zones(events: Iterable[Dated]) -> dict[str, list[date]]:
    """The zones in which something has an hour, with the days on which it has."""
    zones: dict[str, list[date]] = {}
    for event in events:
        if event.has_hour and not _is_utc(event):
            zones.setdefault(event.zone, []).extend((event.first_on, event.last_on))
    return zones


def _is_utc(event: Dated) -> bool:
    return event.zone in ("", "UTC", "Etc/UTC")


def _event(event: Dated) -> icalendar.Event:
    entry = icalendar.Event()
    entry.add("uid", f"{'-'.join(event.uid)}@{ORIGIN}")
    changed_at = (event.changed_at or ON_RECORD).astimezone(UTC).replace(microsecond=0)
    entry.add("dtstamp", changed_at)
    entry.add("last-modified", changed_at)
    entry.add("sequence", event.sequence)
    entry.add("summary", event.title)
    if event.description:
        entry.add("description", event.description)
    if event.place:
        entry.add("location", event.place)
    entry.add("url", f"{settings.SITE_URL}{event.url}")
    # Who publishes, which the rules for published calendars ask for (RFC 5546, 3.2.1).
    entry.add("organizer", _secretariat())
    entry.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    if event.kind:
        entry.add("categories", [str(event.kind_label)])
    entry.add("transp", "OPAQUE" if event.has_hour else "TRANSPARENT")
    _add_time(entry, event)
    return entry


def _secretariat() -> icalendar.vCalAddress:
    _name, address = parseaddr(settings.CONTACT_EMAIL or settings.DEFAULT_FROM_EMAIL)
    secretariat = icalendar.vCalAddress(f"mailto:{address}")
    secretariat.params["CN"] = "UNEP Global Mercury Partnership"
    return secretariat


def _add_time(entry: icalendar.Event, event: Dated) -> None:
    if event.starts_at is None:
        entry.add("dtstart", event.first_on)
        # The end is the day after the last one.
        entry.add("dtend", event.last_on + timedelta(days=1))
        return
    for name, moment in (("dtstart", event.starts_at), ("dtend", event.ends_at)):
        if moment is not None:
            entry.add(name, moment.astimezone(UTC) if _is_utc(event) else moment)


def _time_zone(zone: str, first: date, last: date) -> icalendar.Timezone:
    """What clocks there show in these years: each turn by itself, as it was decided.

    A rule for all times would be wrong as soon as a country changes its own.
    """
    component = icalendar.Timezone()
    component.add("tzid", zone)
    first, last = first - MARGIN, last + MARGIN
    start = dates.start_of(first, zone)
    offset = start.utcoffset() or timedelta()
    component.add_component(_observance(start.replace(tzinfo=None), offset, start))
    for turn in dates.turns_of_clocks(first + timedelta(days=1), last, zone):
        component.add_component(
            _observance(turn.shown_before, turn.offset_before, turn.after)
        )
    return component


def _observance(
    shown_before: datetime, offset_before: timedelta, after: datetime
) -> icalendar.TimezoneStandard | icalendar.TimezoneDaylight:
    kind = icalendar.TimezoneDaylight if after.dst() else icalendar.TimezoneStandard
    part = kind()
    # The first hour of it, by the clock as it went until then.
    part.add("dtstart", shown_before)
    part.add("tzoffsetfrom", offset_before)
    part.add("tzoffsetto", after.utcoffset() or timedelta())
    part.add("tzname", after.tzname() or "")
    return part
