"""What was frozen, handed in or taken over changes only as the actions change it.

The guards of 0002 name what stays; these seals name what may change, so that whatever else is
noted of a report stays, too. The rows of a report are kept by 0002 and 0003.
"""

from django.db import migrations

FROZEN = "The snapshot of this report is frozen."
FILED = "What was submitted is never deleted, and what was accepted never changes."
CYCLE = "A reporting cycle stays as it was opened."
TEXT = "A text stays as it came, and as it was settled when it was taken over or discarded."
SEALS = f"""
CREATE TRIGGER report_frozen_stays AFTER UPDATE OR DELETE ON reporting_report
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{FROZEN}',
        $$was.status = 'frozen' AND made.status IS DISTINCT FROM 'assembled'$$,
        'status problems',
        'pdf_id pages');
CREATE TRIGGER report_typeset_stays AFTER UPDATE OR DELETE ON reporting_report
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{FROZEN}',
        $$was.status IN ('typeset', 'approved') AND made.status IS DISTINCT FROM 'assembled'$$,
        'status',
        'approved_by_id approved_at published_at');
CREATE TRIGGER report_goes_on AFTER UPDATE ON reporting_report
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{FROZEN}',
        $$was.status IN ('typeset', 'approved') AND made.status = 'frozen' OR was.status =
            'approved' AND made.status = 'typeset'$$);
CREATE TRIGGER report_opened_again_stays AFTER UPDATE ON reporting_report
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{FROZEN}',
        $$was.status IN ('frozen', 'typeset', 'approved') AND made.status = 'assembled'$$,
        'status round snapshot_sha256 frozen_by_id frozen_at approved_by_id approved_at pdf_id
          pages problems');
CREATE TRIGGER report_published_stays AFTER UPDATE OR DELETE ON reporting_report
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'A published report never changes; it is corrected by another document.',
        $$was.status = 'published'$$);
CREATE TRIGGER progress_report_submitted_stays AFTER UPDATE OR DELETE ON reporting_progressreport
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{FILED}',
        $$was.status = 'submitted'$$,
        'status accepted_by_id accepted_at return_reason');
CREATE TRIGGER progress_report_accepted_stays AFTER UPDATE OR DELETE ON reporting_progressreport
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{FILED}',
        $$was.status = 'accepted'$$);
CREATE TRIGGER area_report_submitted_stays AFTER UPDATE OR DELETE ON reporting_areareport
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{FILED}',
        $$was.status = 'submitted'$$,
        'status accepted_by_id accepted_at return_reason');
CREATE TRIGGER area_report_accepted_stays AFTER UPDATE OR DELETE ON reporting_areareport
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{FILED}',
        $$was.status = 'accepted'$$);
CREATE TRIGGER report_form_stays AFTER UPDATE ON reporting_reportform
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'A reporting format stays as it was; the next version is another one.',
        $$true$$);
CREATE TRIGGER cycle_stays AFTER UPDATE OR DELETE ON reporting_reportingcycle
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{CYCLE}',
        $$true$$,
        'status');
CREATE TRIGGER cycle_closed_stays AFTER UPDATE OR DELETE ON reporting_reportingcycle
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{CYCLE}',
        $$was.status = 'closed'$$);
CREATE TRIGGER imported_text_stays AFTER UPDATE OR DELETE ON reporting_importedtext
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{TEXT}',
        $$true$$,
        'status read_as settled_as unsure typed version report_id');
CREATE TRIGGER imported_text_ended_stays AFTER UPDATE OR DELETE ON reporting_importedtext
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{TEXT}',
        $$was.status IN ('taken_over', 'discarded')$$);
CREATE TRIGGER settled_step_in_time AFTER INSERT OR UPDATE OR DELETE ON reporting_settledstep
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{TEXT}',
        $$EXISTS (SELECT FROM reporting_importedtext AS text WHERE text.id IN (was.text_id,
            made.text_id) AND text.status IN ('taken_over', 'discarded'))$$);
"""
UNDO = """
DROP TRIGGER settled_step_in_time ON reporting_settledstep;
DROP TRIGGER imported_text_ended_stays ON reporting_importedtext;
DROP TRIGGER imported_text_stays ON reporting_importedtext;
DROP TRIGGER cycle_closed_stays ON reporting_reportingcycle;
DROP TRIGGER cycle_stays ON reporting_reportingcycle;
DROP TRIGGER report_form_stays ON reporting_reportform;
DROP TRIGGER area_report_accepted_stays ON reporting_areareport;
DROP TRIGGER area_report_submitted_stays ON reporting_areareport;
DROP TRIGGER progress_report_accepted_stays ON reporting_progressreport;
DROP TRIGGER progress_report_submitted_stays ON reporting_progressreport;
DROP TRIGGER report_published_stays ON reporting_report;
DROP TRIGGER report_opened_again_stays ON reporting_report;
DROP TRIGGER report_goes_on ON reporting_report;
DROP TRIGGER report_typeset_stays ON reporting_report;
DROP TRIGGER report_frozen_stays ON reporting_report;
"""


class Migration(migrations.Migration):
    dependencies = [("reporting", "0005_settled_steps"), ("ledger", "0005_seal")]
    operations = [migrations.RunSQL(SEALS, UNDO)]
