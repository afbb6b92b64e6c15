"""Policies of files have names of their own, and stored ones follow a change of name."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from gmp_portal import jobs
from gmp_portal.documents import files, policies
from gmp_portal.documents.models import Document
from gmp_portal.documents.policies import POLICIES
from gmp_portal.jobs import runner
from gmp_portal.website.demo.sessions import as_before

renaming = import_module("gmp_portal.documents.migrations.0002_policy_names")


def test_no_policy_has_the_name_of_a_job():
    runner.load_handlers()

    assert POLICIES.values()
    assert set(POLICIES).isdisjoint(jobs.HANDLERS)


def test_a_policy_opens_its_files_once_it_is_registered(person):
    document = files.store(b"x", name="a", media_type="application/pdf", policy="example")

    with POLICIES.cleared():
        before = policies.may_read(person, document)
        policies.register("example", lambda user, document: user == person)
        after = policies.may_read(person, document)

    assert (before, after) == (False, True)


def test_a_file_that_the_version_before_stored_meanwhile_is_open_to_the_same_people(person):
    assert policies.FORMER == renaming.NAMES
    for before, after in policies.FORMER.items():
        document = files.store(b"x", name="a", media_type="application/pdf", policy=before)

        with POLICIES.replaced(after, lambda user, _document: user == person):
            assert policies.may_read(person, document)
        with POLICIES.replaced(after, lambda _user, _document: False):
            assert not policies.may_read(person, document)


def test_every_policy_of_the_past_has_a_successor_that_an_app_registered():
    assert set(renaming.NAMES.values()) <= set(POLICIES)


@pytest.mark.parametrize(("before", "after"), renaming.NAMES.items())
def test_a_stored_policy_follows_its_name_there_and_back(db, before, after):
    document = files.store(b"x", name="a", media_type="application/pdf", policy=before)
    other = files.store(b"x", name="b", media_type="application/pdf", policy="other")

    with as_before(Document), connection.schema_editor() as editor:
        renaming.rename(apps, editor)
        document.refresh_from_db()
        renamed = document.policy
        renaming.name_as_before(apps, editor)

    document.refresh_from_db()
    other.refresh_from_db()
    assert (renamed, document.policy, other.policy) == (after, before, "other")
