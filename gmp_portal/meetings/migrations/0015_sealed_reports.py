"""An adopted report stays as it was adopted, and a closed meeting as it was closed.

What members decide has guards of its own since 0002.
"""

from django.db import migrations

from gmp_portal.ledger.sealing import ADDED, ANYHOW, CHANGED, seal

ADOPTED = "An adopted report stays as it was adopted."
CLOSED = "A meeting that is closed or called off stays as it was."
SAID = "A comment stays as it was made."
PAPER = "A paper stays as it was put before the meeting; it is revised or withdrawn."


def report_is_adopted():
    return (
        "EXISTS (SELECT FROM meetings_meetingreport AS report"
        " WHERE report.id IN (was.report_id, made.report_id)"
        " AND report.status IN ('adopted', 'published'))"
    )


def meeting_is_over():
    return (
        "EXISTS (SELECT FROM meetings_meeting AS meeting"
        " WHERE meeting.id IN (was.meeting_id, made.meeting_id)"
        " AND meeting.status IN ('closed', 'cancelled'))"
    )


class Migration(migrations.Migration):
    dependencies = [("meetings", "0014_hours_in_order"), ("ledger", "0005_seal")]
    operations = [
        seal(
            *("meetings_meetingreport", "meeting_report_adopted_stays", ADOPTED),
            when="was.status = 'adopted'",
            may_change=["status"],
            may_be_filled=["pdf_id", "release_at", "release_by_id", "published_at"],
        ),
        seal(
            *("meetings_meetingreport", "meeting_report_stays_adopted", ADOPTED),
            on="UPDATE",
            when="was.status = 'adopted' AND made.status NOT IN ('adopted', 'published')",
        ),
        seal(
            *("meetings_meetingreport", "meeting_report_published_stays"),
            "A published report stays as it was published.",
            when="was.status = 'published'",
        ),
        seal(
            *("meetings_reportsection", "report_section_stays", ADOPTED),
            on=ANYHOW,
            when=report_is_adopted(),
        ),
        seal(*("meetings_reportcomment", "report_comment_stays", SAID), when="true"),
        seal(
            *("meetings_reportcomment", "report_comment_in_time", ADOPTED),
            on=ADDED,
            when=report_is_adopted(),
        ),
        # What was taken over from the public record is corrected from a better source.
        seal(
            *("meetings_meeting", "meeting_closed_stays", CLOSED),
            on=CHANGED,
            when="was.status IN ('closed', 'cancelled') AND NOT was.is_imported",
        ),
        seal(
            *("meetings_agendaitem", "agenda_item_in_time", CLOSED),
            on=ANYHOW,
            when=meeting_is_over(),
        ),
        # Observers are admitted by the clock, whatever became of the meeting.
        seal(
            *("meetings_attendance", "attendance_in_time", CLOSED),
            on=ANYHOW,
            when=f"(was.id IS NOT NULL OR made.role <> 'observer') AND {meeting_is_over()}",
        ),
        seal(
            *("meetings_paper", "paper_stays", PAPER),
            on="UPDATE",
            when="true",
            may_change=["status", "withdrawn_reason"],
        ),
        seal(
            *("meetings_paper", "paper_withdrawn_stays", PAPER),
            on="UPDATE",
            when="was.status = 'withdrawn'",
        ),
        seal(*("meetings_paper", "paper_in_time", CLOSED), on=ANYHOW, when=meeting_is_over()),
    ]
