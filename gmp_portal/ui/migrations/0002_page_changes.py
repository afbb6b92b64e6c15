"""What changes public pages without an act is noted, so that kept copies are renewed (ADR 35)."""

import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

# Not by one number that is counted up: whoever changes pages would wait for each other.
NOTED = """
CREATE FUNCTION ui_note_page_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO ui_pagechange DEFAULT VALUES;
    RETURN NULL;
END $$;

CREATE TRIGGER page_change AFTER UPDATE OF name ON accounts_user
    FOR EACH STATEMENT EXECUTE FUNCTION ui_note_page_change();
"""
UNDO = """
DROP TRIGGER page_change ON accounts_user;
DROP FUNCTION ui_note_page_change();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("ui", "0001_sent_forms"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="PageChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        verbose_name="changed",
                    ),
                ),
            ],
            options={
                "verbose_name": "change of public pages",
                "verbose_name_plural": "changes of public pages",
                "ordering": ["pk"],
            },
        ),
        migrations.RunSQL(NOTED, UNDO),
    ]
