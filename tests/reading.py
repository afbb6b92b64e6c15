"""What somebody says to have read who sends a form about a text."""

from gmp_portal.meetings.models import Decision, MeetingReport
from gmp_portal.writing.read_texts import FIELD, token


def reading(record):
    """The field of a form that was opened on the text as it stands now."""
    return {FIELD: token(type(record)._base_manager.get(pk=record.pk))}


def reading_at(name, slug="", *_args):
    """The same for an address of the app; nothing where no text is acted on."""
    if name.startswith("report_"):
        records = MeetingReport.objects.filter(meeting__slug=slug)
    else:
        records = Decision.objects.filter(slug=slug)
    record = records.first()
    return reading(record) if record else {}
