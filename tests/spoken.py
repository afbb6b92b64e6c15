"""What members say about decisions of one day, and the mails that they get."""

from django.utils import timezone

from gmp_portal.meetings import scheduled
from gmp_portal.meetings.actions import positions
from gmp_portal.notifications.models import Message


def object_to(decision, person):
    return positions.object_to(
        decision, reason="Too far.", acceptable_wording="Softer wording.", by=person
    )


def let_the_clock_close(decision):
    scheduled.close_silence_periods(timezone.now().date())
    decision.refresh_from_db()


def mails_to(person):
    mails = Message.objects.filter(recipient=person).order_by("template")
    return [mail.template.rpartition("/")[2] for mail in mails]
