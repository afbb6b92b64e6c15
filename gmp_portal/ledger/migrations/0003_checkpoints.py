"""Checkpoints: the end of the chain once a day, in rows that are only added."""

import django.db.models.functions.datetime
from django.db import migrations, models

KEEP = """
CREATE FUNCTION ledger_check_checkpoint() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM ledger_entry WHERE seq = NEW.seq AND hash = NEW.hash) THEN
        RAISE EXCEPTION 'A checkpoint names a row of the ledger with its hash.'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER ledger_check_checkpoint BEFORE INSERT ON ledger_checkpoint
    FOR EACH ROW EXECUTE FUNCTION ledger_check_checkpoint();
CREATE TRIGGER ledger_keep BEFORE UPDATE OR DELETE ON ledger_checkpoint
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_keep_all BEFORE TRUNCATE ON ledger_checkpoint
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
"""
UNDO = """
DROP TRIGGER ledger_check_checkpoint ON ledger_checkpoint;
DROP TRIGGER ledger_keep ON ledger_checkpoint;
DROP TRIGGER ledger_keep_all ON ledger_checkpoint;
DROP FUNCTION ledger_check_checkpoint();
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_chain")]
    operations = [
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                ("on", models.DateField(primary_key=True, serialize=False, verbose_name="day")),
                ("seq", models.BigIntegerField(verbose_name="number")),
                ("hash", models.BinaryField()),
                (
                    "taken_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
            ],
            options={
                "verbose_name": "checkpoint",
                "verbose_name_plural": "checkpoints",
                "ordering": ["-on"],
            },
        ),
        migrations.RunSQL(KEEP, UNDO),
    ]
