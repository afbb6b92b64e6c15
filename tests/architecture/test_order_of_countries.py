"""Whatever offers or lists countries has them in the order of the reader's language."""

import re
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import translation

from gmp_portal.reference import seed
from tests.factories.meetings import BodyFactory
from tests.factories.reporting import ReportedActivityFactory

ROOT = Path(__file__).parents[2]
SHOWN = ("forms", "views", "reading")
# Asked for without an order, and not to pick single ones by their key.
UNORDERED = re.compile(
    r"Country\.objects\.(?!none\(\)|by_name\(\)|in_bulk\(|filter\([^)]*\)\.(?:by_name|first)\()"
)


def test_no_list_of_countries_is_without_its_order():
    sources = [
        path
        for app in ("partners", "areas", "reporting", "advisory_group", "gmp_portal")
        for path in (ROOT / app).rglob("*.py")
        if set(path.parts) & set(SHOWN)
    ]
    assert len(sources) > 100

    bare = [str(path) for path in sources if UNORDERED.search(path.read_text("utf-8"))]

    assert bare == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "last"), [("en", "Zimbabwe"), ("zh-hans", "中国"), ("ru", "Япония")]
)
def test_a_meeting_is_held_in_a_country_of_the_readers_list(
    as_user, secretariat, language, last
):
    seed.load()
    pag = BodyFactory.create(pag=True)
    with translation.override(language):
        url = reverse("meetings:meeting_plan", args=[pag.slug])

    form = as_user(secretariat).get(url).context["form"]

    with translation.override(language):
        assert [str(label) for _value, label in form["country"].field.choices][-1] == last


@pytest.mark.django_db
def test_where_an_activity_takes_place_is_told_in_the_order_of_the_language(
    as_user, secretariat
):
    seed.load()
    row = ReportedActivityFactory.create()
    row.activity.countries.set(["IT", "YE", "IL"])
    with translation.override("ru"):
        url = row.report.get_absolute_url()

    page = as_user(secretariat).get(url)

    assert "Израиль, Италия, Йемен" in page.content.decode()
