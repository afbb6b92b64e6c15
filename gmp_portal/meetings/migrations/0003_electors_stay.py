"""Let no elector be moved out of the electorate of a decision that was opened.

Until now the database looked only at the decision that an elector was moved to. Going back leaves
the stricter guard: the version before moves no elector either.
"""

from django.db import migrations

STRICTER = """
CREATE OR REPLACE FUNCTION meetings_freeze_electorate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM meetings_decision
        WHERE id IN (OLD.decision_id, NEW.decision_id) AND status <> 'drafted')
    THEN
        RAISE EXCEPTION 'The electorate is frozen when the decision opens.'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_consensus")]
    operations = [migrations.RunSQL(STRICTER, migrations.RunSQL.noop)]
