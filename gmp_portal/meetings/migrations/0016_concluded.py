"""A meeting whose books are closed is called concluded: "closed" reads as closed to the public."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0015_sealed_reports")]
    operations = [
        migrations.AlterField(
            model_name="meeting",
            name="status",
            field=models.CharField(
                choices=[
                    ("planned", "Planned"),
                    ("convened", "Convened"),
                    ("held", "Held"),
                    ("closed", "Concluded"),
                    ("cancelled", "Cancelled"),
                ],
                default="planned",
                max_length=10,
                verbose_name="status",
            ),
        )
    ]
