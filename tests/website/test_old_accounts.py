"""Accounts that nobody confirmed or used are emptied after a while (R-51)."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from gmp_portal.website.scheduled import empty_unconfirmed_accounts
from tests.factories.accounts import SecretariatTermFactory, UserFactory
from tests.factories.partners import LetterFactory, RepresentativeFactory

pytestmark = pytest.mark.django_db


def an_account(*, days, verified=False, **fields):
    joined = timezone.now() - timedelta(days=days)
    person = UserFactory.create(date_joined=joined, **fields)
    EmailAddress.objects.create(user=person, email=person.email, verified=verified)
    return person


def test_only_what_nobody_confirmed_or_used_in_time_is_emptied():
    old = an_account(days=31)
    kept = [
        an_account(days=29),
        an_account(days=99, verified=True),
        an_account(days=99, last_login=timezone.now()),
        # Entered by somebody else, with no address to confirm.
        UserFactory.create(date_joined=timezone.now() - timedelta(days=99)),
        # Given an office by somebody who knows the address.
        RepresentativeFactory.create(person=an_account(days=99)).person,
        SecretariatTermFactory.create(person=an_account(days=99)).person,
    ]

    empty_unconfirmed_accounts(timezone.now().date())

    old.refresh_from_db()
    assert (old.name, old.is_active) == (f"Former user {old.pk}", False)
    for person in kept:
        before = person.email
        person.refresh_from_db()
        assert (person.email, person.is_active) == (before, True)


def test_an_account_with_something_under_way_is_not_emptied():
    person = an_account(days=99)
    LetterFactory.create(sender=person)

    empty_unconfirmed_accounts(timezone.now().date())

    before = person.email
    person.refresh_from_db()
    assert (person.email, person.is_active) == (before, True)
