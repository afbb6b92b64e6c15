"""The register of dates: each app says what has one, and readers choose among the kinds."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from gmp_portal import dates, rounds
from gmp_portal.registry import RegistrationError
from gmp_portal.ui import dated
from gmp_portal.ui.dated import EVERY_AREA, SOURCES, Dated, Source

DAY = date(2026, 11, 2)
SAMPLE = Dated(
    uid=("sample", "1"),
    subject="sample:1",
    title="Sample",
    url="/",
    first_on=DAY,
    last_on=DAY,
)


def source(*items, **facts):
    return Source("Samples", lambda user, first, last: rounds.known(items), (), **facts)


@pytest.fixture
def no_sources():
    with SOURCES.cleared():
        yield


def test_every_app_with_dates_is_in_the_register():
    assert set(SOURCES) == {
        "meeting",
        "objections",
        "comments",
        "plan-review",
        "review-comments",
        "reports-due",
        "representative",
        "lead-term",
        "seat",
    }


def test_what_is_gathered_knows_its_kind_and_stands_in_order(no_sources):
    hour = datetime(2026, 11, 2, 9, tzinfo=UTC)
    timed = replace(SAMPLE, uid=("sample", "2"), starts_at=hour, ends_at=hour)
    before = replace(SAMPLE, uid=("sample", "3"), first_on=DAY - timedelta(days=1))
    dated.register("late", source(timed))
    dated.register("early", source(SAMPLE, before))

    items = rounds.read(dated.gather(AnonymousUser(), DAY, DAY))

    assert [each.uid[1] for each in items] == ["3", "1", "2"]
    assert [each.kind for each in items] == ["early", "early", "late"]
    assert [each.begins_at for each in items] == ["", "", "09:00"]


def test_kinds_that_were_not_asked_for_are_not_gathered(no_sources):
    dated.register("some", source(SAMPLE))
    dated.register("others", Source("Others", lambda *_asked: 1 / 0, ()))

    assert len(rounds.read(dated.gather(AnonymousUser(), DAY, DAY, ["some"]))) == 1


def test_a_kind_is_claimed_once(no_sources):
    dated.register("some", source(SAMPLE))

    with pytest.raises(RegistrationError):
        dated.register("some", source())


def test_visitors_choose_among_public_kinds(no_sources, person):
    dated.register("public", source())
    dated.register("own", source(is_personal=True))

    assert dated.kinds_for(AnonymousUser()) == [("public", "Samples")]
    assert [kind for kind, _label in dated.kinds_for(person)] == ["public", "own"]


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ({}, "nothing body area every"),
        ({"body": "pag"}, "body"),
        ({"area": "asgm"}, "area every"),
        ({"body": "pag", "area": "asgm"}, ""),
    ],
)
def test_what_concerns_every_area_concerns_each(limits, expected):
    items = {
        "nothing": SAMPLE,
        "body": replace(SAMPLE, body="pag"),
        "area": replace(SAMPLE, area="asgm"),
        "every": replace(SAMPLE, area=EVERY_AREA),
    }

    concerned = [name for name, item in items.items() if item.concerns(**limits)]

    assert concerned == expected.split()


def test_the_end_of_a_period_is_told_to_the_minute_in_utc():
    moment = datetime(2026, 11, 3, 1, 30, tzinfo=UTC)

    assert dated.until(moment) == (
        "Until 3 November 2026, 01:30 UTC. The day is that in UTC."
    )


@pytest.mark.parametrize(
    ("zone", "turns"),
    [
        ("Europe/Zurich", ["2027-03-28 02:00 +1:00 +2:00", "2027-10-31 03:00 +2:00 +1:00"]),
        (
            "Australia/Lord_Howe",
            ["2027-04-04 02:00 +11:00 +10:30", "2027-10-03 02:00 +10:30 +11:00"],
        ),
        ("Africa/Nairobi", []),
        # Clocks are put back for Ramadan, and forward after it.
        ("Africa/Casablanca", ["2027-02-07 03:00 +1:00 +0:00", "2027-03-14 02:00 +0:00 +1:00"]),
        ("", []),
    ],
)  # fmt: skip
def test_each_turn_of_the_clocks_is_known(zone, turns):
    year = dates.turns_of_clocks(date(2027, 1, 1), date(2028, 1, 1), zone)

    assert [
        f"{turn.shown_before:%Y-%m-%d %H:%M} {_hours(turn.offset_before)}"
        f" {_hours(turn.after.utcoffset())}"
        for turn in year
    ] == turns


def _hours(offset):
    minutes = int(offset.total_seconds() // 60)
    return f"+{minutes // 60}:{minutes % 60:02}"
