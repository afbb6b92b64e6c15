"""An area has its name in the reader's language wherever it meets and decides, too."""

import pytest
from django.utils import translation

from areas import on_record
from gmp_portal.accounts import rights
from tests.factories.areas import AreaFactory

pytestmark = pytest.mark.django_db
NAMES = {"en": "Mercury waste", "zh": "汞废物管理"}


@pytest.mark.parametrize(
    ("code", "name"),
    [("en", "Mercury waste"), ("zh-hans", "汞废物管理"), ("fr", "Mercury waste")],
)
def test_the_body_of_an_area_is_named_as_the_area(code, name):
    body = AreaFactory.create(names=NAMES, body__name="Mercury waste").body

    with translation.override(code):
        assert str(body) == name


def test_a_page_looks_the_names_up_once(django_assert_num_queries):
    bodies = [AreaFactory.create(names=NAMES).body for _one in range(5)]

    with (
        translation.override("zh-hans"),
        rights.remembered(),
        django_assert_num_queries(1),
    ):
        said = {str(body) for body in bodies}

    assert said == {"汞废物管理"}


def test_the_objective_on_record_is_there_in_chinese_and_any_other_stays_as_written():
    row = on_record.rows()[0]
    area = AreaFactory.build(slug=row["slug"], objective=row["objective"])
    changed = AreaFactory.build(slug=row["slug"], objective="Something else")

    with translation.override("zh-hans"):
        assert (area.aim, area.aim_language) == (row["objective_zh"], "zh")
        assert (changed.aim, changed.aim_language) == ("Something else", "en")
    assert (area.aim, area.aim_language) == (row["objective"], "en")


def test_every_area_on_record_has_its_objective_in_chinese():
    assert all(row["objective_zh"] for row in on_record.rows())
