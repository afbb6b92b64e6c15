"""The database itself refuses to adopt over an objection, and keeps electorate and texts."""

from django.db import migrations

RULES = """
CREATE FUNCTION meetings_keep_consensus() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- The row of the decision is held by whoever updates it, so this sees every objection
    -- that was written before, and objections written later meet the trigger below.
    IF NEW.status IN ('adopted', 'adopted_with_statements') AND EXISTS (
        SELECT 1 FROM meetings_objection
        WHERE decision_id = NEW.id AND status = 'maintained' AND NOT is_late
    ) THEN
        RAISE EXCEPTION 'Nothing is adopted over a maintained objection.'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER meetings_keep_consensus BEFORE INSERT OR UPDATE ON meetings_decision
    FOR EACH ROW EXECUTE FUNCTION meetings_keep_consensus();

CREATE FUNCTION meetings_keep_ending() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- What was adopted is not reopened, renamed or dated anew.
    IF OLD.status IN ('adopted', 'adopted_with_statements') AND (
        NEW.status <> OLD.status OR NEW.symbol IS DISTINCT FROM OLD.symbol
        OR NEW.ended_at IS DISTINCT FROM OLD.ended_at OR NEW.title <> OLD.title
    ) THEN
        RAISE EXCEPTION 'An adopted decision stays as it is.'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER meetings_keep_ending BEFORE UPDATE ON meetings_decision
    FOR EACH ROW EXECUTE FUNCTION meetings_keep_ending();

CREATE FUNCTION meetings_check_objection() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE state text;
BEGIN
    SELECT status INTO state FROM meetings_decision WHERE id = NEW.decision_id FOR UPDATE;
    IF NEW.status = 'maintained' AND NOT NEW.is_late AND state <> 'open' THEN
        RAISE EXCEPTION 'Objections count only while the decision is open.'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM meetings_elector
                   WHERE id = NEW.elector_id AND decision_id = NEW.decision_id)
       OR NOT EXISTS (SELECT 1 FROM meetings_decisiontext
                      WHERE id = NEW.text_id AND decision_id = NEW.decision_id) THEN
        RAISE EXCEPTION 'Only an elector of this decision objects, to a text of it.'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER meetings_check_objection BEFORE INSERT OR UPDATE ON meetings_objection
    FOR EACH ROW EXECUTE FUNCTION meetings_check_objection();

CREATE FUNCTION meetings_keep_objection() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE state text;
BEGIN
    SELECT status INTO state FROM meetings_decision WHERE id = OLD.decision_id;
    IF state IS NOT NULL AND state <> 'drafted' THEN
        RAISE EXCEPTION 'An objection is settled, never deleted.'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER meetings_keep_objection BEFORE DELETE ON meetings_objection
    FOR EACH ROW EXECUTE FUNCTION meetings_keep_objection();

CREATE FUNCTION meetings_freeze_electorate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE target bigint; state text;
BEGIN
    target := CASE TG_OP WHEN 'DELETE' THEN OLD.decision_id ELSE NEW.decision_id END;
    SELECT status INTO state FROM meetings_decision WHERE id = target;
    IF state <> 'drafted' THEN
        RAISE EXCEPTION 'The electorate is frozen when the decision opens.'
            USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER meetings_freeze_electorate BEFORE INSERT OR UPDATE OR DELETE ON meetings_elector
    FOR EACH ROW EXECUTE FUNCTION meetings_freeze_electorate();

CREATE FUNCTION meetings_freeze_text() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE state text;
BEGIN
    SELECT status INTO state FROM meetings_decision WHERE id = OLD.decision_id;
    IF state IS NOT NULL AND state <> 'drafted' THEN
        RAISE EXCEPTION 'A text that was put before the electorate does not change.'
            USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER meetings_freeze_text BEFORE UPDATE OR DELETE ON meetings_decisiontext
    FOR EACH ROW EXECUTE FUNCTION meetings_freeze_text();

CREATE FUNCTION meetings_keep_paper() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A paper with a symbol is withdrawn, never deleted.'
        USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER meetings_keep_paper BEFORE DELETE ON meetings_paper
    FOR EACH ROW EXECUTE FUNCTION meetings_keep_paper();
"""
UNDO = """
DROP TRIGGER meetings_keep_paper ON meetings_paper;
DROP TRIGGER meetings_freeze_text ON meetings_decisiontext;
DROP TRIGGER meetings_freeze_electorate ON meetings_elector;
DROP TRIGGER meetings_keep_objection ON meetings_objection;
DROP TRIGGER meetings_check_objection ON meetings_objection;
DROP TRIGGER meetings_keep_ending ON meetings_decision;
DROP TRIGGER meetings_keep_consensus ON meetings_decision;
DROP FUNCTION meetings_keep_paper(), meetings_freeze_text(), meetings_freeze_electorate(),
    meetings_keep_objection(), meetings_check_objection(), meetings_keep_ending(),
    meetings_keep_consensus();
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial")]
    operations = [migrations.RunSQL(RULES, UNDO)]
