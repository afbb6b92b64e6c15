"""What is counted stands in the form that its number asks for (CLDR plural rules)."""

from decimal import Decimal

import pytest
from django.conf import settings

from gmp_portal.typesetting.counted_words import counted, form_of, words
from partners.models.pledges import Effort

NUMBERS = [Decimal(each) for each in ("0.5", "1", "2", "5", "11", "21", "100", "1000000")]


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", "other one other other other other other other"),
        ("fr", "one one other other other other other many"),
        ("es", "other one other other other other other many"),
        ("ru", "other one few many many one many many"),
        ("zh-hans", "other other other other other other other other"),
        ("ar", "other one two few many many other other"),
    ],
)
def test_the_form_is_that_of_the_number(language, forms):
    assert [form_of(number, language) for number in NUMBERS] == forms.split()


@pytest.mark.parametrize("language", [code for code, _name in settings.OFFICIAL_LANGUAGES])
@pytest.mark.parametrize("what", Effort.values)
def test_everything_that_is_counted_has_each_form(what, language):
    for number in [*NUMBERS, *map(Decimal, range(1, 200))]:
        said = counted(what, number, "FIGURE", language)
        # The Arabic forms for one and two say the number themselves.
        assert "FIGURE" in said or (language == "ar" and number in (1, 2))
        assert said.replace("FIGURE", "").strip() in words(what, language)
