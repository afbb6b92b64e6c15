"""Since when an entry is part of the plans of its area; of what is older nobody knows it."""

import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0023_own_efforts'),
    ]

    operations = [
        # First without a default: what is there already did not come at this moment.
        migrations.AddField(
            model_name='plankey',
            name='made_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='made'),
        ),
        migrations.AlterField(
            model_name='plankey',
            name='made_at',
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, null=True, verbose_name='made'),
        ),
    ]
