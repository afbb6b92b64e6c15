"""A comment on a plan says for which partner it was written (B4-2)."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("areas", "0009_quick_looks"), ("partners", "0032_past_letters_stay")]
    operations = [
        migrations.AddField(
            "plancomment",
            "partner",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="partners.partner",
                verbose_name="partner",
            ),
        )
    ]
