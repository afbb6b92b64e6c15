"""The database itself asks for attendance before consensus, and for time before adoption."""

from django.db import migrations

RULES = """
CREATE FUNCTION meetings_check_declaration() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE decision meetings_decision%ROWTYPE;
BEGIN
    SELECT * INTO decision FROM meetings_decision WHERE id = NEW.decision_id FOR UPDATE;
    IF decision.status <> 'open' OR decision.mode <> 'in_session'
       OR NEW.declared_at < decision.opened_at THEN
        RAISE EXCEPTION 'A consensus is declared on what is open in session, after it opened.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'declaration_after_opening';
    END IF;
    IF TG_OP = 'UPDATE' AND ROW(
        NEW.decision_id, NEW.sha256, NEW.declared_by_id
    ) IS DISTINCT FROM ROW(OLD.decision_id, OLD.sha256, OLD.declared_by_id) THEN
        RAISE EXCEPTION 'A declaration stays as it was made; it is recalled.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'declaration_stays';
    END IF;
    IF TG_OP = 'INSERT' AND NOT EXISTS (
        SELECT 1 FROM meetings_attendance
        WHERE meeting_id = decision.meeting_id AND role = 'member'
        AND presence IN ('present', 'online')
    ) THEN
        RAISE EXCEPTION 'Attendance is recorded before a consensus is declared.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'declaration_needs_attendance';
    END IF;
    IF TG_OP = 'INSERT' AND NEW.sha256 IS DISTINCT FROM (
        SELECT sha256 FROM meetings_decisiontext WHERE decision_id = NEW.decision_id
        ORDER BY version DESC LIMIT 1
    ) THEN
        RAISE EXCEPTION 'A consensus is declared on the newest text.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'declaration_on_newest_text';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER meetings_check_declaration BEFORE INSERT OR UPDATE ON meetings_declaration
    FOR EACH ROW EXECUTE FUNCTION meetings_check_declaration();

CREATE FUNCTION meetings_keep_declaration() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A declaration is recalled, never deleted.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'declaration_stays';
END $$;
CREATE TRIGGER meetings_keep_declaration BEFORE DELETE ON meetings_declaration
    FOR EACH ROW EXECUTE FUNCTION meetings_keep_declaration();

CREATE FUNCTION meetings_wait_for_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.status NOT IN ('adopted', 'adopted_with_statements')
       OR (TG_OP = 'UPDATE' AND OLD.status IN ('adopted', 'adopted_with_statements')) THEN
        RETURN NEW;
    END IF;
    IF NEW.closes_at > NEW.ended_at THEN
        RAISE EXCEPTION 'Nothing is adopted while somebody has time left to object.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_waits_for_objections';
    END IF;
    IF NEW.mode = 'in_session' AND NOT EXISTS (
        SELECT 1 FROM meetings_declaration
        WHERE decision_id = NEW.id AND recalled_at IS NULL AND superseded_at IS NULL
        AND recall_until <= NEW.ended_at
    ) THEN
        RAISE EXCEPTION 'In session nothing is adopted before its declaration is final.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_waits_for_recall';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER meetings_wait_for_end BEFORE INSERT OR UPDATE ON meetings_decision
    FOR EACH ROW EXECUTE FUNCTION meetings_wait_for_end();

CREATE TRIGGER meetings_freeze_aside BEFORE INSERT OR UPDATE OR DELETE ON meetings_standingaside
    FOR EACH ROW EXECUTE FUNCTION meetings_freeze_electorate();

CREATE FUNCTION meetings_keep_position() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A position is followed by another one, never changed.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'position_stays';
END $$;
CREATE TRIGGER meetings_keep_position BEFORE UPDATE OR DELETE ON meetings_position
    FOR EACH ROW EXECUTE FUNCTION meetings_keep_position();

CREATE FUNCTION meetings_check_position() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM meetings_elector elector
        JOIN meetings_decisiontext text ON text.decision_id = elector.decision_id
        WHERE elector.id = NEW.elector_id AND text.id = NEW.text_id
    ) THEN
        RAISE EXCEPTION 'Only an elector of this decision takes a position on a text of it.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'position_of_an_elector';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER meetings_check_position BEFORE INSERT ON meetings_position
    FOR EACH ROW EXECUTE FUNCTION meetings_check_position();
"""
UNDO = """
DROP TRIGGER meetings_check_position ON meetings_position;
DROP TRIGGER meetings_keep_position ON meetings_position;
DROP TRIGGER meetings_freeze_aside ON meetings_standingaside;
DROP TRIGGER meetings_wait_for_end ON meetings_decision;
DROP TRIGGER meetings_keep_declaration ON meetings_declaration;
DROP TRIGGER meetings_check_declaration ON meetings_declaration;
DROP FUNCTION meetings_check_position(), meetings_keep_position(), meetings_wait_for_end(),
    meetings_keep_declaration(), meetings_check_declaration();
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0005_attendance_first")]
    operations = [migrations.RunSQL(RULES, UNDO)]
