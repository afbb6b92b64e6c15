"""Stretches of days and places, as each language writes them."""

from datetime import date

import pytest

from gmp_portal.typesetting.languages import language

FIRST = date(2026, 9, 24)
DAYS = {
    "en": (
        "24–29 September 2026",
        "24 September to 2 October 2026",
        "24 September 2026 to 1 March 2027",
    ),
    "fr": (
        "24-29 septembre 2026",
        "24 septembre – 2 octobre 2026",
        "24 septembre 2026 – 1er mars 2027",
    ),
    "es": (
        "24 a 29 de septiembre de 2026",
        "24 de septiembre a 2 de octubre de 2026",
        "24 de septiembre de 2026 a 1 de marzo de 2027",
    ),
    "ru": (
        "24–29 сентября 2026 года",
        "24 сентября – 2 октября 2026 года",
        "24 сентября 2026 года – 1 марта 2027 года",
    ),
    "zh-hans": (
        "2026年9月24日至29日",
        "2026年9月24日至10月2日",
        "2026年9月24日至2027年3月1日",
    ),
    "ar": (
        "24-29 أيلول/سبتمبر 2026",
        "24 أيلول/سبتمبر إلى 2 تشرين\u00a0الأول/أكتوبر 2026",
        "24 أيلول/سبتمبر 2026 إلى 1 آذار/مارس 2027",
    ),
}


@pytest.mark.parametrize("code", DAYS)
def test_the_month_and_year_that_two_days_share_are_written_once(code):
    lasts = (date(2026, 9, 29), date(2026, 10, 2), date(2027, 3, 1))

    written = tuple(language(code).span(FIRST, last) for last in lasts)

    assert written == DAYS[code]


@pytest.mark.parametrize("code", DAYS)
@pytest.mark.parametrize("last", [None, FIRST])
def test_one_day_is_written_as_such(code, last):
    spoken = language(code)

    assert spoken.span(FIRST, last) == spoken.written(FIRST)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("en", "Geneva, 24–29 September 2026"),
        ("zh-hans", "2026年9月24日至29日，日内瓦"),
        ("ar", "جنيف، 24-29 أيلول/سبتمبر 2026"),
    ],
)
def test_chinese_gives_the_days_before_the_place(code, expected):
    spoken = language(code)
    place = {"en": "Geneva", "zh-hans": "日内瓦", "ar": "جنيف"}[code]
    days = spoken.span(FIRST, date(2026, 9, 29))

    assert spoken.placed(place, days) == expected
    assert spoken.placed("", days) == days
    assert spoken.placed(place, "") == place
