"""The seats a partner has or had in the Advisory Group, for its own page; without names."""

from typing import Any

from django.db.models import Count, Window
from django.urls import reverse
from django.utils.translation import gettext as _

from advisory_group.models import Seat
from gmp_portal.accounts.models.terms import today
from gmp_portal.accounts.rights import Anybody
from gmp_portal.rounds import Reading
from partners.models import Partner
from partners.reading.involvement import KEPT, Deed, Part


def seats(partner: Partner, reader: Anybody) -> Reading[Part]:
    """Present and past ones, the newest first; none before its first day (A1-3c)."""
    begun = Seat.objects.filter(partner=partner, period__startswith__lte=today())
    held = begun.select_related("area")
    rows: Any = held.annotate(total=Window(Count("pk"))).order_by("-period", "pk")
    seats_shown = rows[:KEPT]
    yield [seats_shown]
    total = seats_shown[0].total if seats_shown else 0
    return Part(
        _("Seats in the Advisory Group"), [_deed(seat) for seat in seats_shown], total
    )


def _deed(seat: Seat) -> Deed:
    notes = [str(seat.area)] if seat.area else []
    if seat.has_ended:
        notes.append(_("ended"))
    home = reverse("advisory_group:home")
    return Deed(seat.get_klass_display(), home, tuple(notes), seat.starts_on)
