"""The meetings at which a partner was, for its own page: organizations are public (A1-4a-iv)."""

from django.db.models import F, Q
from django.utils.translation import gettext as _

from gmp_portal.accounts.rights import Anybody
from gmp_portal.meetings.models import Attendance, Meeting
from partners.models import Partner
from partners.reading.involvement import Deed, Part

# Attendances keep the name of the day as it was written; the partner may have another by now.
THERE = (Attendance.Presence.PRESENT, Attendance.Presence.ONLINE)


def meetings(partner: Partner, reader: Anybody) -> Part:
    """Those where somebody of the organization is recorded as present, newest first."""
    former = partner.former_names.order_by().values("name")
    now = Q(organisation__in={partner.name_on_record, partner.name})
    there = Attendance.objects.filter(
        now | Q(organisation__in=former), presence__in=THERE, denied_at__isnull=True
    )
    rows = (
        Meeting.objects.visible_to(reader)
        .filter(pk__in=there.values("meeting"))
        .order_by(F("starts_on").desc(nulls_last=True), "-pk")
    )
    return Part(_("Meetings attended"), rows, _deed)


def _deed(meeting: Meeting) -> Deed:
    notes = (meeting.place,) if meeting.place else ()
    return Deed(meeting.title, meeting.get_absolute_url(), notes, meeting.starts_on)
