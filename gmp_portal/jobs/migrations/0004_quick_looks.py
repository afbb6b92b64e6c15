"""Indexes for the newest jobs, and for the few that are not done."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('jobs', '0003_handed_out_once'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='job',
            index=models.Index(fields=['-created_at'], name='job_newest'),
        ),
        migrations.AddIndex(
            model_name='job',
            index=models.Index(condition=models.Q(('state', 'done'), _negated=True), fields=['-created_at'], name='job_unfinished'),
        ),
    ]
