"""No second way in: every text of every form, and every column for a name, keeps the policy."""

import pytest
from allauth.account import app_settings as accounts
from allauth.mfa import app_settings as mfa
from django import forms
from django.apps import apps
from django.db import connection, models
from django.urls import URLPattern, get_resolver
from django.utils.module_loading import import_string

from gmp_portal.characters import CONTROLS, INVISIBLE, CleanTextMixin, NameField
from gmp_portal.launcher import tree

OURS = ("gmp_portal", "partners", "areas", "advisory_group", "reporting")
# Columns that hold what people are and organizations are called, by the end of their names.
NAMES = ("name", "organisation", "participant", "told_apart", "country_note", "title")
# Codes, addresses and words of the program, which nobody types.
TYPED_BY_NOBODY = {
    "notifications.message.template",
    "documents.document.media_type",
    "writing.unsentform.title",
}
# Live names, which the database itself keeps clean, whoever writes them.
KEPT_BY_THE_DATABASE = {
    "accounts.user": {"name"},
    "partners.partner": {"name", "short_name", "told_apart"},
    "partners.formername": {"name"},
    "partners.signaturerequest": {"name"},
    "partners.letterofintent": {
        "organisation",
        "contact_name",
        "signatory_name",
        "signed_name",
    },
}


def _subclasses(base):
    for sub in base.__subclasses__():
        yield sub
        yield from _subclasses(sub)


def _patterns(resolver):
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield entry
        else:
            yield from _patterns(entry)


def _takes_text(form):
    """Besides a password, and what a device answers unseen."""
    unseen = forms.PasswordInput | forms.HiddenInput
    fields = form.base_fields.values()
    texts = [field for field in fields if isinstance(field, forms.CharField)]
    return any(not isinstance(field.widget, unseen) for field in texts)


def test_every_form_of_ours_goes_through_the_policy():
    assert list(_patterns(get_resolver()))  # imports every form that an address shows
    ours = [
        form for form in _subclasses(forms.BaseForm) if form.__module__.startswith(OURS)
    ]

    naked = [form for form in ours if not issubclass(form, CleanTextMixin)]

    assert len(ours) > 60
    assert naked == []


def test_every_form_of_a_page_for_accounts_goes_through_the_policy():
    chosen = {**accounts.FORMS, **mfa.FORMS}
    in_use = {
        import_string(path) if isinstance(path, str) else path for path in chosen.values()
    }
    asked = set()
    for pattern in _patterns(get_resolver()):
        view = getattr(pattern.callback, "view_class", None)
        if view and view.__module__.startswith("allauth") and hasattr(view, "form_class"):
            given = view.form_class
            if given and _takes_text(given):
                asked.add((pattern.name, given))

    naked = {
        (name, form)
        for name, form in asked
        if not issubclass(form, CleanTextMixin)
        and not any(
            issubclass(ours, form) and issubclass(ours, CleanTextMixin) for ours in in_use
        )
    }

    assert len(asked) > 5
    assert naked == set()


def _columns():
    for model in apps.get_models():
        if model.__module__.startswith(OURS) and not model.__name__.startswith(
            "Historical"
        ):
            for field in model._meta.local_concrete_fields:
                if isinstance(field, models.CharField) and not field.choices:
                    yield f"{model._meta.label_lower}.{field.name}", field


def test_every_column_for_a_name_keeps_the_policy():
    naked = [
        label
        for label, field in _columns()
        if field.name.endswith(NAMES)
        and not isinstance(field, NameField | models.EmailField | models.URLField)
        and label not in TYPED_BY_NOBODY
        and not label.startswith("reference.country.")
    ]

    assert naked == []


@pytest.mark.django_db
@pytest.mark.parametrize("label", sorted(KEPT_BY_THE_DATABASE))
def test_the_database_itself_refuses_what_cannot_be_seen(label):
    table = apps.get_model(label)._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(pg_get_constraintdef(oid), ' ') FROM pg_constraint "
            "WHERE conrelid = %s::regclass AND contype = 'c'",
            [table],
        )
        (kept,) = cursor.fetchone()

    for column in KEPT_BY_THE_DATABASE[label]:
        assert f"({column})::text ~ '[{CONTROLS}{INVISIBLE}]'::text" in kept


def test_nobody_reads_the_address_or_a_body_past_the_forms():
    """What is read raw is a key, a number or a page, and never kept as a text."""
    raw = {
        tree.name(path)
        for path in tree.python_files()
        if "json.loads(request.body" in path.read_text()
    }

    assert raw == set()
