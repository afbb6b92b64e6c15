"""Whoever has the own data removed is taken out of the rows of tables, too (R-49).

Nothing else of a row changes by it: which partner and role it named, and what became of it, stay.
"""

from django.db import migrations

SAID = "The rows of a table stay as they were written."
WRITTEN = """EXISTS (SELECT FROM partners_import AS batch
            WHERE batch.id IN (was.batch_id, made.batch_id)
            AND batch.status IN ('done', 'undoing', 'undone', 'discarded'))"""
WORDS = "'{name,email,consent_source}'::text[]"
OTHERS = "'{values,changes,faults,cell_faults,partner_id}'::text[]"
FORGOTTEN = f"""coalesce(was.sheet = 'contacts'
            AND made.values @> '{{"name": "", "email": "", "consent_source": ""}}'
            AND made.values - {WORDS} = was.values - {WORDS}
            AND made.changes = was.changes - 'consent_source'
            AND made.faults = '[]' AND made.cell_faults = '[]'
            AND to_jsonb(made) - {OTHERS} = to_jsonb(was) - {OTHERS}, false)"""
SEAL = """
DROP TRIGGER import_row_stays ON partners_importrow;
CREATE TRIGGER import_row_stays AFTER INSERT OR UPDATE OR DELETE ON partners_importrow
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{said}',
        $${when}$$,
        'partner_id');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0034_addresses_of_invitations_go"),
        ("ledger", "0005_seal"),
    ]
    operations = [
        migrations.RunSQL(
            SEAL.format(said=SAID, when=f"{WRITTEN} AND NOT {FORGOTTEN}"),
            SEAL.format(said=SAID, when=WRITTEN),
        )
    ]
