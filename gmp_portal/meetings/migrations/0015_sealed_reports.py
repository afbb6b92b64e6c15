"""An adopted report stays as it was adopted, and a closed meeting as it was closed.

What members decide has guards of its own since 0002.
"""

from django.db import migrations

IS_ADOPTED = (
    "EXISTS (SELECT FROM meetings_meetingreport AS report WHERE report.id IN (was.report_id, "
    "made.report_id) AND report.status IN ('adopted', 'published'))"
)
IS_OVER = (
    "EXISTS (SELECT FROM meetings_meeting AS meeting WHERE meeting.id IN (was.meeting_id, "
    "made.meeting_id) AND meeting.status IN ('closed', 'cancelled'))"
)
ADOPTED = "An adopted report stays as it was adopted."
CLOSED = "A meeting that is closed or called off stays as it was."
PAPER = "A paper stays as it was put before the meeting; it is revised or withdrawn."
SEALS = f"""
CREATE TRIGGER meeting_report_adopted_stays AFTER UPDATE OR DELETE ON meetings_meetingreport
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{ADOPTED}',
        $$was.status = 'adopted'$$,
        'status',
        'pdf_id release_at release_by_id published_at');
CREATE TRIGGER meeting_report_stays_adopted AFTER UPDATE ON meetings_meetingreport
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{ADOPTED}',
        $$was.status = 'adopted' AND made.status NOT IN ('adopted', 'published')$$);
CREATE TRIGGER meeting_report_published_stays AFTER UPDATE OR DELETE ON meetings_meetingreport
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'A published report stays as it was published.',
        $$was.status = 'published'$$);
CREATE TRIGGER report_section_stays AFTER INSERT OR UPDATE OR DELETE ON meetings_reportsection
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{ADOPTED}',
        $${IS_ADOPTED}$$);
CREATE TRIGGER report_comment_stays AFTER UPDATE OR DELETE ON meetings_reportcomment
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'A comment stays as it was made.',
        $$true$$);
CREATE TRIGGER report_comment_in_time AFTER INSERT ON meetings_reportcomment
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{ADOPTED}',
        $${IS_ADOPTED}$$);
-- What was taken over from the public record is corrected from a better source.
CREATE TRIGGER meeting_closed_stays AFTER UPDATE OR DELETE ON meetings_meeting
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{CLOSED}',
        $$was.status IN ('closed', 'cancelled') AND NOT was.is_imported$$);
CREATE TRIGGER agenda_item_in_time AFTER INSERT OR UPDATE OR DELETE ON meetings_agendaitem
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{CLOSED}',
        $${IS_OVER}$$);
CREATE TRIGGER attendance_in_time AFTER INSERT OR UPDATE OR DELETE ON meetings_attendance
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{CLOSED}',
        $${IS_OVER}$$);
CREATE TRIGGER paper_stays AFTER UPDATE ON meetings_paper
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{PAPER}',
        $$true$$,
        'status withdrawn_reason');
CREATE TRIGGER paper_withdrawn_stays AFTER UPDATE ON meetings_paper
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{PAPER}',
        $$was.status = 'withdrawn'$$);
CREATE TRIGGER paper_in_time AFTER INSERT OR UPDATE OR DELETE ON meetings_paper
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{CLOSED}',
        $${IS_OVER}$$);
"""
UNDO = """
DROP TRIGGER paper_in_time ON meetings_paper;
DROP TRIGGER paper_withdrawn_stays ON meetings_paper;
DROP TRIGGER paper_stays ON meetings_paper;
DROP TRIGGER attendance_in_time ON meetings_attendance;
DROP TRIGGER agenda_item_in_time ON meetings_agendaitem;
DROP TRIGGER meeting_closed_stays ON meetings_meeting;
DROP TRIGGER report_comment_in_time ON meetings_reportcomment;
DROP TRIGGER report_comment_stays ON meetings_reportcomment;
DROP TRIGGER report_section_stays ON meetings_reportsection;
DROP TRIGGER meeting_report_published_stays ON meetings_meetingreport;
DROP TRIGGER meeting_report_stays_adopted ON meetings_meetingreport;
DROP TRIGGER meeting_report_adopted_stays ON meetings_meetingreport;
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0014_hours_in_order"), ("ledger", "0005_seal")]
    operations = [migrations.RunSQL(SEALS, UNDO)]
