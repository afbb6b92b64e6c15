"""The chain: a trigger numbers, dates and hashes each act, and refuses every change."""

from django.db import migrations

CHAIN = """
CREATE FUNCTION ledger_append() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE last record;
BEGIN
    -- One writer at a time until its transaction ends: numbers without gaps, one chain.
    PERFORM pg_advisory_xact_lock(7331);
    SELECT seq, hash INTO last FROM ledger_entry ORDER BY seq DESC LIMIT 1;
    NEW.seq := coalesce(last.seq, 0) + 1;
    NEW.prev := coalesce(last.hash, '\\x00'::bytea);
    NEW.at := clock_timestamp();
    NEW.hash := sha256(NEW.prev || convert_to(jsonb_build_array(
        1, NEW.seq, to_char(NEW.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        NEW.actor_id, NEW.kind, NEW.subject, NEW.body)::text, 'UTF8'));
    RETURN NEW;
END $$;

CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The ledger is append-only.' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER ledger_append BEFORE INSERT ON ledger_entry
    FOR EACH ROW EXECUTE FUNCTION ledger_append();
CREATE TRIGGER ledger_keep BEFORE UPDATE OR DELETE ON ledger_entry
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_keep_all BEFORE TRUNCATE ON ledger_entry
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
"""
UNDO = """
DROP TRIGGER ledger_append ON ledger_entry;
DROP TRIGGER ledger_keep ON ledger_entry;
DROP TRIGGER ledger_keep_all ON ledger_entry;
DROP FUNCTION ledger_append();
DROP FUNCTION ledger_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunSQL(CHAIN, UNDO)]
