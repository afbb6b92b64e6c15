"""Looks through the eyes of somebody: who, through whose, why and until when."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('website', '0004_notices'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Impersonation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(verbose_name='Reason')),
                ('began_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='begun')),
                ('ends_at', models.DateTimeField(verbose_name='ends')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='ended')),
                ('begun_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='seen as')),
            ],
            options={
                'verbose_name': 'look through the eyes of somebody',
                'verbose_name_plural': 'looks through the eyes of others',
                'ordering': ['-began_at', '-pk'],
                'indexes': [models.Index(condition=models.Q(('ended_at', None)), fields=['ends_at'], name='impersonation_open')],
                'constraints': [models.CheckConstraint(condition=models.Q(('person', models.F('begun_by')), _negated=True), name='impersonation_of_somebody_else'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='impersonation_has_a_reason'), models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('began_at'))), name='impersonation_has_an_end')],
            },
        ),
    ]
