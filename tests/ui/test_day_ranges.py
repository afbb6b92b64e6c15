"""A range of days says its month and year once, as each of the six languages writes it."""

import re
from datetime import date

import pytest
from django.template import Context, Template
from django.utils.formats import date_format
from django.utils.translation import override

from gmp_portal.ui import day_ranges

IN_A_MONTH = date(2026, 11, 22), date(2026, 11, 23)
IN_A_YEAR = date(2026, 11, 30), date(2026, 12, 2)
OVER_NEW_YEAR = date(2026, 12, 30), date(2027, 1, 2)
WRITTEN = [
    ("en", IN_A_MONTH, "22–23 November 2026"),
    ("en", IN_A_YEAR, "30 November – 2 December 2026"),
    ("en", OVER_NEW_YEAR, "30 December 2026 – 2 January 2027"),
    ("fr", IN_A_MONTH, "22–23 novembre 2026"),
    ("fr", IN_A_YEAR, "30 novembre – 2 décembre 2026"),
    ("fr", OVER_NEW_YEAR, "30 décembre 2026 – 2 janvier 2027"),
    ("es", IN_A_MONTH, "22–23 de noviembre de 2026"),
    ("es", IN_A_YEAR, "30 de noviembre – 2 de diciembre de 2026"),
    ("es", OVER_NEW_YEAR, "30 de diciembre de 2026 – 2 de enero de 2027"),
    ("ru", IN_A_MONTH, "22–23 ноября 2026 г."),  # noqa: RUF001
    ("ru", IN_A_YEAR, "30 ноября – 2 декабря 2026 г."),  # noqa: RUF001
    ("ru", OVER_NEW_YEAR, "30 декабря 2026 г. – 2 января 2027 г."),  # noqa: RUF001
    ("ar", IN_A_MONTH, "22–23 نوفمبر، 2026"),
    ("ar", IN_A_YEAR, "30 نوفمبر – 2 ديسمبر، 2026"),
    ("ar", OVER_NEW_YEAR, "30 ديسمبر، 2026 – 2 يناير، 2027"),
    ("zh-hans", IN_A_MONTH, "2026年11月22日至23日"),
    ("zh-hans", IN_A_YEAR, "2026年11月30日至12月2日"),
    ("zh-hans", OVER_NEW_YEAR, "2026年12月30日至2027年1月2日"),
]


def _shown(*days: date | None) -> str:
    template = Template("{% load ui %}{% day_range first last %}")
    first, last = days
    return template.render(Context({"first": first, "last": last}))


def _words(markup: str) -> str:
    return re.sub(r"<[^>]*>", "", markup)


@pytest.mark.parametrize(("language", "days", "expected"), WRITTEN)
def test_a_range_is_written_as_the_language_does(language, days, expected):
    with override(language):
        written, shown = str(day_ranges.written(*days)), _words(_shown(*days))

    assert (written, shown) == (expected, expected)


@pytest.mark.parametrize("language", ["ar", "zh-hans", "en", "fr", "ru", "es"])
def test_one_day_is_a_day(language):
    day = date(2026, 11, 22)

    with override(language):
        shown = {_words(_shown(day, day)), _words(_shown(day, None))}
        expected = date_format(day, "DATE_FORMAT")

    assert shown == {expected}


def test_a_language_without_a_pattern_says_both_days_whole():
    with override("de"):
        written = day_ranges.written(*IN_A_MONTH)

        assert written.first == date_format(IN_A_MONTH[0], "DATE_FORMAT")
        assert written.last == date_format(IN_A_MONTH[1], "DATE_FORMAT")


def test_machines_read_both_days():
    with override("en"):
        shown = _shown(*IN_A_MONTH)

    assert re.findall(r'datetime="([^"]+)"', shown) == ["2026-11-22", "2026-11-23"]


def test_nothing_is_said_of_days_that_nobody_knows():
    assert _shown(None, None) == ""


def test_a_tile_is_for_the_eye_alone():
    template = Template("{% load ui %}{% date_tile day %}")

    with override("en"):
        shown = template.render(Context({"day": date(2026, 11, 22)}))
        none = template.render(Context({"day": None}))

    assert 'aria-hidden="true"' in shown
    assert _words(shown) == "Nov22Sun"
    assert none == ""
