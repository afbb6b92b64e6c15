"""Notices: what the secretariat says at the top of every page for some time."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('website', '0003_announcements'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('texts', models.JSONField(verbose_name='text')),
                ('kind', models.CharField(choices=[('information', 'Information'), ('warning', 'Warning')], default='information', max_length=11, verbose_name='Kind')),
                ('audience', models.CharField(choices=[('everybody', 'Everybody'), ('signed_in', 'Whoever is signed in'), ('officers', 'The secretariat')], default='everybody', max_length=9, verbose_name='Who reads it')),
                ('starts_at', models.DateTimeField(verbose_name='Shown from')),
                ('ends_at', models.DateTimeField(verbose_name='Shown until')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='written')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='taken down')),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'notice',
                'verbose_name_plural': 'notices',
                'ordering': ['-starts_at', '-pk'],
                'indexes': [models.Index(fields=['-starts_at', '-id'], name='notice_newest'), models.Index(condition=models.Q(('ended_at', None)), fields=['ends_at'], name='notice_open')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['information', 'warning'])), name='notice_kind_known'), models.CheckConstraint(condition=models.Q(('audience__in', ['everybody', 'signed_in', 'officers'])), name='notice_audience_known'), models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='notice_ends_after_its_start'), models.CheckConstraint(condition=models.Q(('texts__has_key', 'en')), name='notice_has_a_text'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), _connector='OR'), name='notice_ended_by_somebody')],
            },
        ),
    ]
