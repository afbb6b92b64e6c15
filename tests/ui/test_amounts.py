"""One amount field for the whole portal: one reading is taken, of two both are shown."""

from decimal import Decimal
from importlib import import_module
from pkgutil import walk_packages

import pytest
from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import override

from areas.forms.efforts import EffortForm
from areas.forms.rows import RequestForm
from gmp_portal.ui import amounts, versions
from gmp_portal.ui.amounts import AmountField, AmountInput
from reporting.forms.progress import ActivityForm, ContributionForm

LANGUAGES = [code for code, _name in settings.LANGUAGES]
FOLDERS = ("gmp_portal", "partners", "areas", "advisory_group", "reporting")


class CostForm(forms.Form):
    cost = AmountField(required=False)


def read(typed, **more):
    return CostForm({"cost": typed, **more})


def refusal(form):
    assert not form.is_valid()
    [error] = form.errors["cost"].as_data()
    return error.code


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1,000,380", "1000380"),
        ("1.000.380,00", "1000380"),
        ("1 000 380", "1000380"),
        ("1\u00a0000\u00a0380", "1000380"),
        ("1\u202f000\u202f380,50", "1000380.50"),
        ("1\u2009000\u2009380", "1000380"),
        ("250000,00", "250000"),
        ("250000.00", "250000"),
        (" 250,000.00 ", "250000"),
        ("1’000’380", "1000380"),
        ("1'000'380.5", "1000380.5"),
        ("١٬٠٠٠٬٣٨٠", "1000380"),
        ("٢٥٠٠٠٠٫٥٠", "250000.50"),
        ("۲۵۰۰۰۰", "250000"),
        ("१०००", "1000"),
        ("１，０００，３８０", "1000380"),
        ("10,00,380", "1000380"),
        ("0.5", "0.5"),
        ("7", "7"),
    ],
)
def test_an_amount_with_one_reading_is_taken(typed, value):
    form = read(typed)

    assert form.is_valid()
    assert form.cleaned_data["cost"] == Decimal(value)


@pytest.mark.parametrize(
    "typed", ["250,000", "250.000", "1,234", "1.234", "٢٥٠,٠٠٠", "２５０．０００"]
)
def test_an_amount_with_two_readings_is_refused_with_both(typed):
    form = read(typed)

    assert refusal(form) == "two_readings"


def test_the_sentence_shows_both_readings_and_how_to_choose():
    form = read("250,000")

    assert form.errors["cost"] == [
        "“250,000” can be read as 250.00 or as 250,000.00. Choose which of them is meant, or "
        "write it with two decimals."
    ]
    assert 'name="cost-reading" value="250.000"' in str(form["cost"])
    assert 'name="cost-reading" value="250000"' in str(form["cost"])


@pytest.mark.parametrize(("chosen", "value"), [("250000", "250000"), ("250.000", "250")])
def test_a_reading_is_chosen_without_scripts(chosen, value):
    form = read("250,000", **{"cost-reading": chosen})

    assert form.is_valid()
    assert form.cleaned_data["cost"] == Decimal(value)


def test_a_choice_that_belongs_to_another_amount_counts_for_nothing():
    form = read("350,000", **{"cost-reading": "250000"})

    assert refusal(form) == "two_readings"


def test_a_third_decimal_that_was_chosen_is_refused_and_not_asked_again():
    form = read("1,234", **{"cost-reading": "1.234"})

    assert refusal(form) == "max_decimal_places"


@pytest.mark.parametrize(
    "typed",
    [
        "1e6",
        "1E6",
        "+5",
        "USD 250000",
        "$5",
        "5 €",
        "about 5",
        "NaN",
        "Infinity",
        "1,2,3",
        "12 50",
        "1.000,380.5",
        "--5",
        "٫",
        ".",
        "1_000",
        "0x10",
        "½",
        "10²",
        "5₂",
        "①0",
        "²",
        "1" * 41,
        "1" * 1_000_001,
    ],
)
def test_what_is_no_amount_is_refused(typed):
    assert refusal(read(typed)) == "invalid"


def test_each_figure_of_a_long_amount_is_kept():
    assert amounts.readings("-" + "9" * 29) == [Decimal("-" + "9" * 29)]
    assert amounts.readings("9" * 40) == [Decimal("9" * 40)]


@pytest.mark.parametrize("typed", ["-5", "−5", "–250000,00"])
def test_money_is_not_below_zero(typed):
    assert refusal(read(typed)) == "negative"


def test_an_indicator_may_fall_below_zero():
    field = AmountField(min_value=None)

    assert field.clean("−1.5") == Decimal("-1.5")


@pytest.mark.parametrize("typed", ["0.125", "1 234,567"])
def test_no_more_than_two_decimals(typed):
    assert refusal(read(typed)) == "max_decimal_places"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "value",
    [
        "0",
        "0.50",
        "0.05",
        "1",
        "12.30",
        "999",
        "1000",
        "1234.50",
        "250000",
        "1000380",
        "999999999999.99",
        "-1000",
        "-0.25",
    ],
)
def test_what_is_shown_is_read_again_as_the_same(language, value):
    with override(language):
        shown = AmountInput().format_value(Decimal(value))
        again = AmountField(min_value=None).clean(shown)

    assert again == Decimal(value)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "1,000,380.50"),
        ("zh-hans", "1,000,380.50"),
        ("fr", "1\u00a0000\u00a0380,50"),
        ("es", "1\u00a0000\u00a0380,50"),
        ("ru", "1\u00a0000\u00a0380,50"),
        ("ar", "1.000.380,50"),
    ],
)
def test_amounts_are_grouped_in_each_language(language, text):
    with override(language):
        assert amounts.grouped(Decimal("1000380.5")) == text


def test_the_field_repeats_what_it_understood():
    form = CostForm({"cost": "250000,00"})

    assert "Read as <bdi>250,000.00</bdi>" in str(form["cost"])


def test_the_same_amount_typed_in_another_way_is_no_change():
    form = CostForm({"cost": "250 000,00"}, initial={"cost": Decimal(250000)})

    assert form.changed_data == []


def test_two_ways_to_type_an_amount_are_one_value_of_a_text_that_several_edit():
    typed = [
        versions.values_of([CostForm({"cost": text})]) for text in ("250000,00", "250 000")
    ]
    stored = versions.values_of([CostForm(initial={"cost": Decimal(250000)})])

    assert typed == [stored, stored]


def test_what_cannot_be_read_stays_as_typed_where_texts_are_merged():
    values = versions.values_of([CostForm({"cost": "about 5"})])

    assert values == {"cost": ["about 5"]}


def test_a_value_sent_back_into_the_field_is_read_in_every_language():
    values = versions.values_of([CostForm({"cost": "250000,00"})])
    sent = versions.as_sent([CostForm()], values, QueryDict())

    with override("fr"):
        form = CostForm(sent)

        assert form.is_valid()
        assert form.cleaned_data["cost"] == Decimal(250000)


@pytest.mark.parametrize(
    ("form", "name"),
    [
        (EffortForm, "cost"),
        (RequestForm, "amount"),
        (ActivityForm, "indicator_value"),
        (ContributionForm, "amount"),
    ],
)
def test_every_amount_of_the_portal_has_this_field(form, name):
    field = form.base_fields[name]

    assert type(field) is AmountField
    assert field.widget.input_type == "text"
    assert field.widget.attrs["inputmode"] == "decimal"


def all_forms(above=forms.BaseForm):
    for form in above.__subclasses__():
        yield form
        yield from all_forms(form)


def test_no_form_has_another_field_for_decimals():
    for folder in FOLDERS:
        for module in walk_packages([str(settings.BASE_DIR / folder)], f"{folder}."):
            if ".forms" in module.name or module.name.endswith(".forms"):
                import_module(module.name)
    ours = {form for form in all_forms() if form.__module__.startswith(FOLDERS)}

    others = [
        f"{form.__module__}.{form.__name__}.{name}"
        for form in ours
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, forms.DecimalField | forms.FloatField)
        and type(field) is not AmountField
    ]

    assert len(ours) > 60
    assert others == []
