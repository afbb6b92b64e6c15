"""The seats a partner has or had in the Advisory Group, for its own page; without names."""

from django.urls import reverse
from django.utils.translation import gettext as _

from advisory_group.models import Seat
from gmp_portal.accounts.models.terms import today
from gmp_portal.accounts.rights import Anybody
from partners.models import Partner
from partners.reading.involvement import Deed, Part


def seats(partner: Partner, reader: Anybody) -> Part:
    """Present and past ones, the newest first; none before its first day (A1-3c)."""
    begun = Seat.objects.filter(partner=partner, period__startswith__lte=today())
    rows = begun.select_related("area").order_by("-period__startswith", "pk")
    return Part(_("Seats in the Advisory Group"), rows, _deed)


def current_seats(partner: Partner) -> Part:
    """Those that it holds today, for whoever says that it leaves (R-47)."""
    rows = Seat.objects.current().filter(partner=partner).select_related("area")
    return Part(_("Seats in the Advisory Group"), rows.order_by("pk"), _deed)


def _deed(seat: Seat) -> Deed:
    notes = [str(seat.area)] if seat.area else []
    if seat.has_ended:
        notes.append(_("ended"))
    home = reverse("advisory_group:home")
    return Deed(seat.get_klass_display(), home, tuple(notes), seat.starts_on)
