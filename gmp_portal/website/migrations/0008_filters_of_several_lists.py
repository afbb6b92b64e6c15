"""Filters are kept for several lists: as they stand in the address of each (A1-6c-i)."""

from urllib.parse import parse_qsl, urlencode

from django.db import migrations, models

# The names of the filters of the desk in its address, and in the columns of before.
COLUMNS = {"kind": "kind", "q": "words", "held": "held"}
ROWS = 500


def into_addresses(apps, schema_editor):
    changed = []
    kept = apps.get_model("website", "SavedFilter")
    for each in kept.objects.iterator(ROWS):
        asked = {name: getattr(each, column) for name, column in COLUMNS.items()}
        each.asked = urlencode({name: value for name, value in asked.items() if value})
        changed.append(each)
    kept.objects.bulk_update(changed, ["asked"], batch_size=ROWS)


def into_columns(apps, schema_editor):
    kept = apps.get_model("website", "SavedFilter")
    # There was no place for the filters of other lists.
    kept.objects.exclude(page="desk").delete()
    changed = []
    for each in kept.objects.iterator(ROWS):
        asked = dict(parse_qsl(each.asked))
        for name, column in COLUMNS.items():
            setattr(each, column, asked.get(name, ""))
        changed.append(each)
    kept.objects.bulk_update(changed, [*COLUMNS.values()], batch_size=ROWS)


class Migration(migrations.Migration):
    dependencies = [("website", "0007_announcements_stay")]
    operations = [
        migrations.RemoveConstraint("savedfilter", "saved_filter_filters"),
        migrations.RemoveConstraint("savedfilter", "saved_filter_place"),
        migrations.RemoveConstraint("savedfilter", "saved_filter_name"),
        migrations.AddField(
            "savedfilter",
            "page",
            models.CharField(
                choices=[
                    ("desk", "Desk of the secretariat"),
                    ("letters", "Letters of intent"),
                    ("contacts", "Directory of contacts"),
                ],
                db_default="desk",
                default="desk",
                editable=False,
                max_length=10,
                verbose_name="list",
            ),
        ),
        migrations.AddField(
            "savedfilter",
            "asked",
            models.CharField(default="", max_length=1000, verbose_name="filter"),
            preserve_default=False,
        ),
        migrations.RunPython(into_addresses, into_columns),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL IMMEDIATE"),
        migrations.RemoveField("savedfilter", "kind"),
        migrations.RemoveField("savedfilter", "words"),
        migrations.RemoveField("savedfilter", "held"),
        migrations.AlterModelOptions(
            "savedfilter",
            {
                "ordering": ["page", "place"],
                "verbose_name": "filter under a name",
                "verbose_name_plural": "filters under a name",
            },
        ),
        migrations.AddConstraint(
            "savedfilter",
            models.UniqueConstraint(
                fields=("person", "page", "place"), name="saved_filter_place"
            ),
        ),
        migrations.AddConstraint(
            "savedfilter",
            models.UniqueConstraint(
                fields=("person", "page", "name"), name="saved_filter_name"
            ),
        ),
        migrations.AddConstraint(
            "savedfilter",
            models.CheckConstraint(
                condition=models.Q(("asked", ""), _negated=True), name="saved_filter_filters"
            ),
        ),
        migrations.AddConstraint(
            "savedfilter",
            models.CheckConstraint(
                condition=models.Q(("page__in", ["desk", "letters", "contacts"])),
                name="saved_filter_page_known",
            ),
        ),
    ]
