"""The register begins with the newest partners, and ends with those of whom no day is known."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("partners", "0035_rows_forget_people")]

    operations = [
        migrations.AddIndex(
            model_name="partner",
            index=models.Index(
                models.OrderBy(models.F("since"), descending=True, nulls_last=True),
                models.F("skeleton"),
                models.F("id"),
                name="partner_newest",
            ),
        ),
    ]
