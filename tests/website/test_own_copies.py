"""Somebody takes a copy of everything that is kept of him or her (N42, R-50)."""

import io
import json
from datetime import date
from zipfile import ZipFile

import pytest
from django.urls import reverse

from gmp_portal.documents import files
from gmp_portal.ledger.models import Entry
from gmp_portal.rulebook.models import ParameterValue
from gmp_portal.website import permissions
from gmp_portal.website.actions import calendar_addresses, own_data
from gmp_portal.website.reading import own_copies
from gmp_portal.workflow import RuleRefusedError
from tests.factories.accounts import UserFactory
from tests.factories.partners import LetterFactory, RepresentativeFactory

pytestmark = pytest.mark.django_db
COPY = "website:own_data_copy"


def unpacked(stream):
    with stream, ZipFile(stream) as pack:
        return {name: pack.read(name) for name in pack.namelist()}


def a_file(person, name="letter.pdf", content=b"%PDF sample"):
    return files.store(
        content, name=name, media_type="application/pdf", policy="none", by=person
    )


def test_the_copy_holds_account_letters_terms_acts_and_files():
    letter = LetterFactory.create(contact_phone="+41 22 000 00 00")
    person = letter.sender
    RepresentativeFactory.create(person=person, phone="+41 22 111 11 11")
    a_file(person)
    calendar_addresses.make(by=person)

    pack = unpacked(own_copies.archive(person))

    tables = {each["table"] for each in json.loads(pack["data.json"])}
    assert {"accounts.User", "partners.LetterOfIntent", "ledger.Entry"} <= tables
    assert "partners.Representative" in tables
    assert b"+41 22 000 00 00" in pack["data.json"]
    assert b"+41 22 111 11 11" in pack["data.json"]
    assert person.email.encode() in pack["data.html"]
    assert [text for name, text in pack.items() if name.startswith("files/")] == [
        b"%PDF sample"
    ]


def test_the_copy_holds_nothing_that_opens_something_or_is_about_somebody_else():
    person, stranger = UserFactory.create(), LetterFactory.create().sender
    person.set_password("four words of my own")
    person.save()
    address = calendar_addresses.make(by=person)
    a_file(stranger, "secret.pdf")

    pack = unpacked(own_copies.archive(person))

    told = b" ".join(pack.values()).decode()
    assert stranger.email not in told
    assert address.key not in told
    assert person.password not in told
    assert set(pack) == {"data.json", "data.html"}


def test_files_beyond_the_limit_are_listed():
    person = UserFactory.create()
    a_file(person, "small.pdf")
    a_file(person, content=b"%PDF" + bytes(1024 * 1024))
    day = date(2026, 1, 1)
    ParameterValue.objects.create(
        parameter="R-50", value=1, effective_from=day, reason="Less.", decided_by=person.pk
    )

    pack = unpacked(own_copies.archive(person))

    assert [name.rpartition("-")[2] for name in pack if name.startswith("files/")] == [
        "small.pdf"
    ]
    assert b"Files that are too large" in pack["data.html"]


def test_whoever_has_proved_who_it_is_gets_an_archive_that_nobody_keeps(as_user, person):
    person.set_password("four words of my own")
    person.save()
    client = as_user(person)

    asked = client.post(reverse(COPY))
    given = client.post(asked["Location"], {"password": "four words of my own"})
    pack = unpacked(io.BytesIO(b"".join(given)))

    assert asked.status_code == 302
    assert set(pack) == {"data.json", "data.html"}
    assert "no-store" in given["Cache-Control"]
    assert 'filename="my-data.zip"' in given["Content-Disposition"]
    assert Entry.objects.get(kind="own_data.copied").actor == person


def test_whoever_may_not_sign_in_takes_no_copy():
    inactive = UserFactory.create(is_active=False)

    assert not permissions.can_own_data_copy(inactive)
    with pytest.raises(RuleRefusedError, match="Sign in"):
        own_data.copy(by=inactive)
