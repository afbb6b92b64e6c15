"""Policies of files are named for what they guard; before, one had the name of a job."""

from django.db import migrations

NAMES = {
    "partners.letter": "letter_original",
    "partners.public_letter": "letter_public",
    "meetings.paper": "meeting_paper",
    "meetings.report": "meeting_report",
    "areas.plan": "plan_file",
    "reporting.report": "report_file",
}


def rename(apps, schema_editor):
    _rename(apps, schema_editor, NAMES)


def name_as_before(apps, schema_editor):
    _rename(apps, schema_editor, {after: before for before, after in NAMES.items()})


def _rename(apps, schema_editor, names):
    documents = apps.get_model("documents", "Document").objects.using(
        schema_editor.connection.alias
    )
    for before, after in names.items():
        documents.filter(policy=before).update(policy=after)


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]
    operations = [migrations.RunPython(rename, name_as_before)]
