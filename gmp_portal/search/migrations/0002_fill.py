"""Have what stood before the search indexed, by a job that goes on where it was stopped."""

from django.db import migrations


def ask(apps, schema_editor):
    if not apps.get_model("partners", "Partner").objects.exists():
        return  # A new installation is filled with what it begins with.
    job = apps.get_model("jobs", "Job")
    job.objects.get_or_create(
        key="search.fill:first", defaults={"kind": "search.fill", "payload": {"run": "first"}}
    )


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial"), ("jobs", "0003_handed_out_once"), ("partners", "0001_initial")]

    operations = [migrations.RunPython(ask, migrations.RunPython.noop)]
