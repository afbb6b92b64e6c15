"""Whoever comes at the same moment is given the own terms, though one statement asks for all."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from gmp_portal.accounts.models import SecretariatTerm
from gmp_portal.accounts.rights import Standing
from tests.factories.accounts import SecretariatTermFactory, UserFactory

TIMES = 40


@pytest.fixture
def often_in_turns() -> Iterator[None]:
    """Threads take turns a thousand times as often, so that they meet within a statement."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(usual / 1000)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.django_db(transaction=True)
def test_people_who_come_at_once_are_each_given_their_own_terms(often_in_turns) -> None:
    people = [SecretariatTermFactory.create().person for _each in range(3)]
    people.append(UserFactory.create())

    def holders(person):
        try:
            return [
                {term.person_id for term in Standing(person).terms(SecretariatTerm)}
                for _time in range(TIMES)
            ]
        finally:
            connection.close()

    with ThreadPoolExecutor(len(people)) as threads:
        *officers, visitor = threads.map(holders, people)

    assert officers == [[{person.pk}] * TIMES for person in people[:3]]
    assert visitor == [set()] * TIMES
