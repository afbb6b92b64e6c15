"""No form answers with a sentence of a library: each field refuses in the portal's words."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

import pytest
from allauth.account.adapter import get_adapter
from django import forms
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import get_resolver

OURS = ("gmp_portal", "partners", "areas", "advisory_group", "reporting")
# How the sentences of Django begin, or what stands in them.
RAW = (
    "This field",
    "Select a valid choice",
    "Enter a",
    "Ensure",
    "Constraint",
    "The submitted",
    "No file was submitted",
    "Null characters",
    "valid “slug”",
    "list of values",
)


def _forms(kind: type = forms.BaseForm) -> Iterator[type[forms.BaseForm]]:
    for form in kind.__subclasses__():
        if form.__module__.startswith(OURS):
            yield form
        yield from _forms(form)


def _import_all_forms() -> None:
    for name in OURS:
        package = import_module(name)
        for module in walk_packages(package.__path__, f"{name}."):
            if ".forms" in module.name or module.name.endswith("_forms"):
                import_module(module.name)
    assert get_resolver().url_patterns


def test_no_field_of_a_form_refuses_in_words_of_django() -> None:
    _import_all_forms()
    found = {form.__qualname__: form for form in _forms() if hasattr(form, "base_fields")}
    assert len(found) > 60

    raw = [
        f"{name}.{field_name}: {message}"
        for name, form in found.items()
        for field_name, field in form.base_fields.items()
        for message in [*field.error_messages.values(), *_messages(field)]
        if str(message).startswith(RAW)
    ]

    assert not raw, "\n".join(raw)


def _messages(field: forms.Field) -> list[object]:
    return [one.message for one in field.validators if hasattr(one, "message")]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        (forms.CharField(), "", "Fill this in."),
        (forms.CharField(max_length=2), "abc", "Write at most 2 characters; now it is 3."),
        (forms.BooleanField(), False, "Tick this box."),
        (forms.ChoiceField(choices=[("a", "A")]), "", "Choose one."),
        (
            forms.ChoiceField(choices=[("a", "A")]),
            "b",
            "“b” is not in the list. Choose from the list.",
        ),
        (forms.MultipleChoiceField(choices=[("a", "A")]), [], "Choose at least one."),
        (forms.FileField(), None, "Choose a file."),
        (
            forms.DateField(),
            "x",
            "Write the day as year, month and day, for example 2026-01-31.",
        ),
        (forms.IntegerField(min_value=3), "2", "Give 3 or more."),
        (forms.IntegerField(), "x", "Write a whole number."),
        (forms.DecimalField(max_digits=3), "1234", "Give at most 3 digits in all."),
        (forms.EmailField(), "x", "Write an email address such as name@example.org."),
        (forms.URLField(), "x", "Write a full address, such as https://example.org."),
        (
            forms.SlugField(),
            "a b",
            "Use letters without accents, digits, hyphens and underscores only.",
        ),
    ],
)
def test_a_refused_answer_says_what_to_do(
    field: forms.Field, value: object, said: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        field.clean(value)

    assert refused.value.messages == [said]


def test_the_words_belong_to_no_migration(db: None) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_a_wrong_password_is_told_in_our_words() -> None:
    said = [str(words) for words in get_adapter().error_messages.values()]

    assert not [words for words in said if words.startswith(RAW)]
