"""What was merged stays on record; only taking it apart is written beside it (R-56)."""

from django.db import migrations

MERGED = "A merge of two entries stays as it was made."
SEALS = f"""
CREATE TRIGGER merge_stays AFTER UPDATE OR DELETE ON partners_merge
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{MERGED}', $$was.status = 'made'$$, 'status stayed', 'undone_at undone_by_id');
CREATE TRIGGER merge_undone_stays AFTER UPDATE OR DELETE ON partners_merge
    FOR EACH ROW EXECUTE FUNCTION ledger_seal('{MERGED}', $$was.status <> 'made'$$);
CREATE TRIGGER distinction_stays AFTER UPDATE OR DELETE ON partners_distinction
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'That two entries are not the same stays as it was said.', $$true$$);
"""
UNDO = """
DROP TRIGGER distinction_stays ON partners_distinction;
DROP TRIGGER merge_undone_stays ON partners_merge;
DROP TRIGGER merge_stays ON partners_merge;
"""


class Migration(migrations.Migration):
    dependencies = [("partners", "0028_merges"), ("ledger", "0005_seal")]
    operations = [migrations.RunSQL(SEALS, UNDO)]
