"""Calendar files as the programs of people read them (N33)."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from gmp_portal.ui.dated import Dated
from gmp_portal.website.reading import calendar_files
from tests.website.calendar_parsers import read

GENEVA, NEW_YORK = "Europe/Zurich", "America/New_York"
NAIROBI, LORD_HOWE = "Africa/Nairobi", "Australia/Lord_Howe"
ZONES = [GENEVA, NEW_YORK, NAIROBI, LORD_HOWE]
# Days before and after clocks are turned somewhere, and the very days.
DAYS = [
    date(2027, 3, 13), date(2027, 3, 14), date(2027, 3, 15),
    date(2027, 3, 27), date(2027, 3, 28), date(2027, 3, 29),
    date(2027, 4, 4), date(2027, 10, 3), date(2027, 10, 31), date(2027, 11, 7),
]  # fmt: skip


def at(day, hour, zone):
    return datetime(day.year, day.month, day.day, hour, 30, tzinfo=ZoneInfo(zone))


def timed(day, zone, *, hour=10, **facts):
    return Dated(
        uid=("sample", zone.replace("/", "-"), str(day)),
        subject="",
        title="Sample meeting",
        url="/meetings/sample/",
        first_on=day,
        last_on=day,
        starts_at=at(day, hour, zone),
        ends_at=at(day, hour + 2, zone),
        zone=zone,
        **facts,
    )


def whole_day(first, last=None, **facts):
    facts = {"title": "Sample deadline", "url": "/decisions/sample/"} | facts
    return Dated(
        uid=("sample",), subject="", first_on=first, last_on=last or first, **facts
    )


def only(content):
    [event] = read(content).values()
    return event


@pytest.mark.parametrize("hour", [3, 10, 20])
@pytest.mark.parametrize("zone", ZONES)
def test_the_hour_there_stays_when_clocks_are_turned(zone, hour):
    """03:30 is the first hour after most turns, which wrong rules move by one."""
    meetings = [timed(day, zone, hour=hour) for day in DAYS]

    events = read(calendar_files.of(meetings, name="Sample"))

    shown = [event["start"].astimezone(ZoneInfo(zone)) for event in events.values()]
    assert [f"{moment:%Y-%m-%d %H:%M}" for moment in shown] == [
        f"{day} {hour:02}:30" for day in DAYS
    ]
    assert all(event["end"] - event["start"] for event in events.values())


def test_four_zones_stand_in_one_file():
    meetings = [timed(day, zone) for zone in ZONES for day in DAYS]

    content = calendar_files.of(meetings, name="Sample")

    assert content.count(b"BEGIN:VTIMEZONE") == len(ZONES)
    assert len(read(content)) == len(ZONES) * len(DAYS)


def test_the_file_itself_says_how_clocks_are_turned():
    content = calendar_files.of([timed(date(2027, 3, 28), GENEVA)], name="Sample")

    assert b"DTSTART;TZID=Europe/Zurich:20270328T103000" in content
    # At 02:00 by the clock that went until then.
    turn = (
        b"DTSTART:20270328T020000\r\nTZNAME:CEST\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200"
    )
    assert turn in content


def test_an_hour_in_utc_needs_no_zone():
    content = calendar_files.of([timed(date(2027, 3, 28), "UTC")], name="Sample")

    assert b"VTIMEZONE" not in content
    assert b"DTSTART:20270328T103000Z" in content
    assert only(content)["start"] == datetime(2027, 3, 28, 10, 30, tzinfo=UTC)


def test_a_deadline_is_a_whole_day_and_ends_on_the_next():
    event = only(calendar_files.of([whole_day(date(2026, 12, 31))], name="Sample"))

    assert event["start"] == date(2026, 12, 31)
    assert event["end"] == date(2027, 1, 1)


def test_several_days_end_after_the_last():
    content = calendar_files.of(
        [whole_day(date(2026, 11, 2), date(2026, 11, 4))], name="Sample"
    )

    event = only(content)

    assert (event["start"], event["end"]) == (date(2026, 11, 2), date(2026, 11, 5))
    assert b"DTEND;VALUE=DATE:20261105" in content


LONG = {
    "zh": "汞污染问题全球伙伴关系咨询小组第十六次会议" * 5,
    "ar": "،الاجتماع السادس عشر للفريق الاستشاري المعني بالزئبق" * 5,
    "odd": 'Semicolon; comma, backslash \\ colon: "quoted" 🜐' * 4,
}


@pytest.mark.parametrize("title", LONG.values(), ids=LONG.keys())
def test_a_long_title_is_folded_between_characters(title):
    text = f"{title}\n{title}"
    content = calendar_files.of(
        [whole_day(date(2026, 11, 2), title=title, description=text, place=title)],
        name=title,
    )

    event = only(content)
    lines = content.split(b"\r\n")

    assert event["summary"] == title
    assert event["description"] == text
    assert event["location"] == title
    assert max(len(line) for line in lines) <= 75
    assert all(line.decode() is not None and b"\n" not in line for line in lines)


def test_what_was_called_off_says_so():
    day = date(2026, 11, 2)

    event = only(calendar_files.of([whole_day(day, is_cancelled=True)], name="Sample"))

    assert event["is_cancelled"]


def test_the_address_is_whole_and_the_kind_is_named(settings):
    settings.SITE_URL = "https://portal.example.org"
    item = whole_day(date(2026, 11, 2), kind="meeting")

    content = calendar_files.of([item], name="Sample")

    assert only(content)["url"] == "https://portal.example.org/decisions/sample/"
    assert b"CATEGORIES:Meetings" in content
    assert b"METHOD:PUBLISH" in content


def test_the_same_dates_give_the_same_bytes():
    changed_at = datetime(2026, 11, 2, 8, 15, 30, 999, tzinfo=UTC)
    items = [timed(day, GENEVA, sequence=3, changed_at=changed_at) for day in DAYS]

    first, second = (calendar_files.of(items, name="Sample") for _number in range(2))

    assert first == second
    assert first.count(b"DTSTAMP:20261102T081530Z") == len(DAYS)
    assert first.count(b"LAST-MODIFIED:20261102T081530Z") == len(DAYS)


def test_nothing_at_all_is_a_calendar_too():
    content = calendar_files.of([], name="Sample")

    assert content.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert content.endswith(b"END:VCALENDAR\r\n")


def test_a_meeting_over_midnight_ends_on_the_next_day():
    day = date(2026, 11, 2)
    item = timed(day, NEW_YORK, hour=20)

    event = only(calendar_files.of([item], name="Sample"))

    assert event["end"] - event["start"] == timedelta(hours=2)
    assert event["start"].date() == day + timedelta(days=1)
