"""What the clock starts: thinning revisions (R-20), forgetting who has gone and what is old."""

from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from gmp_portal import rulebook
from gmp_portal.jobs import clock
from gmp_portal.ui.models import PageChange, SentForm
from gmp_portal.writing import actions, unsent, visits
from gmp_portal.writing.models import Presence, Revision

Thinned = Revision.Thinned
# The revisions at which a minute looks; what is left waits for the next one.
AT_ONCE = 500


@clock.every_minute
def thin_revisions(today: date) -> None:
    """Thin what has become old enough since it was looked at the last time (R-20)."""
    rule, now = rulebook.value(actions.RULE), timezone.now()
    hours, days = timedelta(hours=rule["all_hours"]), timedelta(days=rule["hourly_days"])
    due = Revision.objects.filter(
        Q(thinned_for=Thinned.NOT, saved_at__lt=now - hours)
        | Q(thinned_for=Thinned.HOURS, saved_at__lt=now - days)
    )
    texts = due.order_by("saved_at").values_list("kind", "key")
    clock.each_by_itself(dict.fromkeys(texts[:AT_ONCE]), lambda text: actions.thin(*text))


@clock.every_minute
def forget_forms_that_were_sent(today: date) -> None:
    """What was sent is known again for as long as every save is kept (R-20)."""
    hours = timedelta(hours=rulebook.value(actions.RULE)["all_hours"])
    SentForm.objects.filter(saved_at__lt=timezone.now() - hours).delete()


@clock.every_minute
def forget_old_changes_of_pages(today: date) -> None:
    """Only the newest changes count: no copy of a page is kept that long (ADR 35)."""
    PageChange.objects.filter(at__lt=timezone.now() - timedelta(days=1)).delete()


@clock.every_minute
def forget_who_has_gone(today: date) -> None:
    """Nobody needs to know who was writing yesterday."""
    gone = timezone.now() - 2 * Presence.LASTS
    Presence.objects.filter(seen_at__lt=gone).delete()


@clock.every_minute
def forget_what_was_never_sent(today: date) -> None:
    """Forget forms that nobody has gone on with for too long (R-22)."""
    unsent.forget_old()


@clock.every_minute
def forget_old_visits(today: date) -> None:
    """Forget who was on a text once nobody comes back to it (R-67)."""
    visits.forget_old()
