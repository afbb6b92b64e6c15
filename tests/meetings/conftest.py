"""A body with members and a chair, as the apps above would register them."""

from contextlib import ExitStack

import pytest
from allauth.mfa.models import Authenticator
from django.utils import timezone

from gmp_portal.meetings.actions import decisions
from gmp_portal.meetings.body_rules import RULES, Candidate
from gmp_portal.meetings.models import Attendance, Meeting
from tests.factories.accounts import UserFactory
from tests.factories.meetings import (
    BodyFactory,
    MeetingFactory,
    attend,
    declare,
    sample_rules,
)
from tests.forms import FormClient


@pytest.fixture
def register():
    """Say who belongs to bodies of a kind, and who presides, for one test."""
    with ExitStack() as stack:

        def fill(kind, members=(), chairs=()):
            candidates = [
                Candidate(person, f"Example of {person.name}") for person in members
            ]
            rules = sample_rules(kind, members=candidates, chairs=chairs)
            stack.enter_context(RULES.replaced(kind, rules))

        yield fill


@pytest.fixture
def members(db):
    return UserFactory.create_batch(3)


@pytest.fixture
def chair(db):
    return UserFactory.create(name="Sample Chair")


@pytest.fixture
def pag(register, members, chair):
    """The Advisory Group with three members and a chair, who is one of them."""
    members.append(chair)
    register("advisory_group", members, [chair])
    return BodyFactory.create(pag=True)


@pytest.fixture
def area(register, members, chair):
    """A sample area with three members and a lead, who is one of them."""
    members.append(chair)
    register("area", members, [chair])
    return BodyFactory.create()


@pytest.fixture
def session(pag, members):
    """A meeting of the Advisory Group that goes on today; everybody is there."""
    meeting = MeetingFactory.create(
        body=pag,
        convened=True,
        starts_on=timezone.now().date(),
        status=Meeting.Status.CONVENED,
    )
    attend(meeting, *members)
    return meeting


@pytest.fixture
def as_user():
    """A browser in which somebody is signed in, with a second factor where one is due."""

    def sign_in(user):
        if user.secretariat_roles:
            Authenticator.objects.get_or_create(
                user=user, type=Authenticator.Type.TOTP, defaults={"data": {}}
            )
        client = FormClient()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def draft(pag, secretariat, session):
    return decisions.draft(
        pag, title="Sample matter", text="First wording.", by=secretariat, meeting=session
    )


@pytest.fixture
def counted(members, session, secretariat):
    """The row of a member whom the secretariat recorded as present."""
    row = session.attendances.get(person=members[0])
    Attendance.objects.filter(pk=row.pk).update(recorded_by=secretariat)
    row.refresh_from_db()
    return row


@pytest.fixture
def declared(counted, draft, chair):
    decisions.open_in_session(draft, by=chair)
    declare(draft, by=chair)
    return draft
