"""A membership leaves the record only with the table that entered it (R-37)."""

from django.db import migrations

SEALS = """
CREATE TRIGGER membership_stays AFTER DELETE ON areas_areamembership
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'Only an import that is taken back takes out what it entered.',
        $$NOT EXISTS (SELECT FROM partners_importrow AS line WHERE line.target = was.id
            AND line.sheet = 'memberships' AND line.outcome = 'new'
            AND (SELECT batch.status FROM partners_import AS batch
                WHERE batch.id = line.batch_id) = 'undone')$$);
"""
UNDO = "DROP TRIGGER membership_stays ON areas_areamembership;"


class Migration(migrations.Migration):
    dependencies = [("areas", "0010_comments_name_partners"), ("partners", "0033_import_sheets")]
    operations = [migrations.RunSQL(SEALS, UNDO)]
