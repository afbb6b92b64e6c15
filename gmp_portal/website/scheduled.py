"""What the clock starts: announcements go out, ended sessions and work are forgotten."""

from datetime import date, timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from gmp_portal import rulebook
from gmp_portal.accounts.models import Erasure
from gmp_portal.jobs import clock
from gmp_portal.website.actions import (
    announcements,
    erasures,
    impersonations,
    newsletters,
    old_accounts,
)
from gmp_portal.website.models import Announcement, Holding, Impersonation
from gmp_portal.website.reading import worklists

# So many at a time; what is left waits for the next minute.
AT_ONCE = 500
# The hour of the night, in UTC, in which the list of the desk is gone through.
NIGHT = 2


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


@clock.every_minute
def send_announcements(today: date) -> None:
    """Write to the readers of what was not recalled in time; one holds up no other (R-41)."""
    clock.each_by_itself(Announcement.objects.due(), announcements.send)


@clock.every_minute
def end_impersonations(today: date) -> None:
    """Tell whoever was looked through, once the time is over and nobody ended it (R-52)."""
    clock.each_by_itself(Impersonation.objects.over(), impersonations.end)


@clock.every_minute
def forget_who_had_work_that_is_done(today: date) -> None:
    """What is not on the desk any more needs nobody; the ledger keeps who had it."""
    if timezone.now().hour != NIGHT or not Holding.objects.exists():
        return
    with rulebook.read_once():
        waiting = {task.key for task in worklists.desk_tasks()}
    done = [holding.pk for holding in Holding.objects.all() if holding.key not in waiting]
    Holding.objects.filter(pk__in=done).delete()


@clock.every_minute
def remove_personal_data(today: date) -> None:
    """Remove the data of whoever asked for it and did not take it back in time (R-49)."""
    due = Erasure.objects.due().select_related("person")[:AT_ONCE]
    clock.each_by_itself(due, erasures.carry_out)


@clock.every_minute
def forget_unconfirmed_subscriptions(today: date) -> None:
    """Forget addresses that nobody confirmed for the newsletter in time (R-62)."""
    newsletters.forget_unconfirmed()


@clock.every_minute
def empty_unconfirmed_accounts(today: date) -> None:
    """Empty accounts that nobody confirmed or used in time (R-51)."""
    due = old_accounts.due().order_by("pk")[:AT_ONCE]
    clock.each_by_itself(due, old_accounts.empty)
