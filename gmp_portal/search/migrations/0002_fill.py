"""Have what stood before the search indexed, by a job that goes on where it was stopped."""

from django.db import migrations


def ask(apps, schema_editor):
    job = apps.get_model("jobs", "Job")
    job.objects.get_or_create(
        key="search.fill:first", defaults={"kind": "search.fill", "payload": {"run": "first"}}
    )


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial"), ("jobs", "0003_handed_out_once")]

    operations = [migrations.RunPython(ask, migrations.RunPython.noop)]
