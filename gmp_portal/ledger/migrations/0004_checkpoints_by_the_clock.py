"""A checkpoint is the end of the chain today, whatever whoever adds one would have it say."""

from django.db import migrations

TAKE = """
CREATE FUNCTION ledger_take_checkpoint() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE last record;
BEGIN
    SELECT seq, hash INTO last FROM ledger_entry ORDER BY seq DESC LIMIT 1;
    -- A ledger without acts has no end that could be kept.
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    NEW.seq := last.seq;
    NEW.hash := last.hash;
    NEW.taken_at := clock_timestamp();
    NEW."on" := (NEW.taken_at AT TIME ZONE 'UTC')::date;
    RETURN NEW;
END $$;
DROP TRIGGER ledger_check_checkpoint ON ledger_checkpoint;
DROP FUNCTION ledger_check_checkpoint();
CREATE TRIGGER ledger_take_checkpoint BEFORE INSERT ON ledger_checkpoint
    FOR EACH ROW EXECUTE FUNCTION ledger_take_checkpoint();
"""
UNDO = """
DROP TRIGGER ledger_take_checkpoint ON ledger_checkpoint;
DROP FUNCTION ledger_take_checkpoint();
CREATE FUNCTION ledger_check_checkpoint() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM ledger_entry WHERE seq = NEW.seq AND hash = NEW.hash) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A checkpoint names a row of the ledger with its hash.'
        USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER ledger_check_checkpoint BEFORE INSERT ON ledger_checkpoint
    FOR EACH ROW EXECUTE FUNCTION ledger_check_checkpoint();
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_checkpoints")]
    operations = [migrations.RunSQL(TAKE, UNDO)]
