"""A history names staff to staff only (P-1, /privacy/)."""

import pytest

from gmp_portal import ledger
from gmp_portal.ledger import histories
from gmp_portal.meetings.acts import Act
from tests.factories.accounts import SecretariatTermFactory, UserFactory
from tests.factories.areas import AreaFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def trail(secretariat, person):
    """What a member, an officer, a former officer and the clock did to a record."""
    area = AreaFactory.create()
    former = SecretariatTermFactory.create(person__name="Former Officer").person
    former.secretariatterms.update(period=("2020-01-01", "2021-01-01"))
    for actor in (person, secretariat, former, None):
        ledger.record(Act.MEETING_REVISED, area, by=actor)
    return ledger.trail(area)


def test_others_read_that_the_secretariat_did_it(trail, person):
    told = histories.told(trail, to=person)

    who = [str(entry.who) for entry in told]
    assert who == ["", "the secretariat", "the secretariat", person.name]


def test_staff_reads_names(trail, secretariat):
    told = histories.told(trail, to=UserFactory.create(officer=True))

    who = [str(entry.who) for entry in told]
    assert who[1:3] == ["Former Officer", secretariat.name]
