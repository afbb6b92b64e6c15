"""What is to be published, and by when (A1-2c-6, A1-4a-vi)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from gmp_portal.accounts.models.terms import today
from tests.factories.meetings import MeetingFactory
from tests.factories.partners import LetterFactory

pytestmark = pytest.mark.django_db
URL = reverse("website:publication_list")


def test_letters_and_reports_of_meetings_are_listed_by_their_day(secretariat, as_user):
    late = LetterFactory.create(confirmed=True, publish_due_on=today() - timedelta(days=3))
    later = LetterFactory.create(
        confirmed=True,
        publish_due_on=today() + timedelta(days=50),
        postponed_because="The scan is being made again.",
    )
    meeting = MeetingFactory.create(held=True)
    LetterFactory.create(submitted=True, organisation="Example Not Yet")

    page = as_user(secretariat).get(URL).text

    assert "1 publication is overdue" in page
    assert page.index(late.organisation) < page.index(later.organisation)
    assert "postponed: The scan is being made again." in page
    assert meeting.title in page
    assert "Example Not Yet" not in page


def test_nothing_to_publish_is_said(secretariat, as_user):
    assert "Nothing waits to be published." in as_user(secretariat).get(URL).text


def test_only_who_works_at_the_desk_reads_it(as_user, person):
    assert as_user(person).get(URL).status_code == 403
