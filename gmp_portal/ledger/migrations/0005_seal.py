"""One function seals rows: what is decided or published changes only as the actions change it."""

from django.db import migrations

# Arguments: the sentence that refuses; when a row is sealed, with the row as it ``was`` and as it
# is ``made`` (one of them is empty where a row is added or deleted); which columns may change all
# the same; which may be filled once. It runs after the statement, so that no other trigger
# changes the row behind it, and reads nothing but the tables of the portal.
SEAL = """
CREATE FUNCTION ledger_seal() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    may_change text[] := regexp_split_to_array(coalesce(TG_ARGV[2], ''), '[[:space:]]+');
    is_sealed boolean;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        may_change := may_change || ARRAY(
            SELECT name FROM regexp_split_to_table(coalesce(TG_ARGV[3], ''), '[[:space:]]+') AS name
            WHERE to_jsonb(OLD) -> name = 'null');
        IF to_jsonb(NEW) - may_change = to_jsonb(OLD) - may_change THEN
            RETURN NULL;
        END IF;
    END IF;
    EXECUTE 'SELECT ' || TG_ARGV[1]
        || ' FROM (SELECT ($1).*) AS was, (SELECT ($2).*) AS made'
        INTO is_sealed USING OLD, NEW;
    IF is_sealed THEN
        RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'check_violation',
            TABLE = TG_TABLE_NAME, CONSTRAINT = TG_NAME;
    END IF;
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0004_checkpoints_by_the_clock")]
    operations = [migrations.RunSQL(SEAL, "DROP FUNCTION ledger_seal()")]
