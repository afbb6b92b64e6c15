"""Sessions that ended leave nothing behind."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from gmp_portal.website import scheduled

HOURS = timedelta(seconds=settings.SESSION_COOKIE_AGE)


@pytest.fixture
def session(person):
    def write(key, *, ends_in, seen_before, has_ended=False):
        if not has_ended:
            Session.objects.create(session_key=key, expire_date=timezone.now() + ends_in)
        row = UserSession.objects.create(
            user=person, session_key=key, ip="127.0.0.1", user_agent="x"
        )
        UserSession.objects.filter(pk=row.pk).update(
            last_seen_at=timezone.now() - seen_before
        )

    return write


def test_what_ended_is_forgotten_and_what_lasts_is_kept(session):
    minute = timedelta(minutes=1)
    session("ended", ends_in=-minute, seen_before=HOURS + minute)
    session("lasts", ends_in=minute, seen_before=HOURS + minute)
    session("signed out", ends_in=minute, seen_before=HOURS + minute, has_ended=True)
    session("a moment ago", ends_in=minute, seen_before=minute, has_ended=True)

    scheduled.forget_ended_sessions(timezone.now().date())

    assert list(Session.objects.values_list("pk", flat=True)) == ["lasts"]
    kept = UserSession.objects.order_by("pk").values_list("session_key", flat=True)
    assert list(kept) == ["lasts", "a moment ago"]


def test_never_more_than_a_bounded_number_at_a_time(session, monkeypatch):
    monkeypatch.setattr(scheduled, "AT_ONCE", 2)
    for number in range(3):
        session(str(number), ends_in=-HOURS, seen_before=2 * HOURS)

    scheduled.forget_ended_sessions(timezone.now().date())

    assert (Session.objects.count(), UserSession.objects.count()) == (1, 1)
