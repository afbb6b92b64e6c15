"""What an answer by mail belongs to, and mails that came back."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('notifications', '0003_mailings'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='message',
            name='message_state_known',
        ),
        migrations.RemoveConstraint(
            model_name='message',
            name='message_sent_has_time',
        ),
        migrations.AddField(
            model_name='message',
            name='answer_key',
            field=models.CharField(blank=True, db_default='', default='', max_length=80),
        ),
        migrations.AddField(
            model_name='message',
            name='answer_purpose',
            field=models.CharField(blank=True, db_default='', default='', max_length=40),
        ),
        migrations.AlterField(
            model_name='message',
            name='state',
            field=models.CharField(choices=[('queued', 'Waiting to be sent'), ('sent', 'Handed to the mail server'), ('refused', 'Refused by the mail server'), ('bounced', 'Came back')], default='queued', max_length=10, verbose_name='delivery'),
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['queued', 'sent', 'refused', 'bounced'])), name='message_state_known'),
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('state__in', ['sent', 'bounced'])), models.Q(models.Q(('state__in', ['sent', 'bounced']), _negated=True), ('sent_at__isnull', True)), _connector='OR'), name='message_sent_has_time'),
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'bounced'), _negated=True), models.Q(('cause', ''), _negated=True), _connector='OR'), name='message_bounced_has_cause'),
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer_key', ''), ('answer_purpose', '')), models.Q(models.Q(('answer_purpose', ''), _negated=True), models.Q(('answer_key', ''), _negated=True), ('recipient__isnull', False)), _connector='OR'), name='message_answer_complete'),
        ),
    ]
