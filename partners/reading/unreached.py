"""Partners to which nobody can write: mails to everybody who speaks for them came back (N35)."""

from django.db.models import Exists, OuterRef, QuerySet

from gmp_portal.notifications import reach
from partners.models import Partner, Representative


def partners() -> QuerySet[Partner]:
    """Confirmed partners with people on record, of whom a mail reaches none."""
    people = Representative.objects.current().filter(partner=OuterRef("pk"))
    reached = people.exclude(person__in=reach.unreached())
    return Partner.objects.confirmed().filter(Exists(people)).exclude(Exists(reached))
