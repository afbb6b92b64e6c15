"""Time zones are named by their place in the reader's language; none is lost."""

import zoneinfo

import pytest
from django.utils import translation

from gmp_portal.reference import zones
from gmp_portal.ui.tags.records import clock_of


@pytest.mark.parametrize(
    ("language", "zone", "name", "place"),
    [
        ("zh-hans", "Africa/Nairobi", "内罗毕", "内罗毕"),
        ("fr", "America/Argentina/Buenos_Aires", "Buenos Aires", "Buenos Aires"),
        ("en", "America/New_York", "America/New York", "New York"),
        ("zh-hans", "UTC", "UTC", "UTC"),
        ("zh-hans", "Etc/GMT+3", "Etc/GMT+3", "GMT+3"),
    ],
)
def test_a_zone_has_a_name_and_a_place(
    language: str, zone: str, name: str, place: str
) -> None:
    with translation.override(language):
        names = (zones.name(zone), zones.place(zone))

    assert names == (name, place)


def test_hours_are_those_of_the_place_in_chinese() -> None:
    with translation.override("zh-hans"):
        said = clock_of("Europe/Zurich")

    assert said == "苏黎世时间"


def test_every_zone_of_a_place_has_a_chinese_name() -> None:
    continents = ("Africa", "America", "Asia", "Australia", "Europe", "Pacific")
    of_places = [
        zone for zone in zoneinfo.available_timezones() if zone.startswith(continents)
    ]

    with translation.override("zh-hans"):
        latin = [zone for zone in of_places if zones.place(zone).isascii()]

    assert latin == []
