"""Give the countries of an existing database the places that ICU knows."""

import csv
from pathlib import Path

from django.db import migrations

FILE = Path(__file__).resolve().parent.parent / "data" / "countries.csv"
LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")


def number(apps, schema_editor):
    Country = apps.get_model("reference", "Country")
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        places = {language: int(row[f"place_{language}"]) for language in LANGUAGES}
        Country.objects.filter(pk=row["iso2"]).update(places=places)


class Migration(migrations.Migration):
    dependencies = [("reference", "0001_initial")]

    operations = [migrations.RunPython(number, migrations.RunPython.noop)]
