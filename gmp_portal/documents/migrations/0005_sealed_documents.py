"""A stored file keeps its name, its hash and everything else that was noted of it."""

from django.db import migrations

SEALS = """
CREATE TRIGGER document_stays AFTER UPDATE ON documents_document
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'A stored file stays as it was stored.',
        $$true$$);
"""
UNDO = """
DROP TRIGGER document_stays ON documents_document;
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0004_kinds_and_originals"), ("ledger", "0005_seal")]
    operations = [migrations.RunSQL(SEALS, UNDO)]
