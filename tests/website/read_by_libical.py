"""Reads a calendar with libical, which Evolution uses, and tells as JSON what it understood.

Runs by the system's Python, for which Debian brings the library: ``python3 read_by_libical.py``.
"""

import json
import sys

import gi

gi.require_version("ICalGLib", "3.0")
from gi.repository import ICalGLib  # noqa: E402 the version is chosen before


def children(component, kind):
    child = component.get_first_component(kind)
    while child is not None:
        yield child
        child = component.get_next_component(kind)


def zones_of(calendar):
    """The zones as the file itself describes them, not as this machine knows them."""
    zones = {}
    for child in children(calendar, ICalGLib.ComponentKind.VTIMEZONE_COMPONENT):
        zone = ICalGLib.Timezone.new()
        zone.set_component(child.clone())
        zones[zone.get_tzid()] = zone
    return zones


def shown(moment, tzid, zones):
    """A time as it stands there, and the same in UTC."""
    if moment is None or moment.is_null_time():
        return None
    told = {"zone": tzid or "", "is_day": moment.is_date(), "at": moment.as_ical_string()}
    if not moment.is_date():
        utc = ICalGLib.Timezone.get_utc_timezone()
        moment.set_timezone(zones[tzid] if tzid else utc)
        told["utc"] = moment.convert_to_zone(utc).as_ical_string()
    return told


def tzid_of(event, kind):
    prop = event.get_first_property(kind)
    parameter = prop and prop.get_first_parameter(ICalGLib.ParameterKind.TZID_PARAMETER)
    return parameter.get_tzid() if parameter else ""


def end_of(event, zones):
    """Where the file names an end; the library would take the beginning for it otherwise."""
    kind = ICalGLib.PropertyKind.DTEND_PROPERTY
    if event.get_first_property(kind) is None:
        return None
    return shown(event.get_dtend(), tzid_of(event, kind), zones)


def event_of(event, zones):
    kinds = ICalGLib.PropertyKind
    return {
        "uid": event.get_uid(),
        "summary": event.get_summary(),
        "description": event.get_description() or "",
        "location": event.get_location() or "",
        "sequence": event.get_sequence(),
        "is_cancelled": event.get_status() == ICalGLib.PropertyStatus.CANCELLED,
        "start": shown(event.get_dtstart(), tzid_of(event, kinds.DTSTART_PROPERTY), zones),
        "end": end_of(event, zones),
        "url": event.get_first_property(kinds.URL_PROPERTY).get_url(),
    }


def read(text):
    calendar = ICalGLib.Component.new_from_string(text)
    calendar.check_restrictions()
    zones = zones_of(calendar)
    events = children(calendar, ICalGLib.ComponentKind.VEVENT_COMPONENT)
    return {
        "errors": calendar.count_errors(),
        "events": [event_of(event, zones) for event in events],
    }


json.dump(read(sys.stdin.buffer.read().decode()), sys.stdout)
