"""Files come to public pages when a job has made them, without an act (ADR 35)."""

from django.db import migrations

NOTED = """
CREATE TRIGGER page_change AFTER INSERT OR UPDATE OR DELETE ON documents_document
    FOR EACH STATEMENT EXECUTE FUNCTION ui_note_page_change();
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0006_texts_of_files"), ("ui", "0002_page_changes")]
    operations = [migrations.RunSQL(NOTED, "DROP TRIGGER page_change ON documents_document;")]
