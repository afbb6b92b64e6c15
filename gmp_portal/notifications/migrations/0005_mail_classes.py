"""Mails that need their reader, those told in a summary, and records that are muted."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('notifications', '0004_answers_by_mail'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='MutedRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('record', models.CharField(max_length=80, verbose_name='record')),
                ('muted_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='since')),
            ],
            options={
                'verbose_name': 'muted record',
                'verbose_name_plural': 'muted records',
                'ordering': ['-muted_at'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='message',
            name='message_state_known',
        ),
        migrations.AddField(
            model_name='message',
            name='digest',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='told', to='notifications.message', verbose_name='summary'),
        ),
        migrations.AddField(
            model_name='message',
            name='former_address',
            field=models.EmailField(blank=True, db_default='', default='', max_length=254),
        ),
        migrations.AddField(
            model_name='message',
            name='kind',
            field=models.CharField(choices=[('action', 'Needs the reader'), ('information', 'For information'), ('digest', 'Summary')], db_default='action', default='action', max_length=12, verbose_name='kind'),
        ),
        migrations.AddField(
            model_name='message',
            name='record',
            field=models.CharField(blank=True, db_default='', default='', max_length=80),
        ),
        migrations.AlterField(
            model_name='message',
            name='state',
            field=models.CharField(choices=[('queued', 'Waiting to be sent'), ('sent', 'Handed to the mail server'), ('refused', 'Refused by the mail server'), ('bounced', 'Came back'), ('waiting', 'Waits for the next summary'), ('told', 'Told in a summary'), ('kept', 'Not sent, as the reader wishes')], default='queued', max_length=10, verbose_name='delivery'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(condition=models.Q(('state', 'waiting')), fields=['recipient', 'created_at'], name='message_waiting'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(condition=models.Q(('record', ''), _negated=True), fields=['record', '-created_at'], name='message_of_record'),
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['queued', 'sent', 'refused', 'bounced', 'waiting', 'told', 'kept'])), name='message_state_known'),
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['action', 'information', 'digest'])), name='message_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('digest__isnull', False), ('state', 'told')), models.Q(models.Q(('state', 'told'), _negated=True), ('digest__isnull', True)), _connector='OR'), name='message_told_in_digest'),
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['waiting', 'told', 'kept']), _negated=True), models.Q(('is_secret', False), ('recipient__isnull', False)), _connector='OR'), name='message_waits_for_somebody'),
        ),
        migrations.AddField(
            model_name='mutedrecord',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='muted_records', to=settings.AUTH_USER_MODEL, verbose_name='person'),
        ),
        migrations.AddConstraint(
            model_name='mutedrecord',
            constraint=models.UniqueConstraint(fields=('record', 'person'), name='muted_record_once'),
        ),
        migrations.AddConstraint(
            model_name='mutedrecord',
            constraint=models.CheckConstraint(condition=models.Q(('record', ''), _negated=True), name='muted_record_named'),
        ),
    ]
