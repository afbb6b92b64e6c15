"""Every field with words says whether it is about a person, and nobody is deleted (N42)."""

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import connection, models, transaction
from django.db.models import ProtectedError

from gmp_portal import rulebook
from gmp_portal.accounts import data_map
from gmp_portal.accounts.models import User
from gmp_portal.ledger import grants
from tests.factories.partners import RepresentativeFactory

MODELS = apps.get_models(include_auto_created=True)
# What can hold words, names, addresses or files.
WORDS = (
    *(models.CharField, models.TextField, models.JSONField, models.FileField),
    *(models.GenericIPAddressField, models.BinaryField, ArrayField, SearchVectorField),
)
# What one of a few words says about a record, and not about a person.
CHOICES = {
    *("status", "state", "kind", "mode", "outcome", "purpose", "role", "klass", "type"),
    *("language", "currency", "focus", "side", "way", "audience", "about", "rhythm"),
    *("un_region", "unep_region", "group", "evidence", "signing", "grade", "answer_kind"),
    *("history_type", "action_flag", "thinned_for"),
}
# A library deletes what belongs to an account alone, should one ever be deleted.
OF_LIBRARIES = {
    "account.EmailAddress.user",
    "accounts.User_groups.user",
    "accounts.User_user_permissions.user",
    "admin.LogEntry.user",
    "guardian.UserObjectPermission.user",
    "mfa.Authenticator.user",
    "usersessions.UserSession.user",
}
KEPT = [each for kept in data_map.KEPT.values() for each in kept]


def holds_words(field):
    if field.choices and field.name in CHOICES:
        return False
    return isinstance(field, WORDS) and not field.is_relation


def keys_to_people():
    for model in MODELS:
        for field in model._meta.concrete_fields:
            if field.is_relation and field.related_model is User:
                yield f"{model._meta.label}.{field.name}", field.remote_field.on_delete


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_field_with_words_says_whether_it_is_about_a_person(model):
    told = data_map.declared(model._meta.label)

    missing = [
        field.name
        for field in model._meta.concrete_fields
        if holds_words(field) and field.name not in told
    ]

    assert missing == []


@pytest.mark.parametrize("kept", KEPT, ids=lambda kept: f"{kept.table}.{kept.fields[0]}")
def test_what_is_kept_of_people_exists_and_has_clause_and_clock(kept):
    model = apps.get_model(kept.table)

    names = {field.name for field in model._meta.concrete_fields}
    assert set(kept.fields) <= names
    assert rulebook.clause(kept.basis)
    assert kept.clock in data_map.CLOCKS
    assert not kept.person or kept.person in {*names, "pk"}


@pytest.mark.parametrize("table", data_map.OTHERS)
def test_what_is_about_no_person_exists_and_is_not_said_twice(table):
    names = {field.name for field in apps.get_model(table)._meta.concrete_fields}
    about_people = {name for each in KEPT if each.table == table for name in each.fields}

    assert set(data_map.OTHERS[table]) <= names
    assert not set(data_map.OTHERS[table]) & about_people


@pytest.mark.parametrize("key", data_map.CLOCKS)
def test_every_clock_has_a_rule_or_a_sentence_and_is_used(key):
    clock = data_map.CLOCKS[key]

    assert bool(clock.rule) != bool(clock.sentence)
    assert not clock.rule or rulebook.parameter(clock.rule)


def test_no_key_to_a_person_takes_records_away_with_them():
    cascading = {
        name
        for name, rule in keys_to_people()
        if rule not in {models.PROTECT, models.SET_NULL}
    }

    assert cascading == OF_LIBRARIES


def test_the_database_deletes_nothing_where_a_person_would_go(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text FROM pg_constraint WHERE contype = 'f' "
            "AND confrelid = 'accounts_user'::regclass AND confdeltype NOT IN ('a', 'r')"
        )
        taking_away = cursor.fetchall()

    assert taking_away == []


def test_who_runs_the_portal_cannot_delete_a_person():
    may = dict(grants.rights())

    assert grants.DELETE not in may["accounts_user"]


def test_a_person_with_records_cannot_be_deleted(db):
    term = RepresentativeFactory.create()

    with pytest.raises(ProtectedError), transaction.atomic():
        term.person.delete()

    assert User.objects.filter(pk=term.person.pk).exists()


def test_the_page_on_privacy_tells_all_that_is_kept(client, db):
    page = client.get("/privacy/").content.decode()

    for each in KEPT:
        assert f'href="#clock-{each.clock}"' in page
    assert all(f'id="data-{app}"' in page for app in data_map.KEPT)
    assert "For 365 days after it was saved last." in page
    assert page.count('<th scope="row">') == len(KEPT)
