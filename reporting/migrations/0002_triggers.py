"""What is frozen, accepted or published does not change any more: the database refuses it."""

from django.db import migrations

KEEP = """
CREATE FUNCTION reporting_keep_report() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'A report is never deleted.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.status = 'published' THEN
        RAISE EXCEPTION 'A published report never changes; it is corrected by another document.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.status <> 'assembled' THEN
        IF (NEW.content, NEW.sources, NEW.language, NEW.symbol, NEW.title, NEW.kind, NEW.as_of,
            NEW.cycle_id, NEW.corrects_id)
            IS DISTINCT FROM
           (OLD.content, OLD.sources, OLD.language, OLD.symbol, OLD.title, OLD.kind, OLD.as_of,
            OLD.cycle_id, OLD.corrects_id)
        THEN
            RAISE EXCEPTION 'The snapshot of this report is frozen.'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF NEW.status <> 'assembled' AND (
            (NEW.snapshot_sha256, NEW.frozen_by_id, NEW.frozen_at, NEW.round)
            IS DISTINCT FROM
            (OLD.snapshot_sha256, OLD.frozen_by_id, OLD.frozen_at, OLD.round)
            OR (OLD.pdf_id IS NOT NULL AND NEW.pdf_id IS DISTINCT FROM OLD.pdf_id))
        THEN
            RAISE EXCEPTION 'The hash and the file of a frozen report stay as they are.'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER reporting_keep_report BEFORE UPDATE OR DELETE ON reporting_report
    FOR EACH ROW EXECUTE FUNCTION reporting_keep_report();

CREATE FUNCTION reporting_keep_accepted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status = 'accepted' OR (TG_OP = 'DELETE' AND OLD.status <> 'draft') THEN
        RAISE EXCEPTION 'What was submitted is never deleted, and what was accepted never changes.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER reporting_keep_accepted BEFORE UPDATE OR DELETE ON reporting_progressreport
    FOR EACH ROW EXECUTE FUNCTION reporting_keep_accepted();
CREATE TRIGGER reporting_keep_accepted BEFORE UPDATE OR DELETE ON reporting_areareport
    FOR EACH ROW EXECUTE FUNCTION reporting_keep_accepted();

-- The rows of a report move only while the report itself is a draft or was returned.
CREATE FUNCTION reporting_keep_rows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    parent bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.report_id ELSE NEW.report_id END;
    standing text;
BEGIN
    EXECUTE format('SELECT status FROM %I WHERE id = $1', TG_ARGV[0]) INTO standing USING parent;
    IF standing IN ('submitted', 'accepted') THEN
        RAISE EXCEPTION 'The rows of a submitted report do not change.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER reporting_keep_rows BEFORE INSERT OR UPDATE OR DELETE ON reporting_activity
    FOR EACH ROW EXECUTE FUNCTION reporting_keep_rows('reporting_progressreport');
CREATE TRIGGER reporting_keep_rows BEFORE INSERT OR UPDATE OR DELETE ON reporting_contribution
    FOR EACH ROW EXECUTE FUNCTION reporting_keep_rows('reporting_progressreport');
CREATE TRIGGER reporting_keep_rows BEFORE INSERT OR UPDATE OR DELETE ON reporting_indicatorvalue
    FOR EACH ROW EXECUTE FUNCTION reporting_keep_rows('reporting_areareport');
"""
UNDO = """
DROP TRIGGER reporting_keep_report ON reporting_report;
DROP TRIGGER reporting_keep_accepted ON reporting_progressreport;
DROP TRIGGER reporting_keep_accepted ON reporting_areareport;
DROP TRIGGER reporting_keep_rows ON reporting_activity;
DROP TRIGGER reporting_keep_rows ON reporting_contribution;
DROP TRIGGER reporting_keep_rows ON reporting_indicatorvalue;
DROP FUNCTION reporting_keep_report();
DROP FUNCTION reporting_keep_accepted();
DROP FUNCTION reporting_keep_rows();
"""


class Migration(migrations.Migration):
    dependencies = [("reporting", "0001_initial")]
    operations = [migrations.RunSQL(KEEP, UNDO)]
