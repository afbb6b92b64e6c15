import django.db.models.functions.datetime
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Job',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=80, verbose_name='kind')),
                ('key', models.CharField(max_length=200, unique=True)),
                ('payload', models.JSONField(default=dict)),
                ('state', models.CharField(choices=[('open', 'Waiting or running'), ('done', 'Done'), ('parked', 'Parked after too many attempts')], default='open', max_length=10, verbose_name='state')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='attempts')),
                ('not_before', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('started_at', models.DateTimeField(null=True)),
                ('done_at', models.DateTimeField(null=True)),
                ('last_error', models.TextField(blank=True, verbose_name='last error')),
                ('step', models.PositiveSmallIntegerField(default=0)),
                ('step_label', models.CharField(blank=True, max_length=200, verbose_name='step')),
                ('percent', models.PositiveSmallIntegerField(default=0, verbose_name='percent done')),
            ],
            options={
                'verbose_name': 'job',
                'verbose_name_plural': 'jobs',
                'ordering': ['-created_at'],
                'indexes': [models.Index(condition=models.Q(('state', 'open')), fields=['not_before'], name='job_due')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['open', 'done', 'parked'])), name='job_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('done_at__isnull', False), ('state', 'done')), models.Q(models.Q(('state', 'done'), _negated=True), ('done_at__isnull', True)), _connector='OR'), name='job_done_has_time')],
            },
        ),
    ]
