"""The days of reminders, the own choices of people, and whole texts of mails."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('notifications', '0006_own_words_of_mails'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='mailtext',
            name='body',
            field=models.TextField(blank=True, db_default='', default='', verbose_name='Whole text'),
        ),
        migrations.CreateModel(
            name='ReminderRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40, unique=True, verbose_name='reminder')),
                ('days', models.JSONField(null=True, verbose_name='days')),
                ('is_active', models.BooleanField(default=True, verbose_name='in use')),
                ('changed_on', models.DateField(verbose_name='changed')),
                ('changed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='changed by')),
            ],
            options={
                'verbose_name': 'days of a reminder',
                'verbose_name_plural': 'days of reminders',
                'ordering': ['kind'],
            },
        ),
        migrations.CreateModel(
            name='ReminderRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40, verbose_name='reminder')),
                ('record', models.CharField(max_length=80, verbose_name='record')),
                ('due_on', models.DateField(verbose_name='due')),
                ('days', models.SmallIntegerField(verbose_name='days after it was due')),
                ('ran_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='sent')),
                ('sent', models.PositiveIntegerField(default=0, verbose_name='people')),
            ],
            options={
                'verbose_name': 'reminder that was sent',
                'verbose_name_plural': 'reminders that were sent',
                'ordering': ['-ran_at', '-pk'],
                'indexes': [models.Index(fields=['kind', '-ran_at'], name='reminder_run_newest')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'record', 'due_on', 'days'), name='reminder_step_once')],
            },
        ),
        migrations.CreateModel(
            name='OwnReminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('group', models.CharField(max_length=40, verbose_name='reminders')),
                ('days_before', models.PositiveSmallIntegerField(null=True, verbose_name='days before')),
                ('is_off', models.BooleanField(default=False, verbose_name='none')),
                ('chosen_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='chosen')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='own_reminders', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'own choice of reminders',
                'verbose_name_plural': 'own choices of reminders',
                'ordering': ['person', 'group'],
                'constraints': [models.UniqueConstraint(fields=('person', 'group'), name='own_reminder_once'), models.CheckConstraint(condition=models.Q(models.Q(('days_before__isnull', True), ('is_off', True)), models.Q(('days_before__gt', 0), ('days_before__isnull', False), ('is_off', False)), _connector='OR'), name='own_reminder_says_something')],
            },
        ),
    ]
