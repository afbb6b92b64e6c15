"""Partners to which nobody can write: mails to everybody who speaks for them came back (N35)."""

from django.db.models import Exists, OuterRef, QuerySet

from gmp_portal.notifications import reach
from partners.models import Partner, Representative


def partners() -> QuerySet[Partner]:
    """Confirmed partners with people on record, of whom a mail reaches none."""
    people = Representative.objects.current().filter(partner=OuterRef("pk"))
    reached = people.exclude(person__in=reach.unreached())
    return Partner.objects.confirmed().filter(Exists(people)).exclude(Exists(reached))


def contacts() -> QuerySet[Representative]:
    """People whose mails come back while others of their partner still get theirs (N35)."""
    people = Representative.objects.current().filter(partner__status="confirmed")
    lost = people.filter(person__in=reach.unreached())
    return lost.exclude(partner__in=partners().order_by().values("pk")).order_by("pk")
