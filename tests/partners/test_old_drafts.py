"""Drafts are kept for a year, and nobody loses one without being told (R-31)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gmp_portal import dates
from gmp_portal.notifications.models import Message
from partners import scheduled
from partners.actions import letters
from partners.models import LetterOfIntent
from tests.factories.partners import LetterFactory

pytestmark = pytest.mark.django_db
TEMPLATE = "partners/emails/draft_expires.txt"


def saved_before(days, **more):
    return LetterFactory.create(updated_at=timezone.now() - timedelta(days=days), **more)


def tick():
    scheduled.tell_of_old_drafts(dates.today())
    scheduled.delete_old_drafts(dates.today())


def test_the_sender_is_told_once_a_month_before():
    old = saved_before(336)
    saved_before(334)

    tick()
    tick()

    assert [mail.recipient for mail in Message.objects.filter(template=TEMPLATE)] == [
        old.sender
    ]


def test_a_draft_goes_after_a_year_if_its_sender_was_told():
    told = saved_before(366, expiry_told_at=timezone.now() - timedelta(days=31))
    untold = saved_before(366)

    tick()

    assert [*LetterOfIntent.objects.all()] == [untold]
    assert not LetterOfIntent.objects.filter(pk=told.pk).exists()


def test_saving_it_again_keeps_it():
    draft = saved_before(366, expiry_told_at=timezone.now() - timedelta(days=31))
    letters.save_part(draft, {"website": "https://example.org/"}, by=draft.sender)

    tick()

    draft.refresh_from_db()
    assert draft.website == "https://example.org/"


def test_who_saved_after_being_told_is_told_again():
    now = timezone.now()
    draft = saved_before(340, expiry_told_at=now - timedelta(days=700))

    tick()

    assert Message.objects.get(template=TEMPLATE).recipient == draft.sender


def test_what_was_sent_is_never_old():
    saved_before(900, submitted=True)

    tick()

    assert LetterOfIntent.objects.count() == 1
    assert not Message.objects.filter(template=TEMPLATE).exists()


def test_the_list_says_until_when_the_draft_is_kept(as_user):
    draft = LetterFactory.create()

    page = as_user(draft.sender).get(draft.get_absolute_url()).content.decode()

    assert "The draft is kept until" in page
    assert "R-31" in page
