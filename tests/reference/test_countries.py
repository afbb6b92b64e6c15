"""The data file of countries is whole, and its facts hold by date and by language."""

import csv
import re
from collections import Counter
from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError
from django.utils import translation

from gmp_portal.reference import seed
from gmp_portal.reference.choices import Group
from gmp_portal.reference.models import Country, CountryGroup
from tests.factories.reference import CountryFactory

TEXT = (seed.DATA / "countries.csv").read_text(encoding="utf-8")
ROWS = list(csv.DictReader(TEXT.splitlines()))
LATIN = r"[A-Za-zÀ-ÿ'()., -]+"
SCRIPTS = {
    "ar": r"[\u0621-\u064a() -]+",
    "zh": r"[\u4e00-\u9fff]+",
    "ru": r"[\u0400-\u04ff'()— -]+",
    "en": LATIN,
    "fr": LATIN,
    "es": LATIN,
}


@pytest.fixture
def countries(db):
    seed.load()


def codes(group: str, on: date) -> set[str]:
    belong = CountryGroup.objects.on(on).filter(group=group)
    return set(belong.values_list("country", flat=True))


def groups(country: str, on: date) -> set[str]:
    belongs = CountryGroup.objects.on(on).filter(country=country)
    return set(belongs.values_list("group", flat=True))


def test_the_file_has_every_member_state_and_both_observers():
    members = Counter(row["member"] for row in ROWS)

    assert members == {"yes": 193, "no": 2}
    assert {row["iso2"] for row in ROWS if row["member"] == "no"} == {"VA", "PS"}


@pytest.mark.parametrize(
    "column", ["iso2", "iso3", "m49", "ar", "zh", "en", "fr", "ru", "es"]
)
def test_codes_and_names_are_given_once(column):
    values = [row[column] for row in ROWS]

    assert [value for value, count in Counter(values).items() if count > 1] == []


@pytest.mark.parametrize(("language", "script"), SCRIPTS.items())
def test_names_stand_in_the_script_of_their_language(language, script):
    wrong = [row[language] for row in ROWS if not re.fullmatch(script, row[language])]

    assert wrong == []
    assert all(row[language] == row[language].strip() for row in ROWS)


def test_regional_groups_count_as_in_the_general_assembly():
    groups = Counter(row["un_region"] for row in ROWS if row["member"] == "yes")

    assert groups == {
        "african": 54,
        "asia_pacific": 54,
        "eastern_european": 23,
        "latin_american": 33,
        "western": 29,
    }


@pytest.mark.parametrize(
    ("language", "iso2", "name"),
    [
        ("en", "TR", "Türkiye"),
        ("fr", "CZ", "Tchéquie"),
        ("zh-hans", "CI", "科特迪瓦"),
        ("zh-hans", "GB", "大不列颠及北爱尔兰联合王国"),
        ("ru", "KR", "Республика Корея"),
        ("es", "BO", "Bolivia (Estado Plurinacional de)"),
        ("ar", "EG", "مصر"),
        ("de", "VN", "Viet Nam"),
    ],
)
def test_name_follows_the_readers_language(countries, language, iso2, name):
    country = Country.objects.get(pk=iso2)

    with translation.override(language):
        assert country.name == name
        assert str(country) == name


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["CI", "EE", "ET", "CH"]),
        ("fr", ["CI", "EE", "ET", "CH"]),
        ("es", ["CI", "EE", "ET", "CH"]),
        ("ru", ["CI", "CH", "EE", "ET"]),
        ("zh-hans", ["ET", "EE", "CI", "CH"]),
    ],
)
def test_lists_follow_the_alphabet_of_the_readers_language(countries, language, expected):
    some = Country.objects.filter(pk__in=expected)

    with translation.override(language):
        assert [country.pk for country in some.by_name()] == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("zh-hans", ["法国", "菲律宾", "斐济", "芬兰"]),
        ("zh-hans", ["南苏丹", "瑙鲁", "尼加拉瓜", "尼泊尔"]),
        ("zh-hans", ["乍得", "智利", "中非共和国", "中国"]),
        ("ru", ["Замбия", "Зимбабве", "Израиль", "Индия"]),
        ("ru", ["Италия", "Йемен"]),
        ("ar", ["الأردن", "أرمينيا", "إريتريا", "إسبانيا"]),
    ],
)
def test_neighbours_in_the_list_are_those_of_the_alphabet(countries, language, expected):
    with translation.override(language):
        names = [country.name for country in Country.objects.by_name()]

    begin = names.index(expected[0])
    assert names[begin : begin + len(expected)] == expected


def test_china_ends_the_chinese_list(countries):
    with translation.override("zh-hans"):
        assert str(list(Country.objects.by_name())[-1]) == "中国"


@pytest.mark.parametrize("language", SCRIPTS)
def test_each_language_gives_every_place_once(language):
    places = [int(row[f"place_{language}"]) for row in ROWS]

    assert sorted(places) == list(range(1, len(ROWS) + 1))


def test_an_existing_database_gets_the_new_places(countries):
    Country.objects.update(places=dict.fromkeys(SCRIPTS, 1))
    migration = import_module("gmp_portal.reference.migrations.0002_order_of_countries")

    migration.number(apps, None)

    assert Country.objects.get(pk="CN").places["zh"] == len(ROWS)
    assert Country.objects.get(pk="AF").places["en"] == 1


def test_the_whole_list_sorts_accents_with_their_letter(countries):
    with translation.override("fr"):
        names = [country.name for country in Country.objects.by_name()]

    assert names[names.index("Équateur") + 1] == "Érythrée"
    assert names[-1] == "Zimbabwe"


@pytest.mark.parametrize(
    ("day", "count"),
    [
        (date(2005, 2, 25), 50),
        (date(2012, 12, 17), 48),
        (date(2012, 12, 18), 49),
        (date(2020, 3, 1), 47),
        (date(2023, 12, 12), 46),
        (date(2023, 12, 13), 45),
        (date(2024, 12, 12), 45),
        (date(2024, 12, 13), 44),
    ],
)
def test_least_developed_countries_are_counted_by_their_day(countries, day, count):
    assert len(codes("ldc", day)) == count


def test_a_country_leaves_its_group_on_a_day(countries):
    assert groups("BT", date(2023, 12, 12)) == {"ldc", "lldc", "developing"}
    assert groups("BT", date(2023, 12, 13)) == {"lldc", "developing"}


@pytest.mark.parametrize(
    ("group", "count"),
    [("lldc", 32), ("sids", 37), ("transition", 17), ("developing", 137)],
)
def test_other_groups_have_their_number(countries, group, count):
    assert len(codes(group, date(2026, 1, 1))) == count


def test_every_least_developed_country_and_island_state_is_developing(countries):
    day = date(2026, 1, 1)

    assert codes("ldc", day) | codes("sids", day) <= codes("developing", day)
    assert codes("developing", day) & codes("transition", day) == set()


def test_unknown_group_is_refused(countries):
    with pytest.raises(IntegrityError, match="reference_group_is_known"):
        CountryGroup.objects.create(country_id="CH", group="rich")


def test_load_can_be_repeated_and_keeps_what_the_secretariat_decided(countries):
    nepal = CountryGroup.objects.get(country="NP", group=Group.LDC)
    nepal.valid_to = date(2026, 11, 24)
    nepal.save()
    CountryGroup.objects.create(country_id="AL", group=Group.DEVELOPING)
    Country.objects.filter(pk="TR").update(name_en="Turkey")
    before = (Country.objects.count(), CountryGroup.objects.count())

    seed.load()

    nepal.refresh_from_db()
    assert nepal.valid_to == date(2026, 11, 24)
    assert (Country.objects.count(), CountryGroup.objects.count()) == before
    assert "developing" in groups("AL", date(2026, 11, 24))
    assert Country.objects.get(pk="TR").name_en == "Türkiye"


def test_load_ends_a_membership_that_the_file_ends(countries):
    CountryGroup.objects.filter(country="BT", group=Group.LDC).update(valid_to=None)

    seed.load()

    bhutan = CountryGroup.objects.get(country="BT", group=Group.LDC)
    assert bhutan.valid_to == date(2023, 12, 13)


def test_factory_gives_real_countries(db):
    peru, kenya = CountryFactory(iso2="PE"), CountryFactory(iso2="KE")

    assert (peru.name_es, kenya.iso3) == ("Perú", "KEN")
    assert len({country.pk for country in CountryFactory.create_batch(3)}) == 3
