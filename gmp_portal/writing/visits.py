"""When somebody was here last, known to that person alone, to tell what changed since (R-67)."""

from datetime import datetime, timedelta
from functools import cached_property

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from gmp_portal import rulebook
from gmp_portal.accounts.models import User
from gmp_portal.writing.models import Visit

RULE = "R-67"
# A page that is opened again within this time leaves the visit as it is.
ONCE = timedelta(minutes=1)
AT_ONCE = 500


class Look:
    """One look of one person at what has this scope: since when changes are news here.

    ``rows`` is the question for the visit, to be asked beside others.
    """

    def __init__(self, scope: str, person: User) -> None:
        self.scope, self.person = scope, person
        self.now = timezone.now()
        self.rows: QuerySet[Visit] = Visit.objects.filter(person=person, scope=scope)

    @cached_property
    def visit(self) -> Visit | None:
        return next(iter(self.rows), None)

    @cached_property
    def begins(self) -> bool:
        """Whether the visit before is over, so that this look begins another one."""
        ends_after = timedelta(minutes=rulebook.value(RULE)["minutes"])
        return self.visit is not None and self.now - self.visit.seen_at > ends_after

    @property
    def since(self) -> datetime | None:
        """When the person was here before; nothing where this is the first time."""
        if self.visit is None:
            return None
        return self.visit.seen_at if self.begins else self.visit.before_at

    def read_at(self, part: str) -> datetime:
        """Since when changes of this part were not looked at."""
        if self.visit is None:
            return self.now
        opened = parse_datetime(str(self.visit.parts.get(part, "")))
        return max(opened or self.visit.read_at, self.visit.read_at)

    @property
    def earliest(self) -> datetime:
        """What changed before this moment is no news in any way."""
        if self.visit is None or self.since is None:
            return self.now
        return min(self.since, self.visit.read_at)


def look(request: HttpRequest, scope: str) -> Look | None:
    """A look of whoever asks; nothing for visitors, and none through the eyes of others (R-52)."""
    user = request.user
    if isinstance(user, AnonymousUser) or hasattr(request, "impersonation"):
        return None
    return Look(scope, user)


def note(
    request: HttpRequest, look: Look | None, part: str = "", *, is_news: bool = False
) -> None:
    """Note that a page is opened, with one statement and not more often than once a minute.

    ``part`` is opened; ``is_news`` says that it was marked, and so is noted at once.
    """
    if look is None or request.method != "GET":
        return
    visit, now = look.visit, look.now
    if visit is None:
        first = Visit(person=look.person, scope=look.scope)
        first.before_at = first.seen_at = first.read_at = now
        # Two pages may be opened at the same moment.
        Visit.objects.bulk_create([first], ignore_conflicts=True)
        return
    changes: dict[str, object] = {}
    if look.begins:
        changes = {"before_at": visit.seen_at, "seen_at": now}
    elif is_news or now - visit.seen_at >= ONCE:
        changes = {"seen_at": now}
    if part and changes:
        changes["parts"] = visit.parts | {part: now.isoformat()}
    if changes:
        # Whoever was faster has begun the same visit: it does not begin a second time.
        Visit.objects.filter(pk=visit.pk, seen_at=visit.seen_at).update(**changes)


def see_all(scope: str, until: str, *, by: User) -> None:
    """Take all for seen that stood on a page made at the moment ``until`` (R-67)."""
    now = timezone.now()
    moment = _moment(until)
    read_at = now if moment is None else min(moment, now)
    seen = {"before_at": read_at, "read_at": read_at, "seen_at": now, "parts": {}}
    Visit.objects.update_or_create(person=by, scope=scope, defaults=seen)


def _moment(text: str) -> datetime | None:
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment is not None and timezone.is_aware(moment) else None


def forget_old() -> int:
    """Forget visits to which nobody came back, a bounded number at a time."""
    before = timezone.now() - timedelta(days=rulebook.value(RULE)["days"])
    old = Visit.objects.filter(seen_at__lt=before).order_by("seen_at")[:AT_ONCE]
    deleted, _tables = Visit.objects.filter(pk__in=old.values("pk")).delete()
    return deleted
