"""What the clock starts: sessions that ended are forgotten."""

from datetime import date, timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from gmp_portal.jobs import clock

# So many at a time; what is left waits for the next minute.
AT_ONCE = 500


@clock.every_minute
def forget_ended_sessions(today: date) -> None:
    """Nobody can go on with a session that ended, so nothing of it is kept."""
    now = timezone.now()
    ended = Session.objects.filter(expire_date__lt=now).values("pk")[:AT_ONCE]
    Session.objects.filter(pk__in=ended).delete()
    last = now - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    unused = UserSession.objects.filter(last_seen_at__lt=last).exclude(
        session_key__in=Session.objects.values("pk")
    )
    UserSession.objects.filter(pk__in=unused.values("pk")[:AT_ONCE]).delete()
