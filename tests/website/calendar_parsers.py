"""What two independent programs understand of a calendar: libical, and vobject."""

import json
import re
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import vobject

READER = Path(__file__).with_name("read_by_libical.py")
# The system's own: Debian brings the library for it (gir1.2-ical-3.0, python3-gi).
PYTHON = "/usr/bin/python3"


def by_libical(content: bytes) -> dict[str, dict[str, Any]]:
    """The events by their names, after libical found nothing wrong with the whole."""
    ran = subprocess.run([PYTHON, READER], input=content, capture_output=True, check=False)
    assert ran.returncode == 0, (
        f"libical cannot read it, or is missing (gir1.2-ical-3.0): {ran.stderr.decode()}"
    )
    told = json.loads(ran.stdout)
    assert told["errors"] == 0
    return {event["uid"]: _with_times(event) for event in told["events"]}


def _with_times(event: dict[str, Any]) -> dict[str, Any]:
    return event | {"start": _time(event["start"]), "end": _time(event["end"])}


def _time(told: dict[str, Any] | None) -> date | datetime | None:
    if told is None:
        return None
    if told["is_day"]:
        return datetime.strptime(told["at"], "%Y%m%d").date()  # noqa: DTZ007 a day
    return datetime.strptime(told["utc"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


def by_vobject(content: bytes) -> dict[str, dict[str, Any]]:
    """The same, read by vobject; its times become those of UTC by the zones of the file."""
    for zone in re.findall(r"TZID:(.+)\r\n", content.decode()):
        # It would go on with what an earlier file said about this zone.
        vobject.icalendar.registerTzid(zone, None)
    calendar = vobject.readOne(content.decode())
    calendar.validate(raiseException=True)
    events = getattr(calendar, "vevent_list", [])
    return {event.uid.value: _event(event) for event in events}


def _event(event: Any) -> dict[str, Any]:
    def value(name: str, default: Any = "") -> Any:
        return event.contents[name][0].value if name in event.contents else default

    return {
        "uid": event.uid.value,
        "summary": event.summary.value,
        "description": value("description"),
        "location": value("location"),
        "sequence": int(event.sequence.value),
        "is_cancelled": event.status.value == "CANCELLED",
        "start": _in_utc(event.dtstart.value),
        "end": _in_utc(value("dtend", None)),
        "url": event.url.value,
    }


def _in_utc(value: Any) -> Any:
    return value.astimezone(UTC) if isinstance(value, datetime) else value


def read(content: bytes) -> dict[str, dict[str, Any]]:
    """What both understand in the same way."""
    events = by_libical(content)
    assert events == by_vobject(content)
    return events
