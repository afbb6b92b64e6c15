"""What running decisions of before keep when the rules of the database come (0008 to 0012)."""

import pytest

from gmp_portal.meetings.actions import decisions, positions
from gmp_portal.meetings.models import Objection, TimeToObject
from tests.factories.meetings import declare
from tests.migrating import latest, migrate

pytestmark = pytest.mark.django_db

BEFORE = ("meetings", "0007_agenda_numbers")


@pytest.fixture
def declared(pag, session, members, chair, secretariat):
    """A consensus is declared without the first member, who has time to object."""
    session.attendances.filter(person=members[0]).update(presence="absent")
    draft = decisions.draft(
        pag, title="Sample matter", text="First words.", by=secretariat, meeting=session
    )
    decisions.open_in_session(draft, by=chair)
    declare(draft, by=chair)
    return draft


def _there_and_back():
    """The database as it was before, and then as it is now."""
    now = latest()
    migrate([BEFORE])
    migrate(now)


def test_running_declarations_leave_the_absent_their_time(declared, members):
    late = positions.object_to(
        declared, reason="Too far.", acceptable_wording="Less.", by=members[1]
    )

    _there_and_back()

    given = TimeToObject.objects.get()
    made = declared.declarations.get()
    assert (given.elector.person, given.declaration) == (members[0], made)
    assert given.given_at == made.declared_at
    assert Objection.objects.get(pk=late.pk).raised_by == members[1]
    objection = positions.object_to(
        declared, reason="Too far.", acceptable_wording="Less.", by=members[0]
    )
    assert objection.is_late is False
