import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('documents', '0008_uploads_in_pieces'),
        ('notifications', '0004_answers_by_mail'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='IncomingMail',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('message_id', models.CharField(max_length=500, unique=True)),
                ('received_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='received')),
                ('from_address', models.CharField(blank=True, max_length=254, verbose_name='from')),
                ('from_name', models.CharField(blank=True, max_length=150, verbose_name='name')),
                ('subject', models.CharField(blank=True, max_length=250, verbose_name='subject')),
                ('text', models.TextField(blank=True, verbose_name='text')),
                ('full_text', models.TextField(blank=True)),
                ('purpose', models.CharField(blank=True, default='', max_length=40)),
                ('key', models.CharField(blank=True, default='', max_length=80)),
                ('state', models.CharField(choices=[('taken', 'Taken as a draft'), ('held', 'Waits for the secretariat'), ('dropped', 'Dropped'), ('bounce', 'Report of a mail server')], max_length=10, verbose_name='state')),
                ('why', models.CharField(blank=True, choices=[('no_token', 'It was not sent to the address of a mail that can be answered.'), ('other_sender', 'It came from another address than the portal wrote to.'), ('expired', 'It answers a mail that is older than 180 days.'), ('inactive', 'The account that the portal wrote to is closed.'), ('nobody_takes', 'No part of the portal takes answers to this mail any more.'), ('refused', 'A rule does not allow this step now.'), ('failed', 'The portal could not make a draft of it.'), ('too_large', 'It is larger than 25 MB, and its text was not read.'), ('unreadable', 'It is built in such a way that it cannot be read safely.'), ('automatic', 'A program wrote it, such as an absence note.'), ('by_officer', 'An officer dropped it.'), ('came_back', 'A mail of the portal could not be delivered.'), ('delayed', 'A mail of the portal is late; the mail server goes on trying.'), ('told', 'A mail server says that it did what it was asked.')], default='', max_length=20)),
                ('note', models.TextField(blank=True, default='')),
                ('refused_files', models.JSONField(default=list)),
                ('decided_at', models.DateTimeField(null=True)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('original', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='incoming_mails', to='notifications.message')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='incoming_mails', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'received mail',
                'verbose_name_plural': 'received mails',
                'ordering': ['-received_at'],
            },
        ),
        migrations.CreateModel(
            name='IncomingFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                ('mail', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='incoming.incomingmail')),
            ],
            options={
                'verbose_name': 'file of a received mail',
                'verbose_name_plural': 'files of received mails',
                'ordering': ['pk'],
            },
        ),
        migrations.AddIndex(
            model_name='incomingmail',
            index=models.Index(condition=models.Q(('state', 'held')), fields=['received_at'], name='incoming_held'),
        ),
        migrations.AddIndex(
            model_name='incomingmail',
            index=models.Index(fields=['-received_at'], name='incoming_newest'),
        ),
        migrations.AddConstraint(
            model_name='incomingmail',
            constraint=models.CheckConstraint(condition=models.Q(('message_id', ''), _negated=True), name='incoming_has_message_id'),
        ),
        migrations.AddConstraint(
            model_name='incomingmail',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['taken', 'held', 'dropped', 'bounce'])), name='incoming_state_known'),
        ),
        migrations.AddConstraint(
            model_name='incomingmail',
            constraint=models.CheckConstraint(condition=models.Q(('why__in', ['', 'no_token', 'other_sender', 'expired', 'inactive', 'nobody_takes', 'refused', 'failed', 'too_large', 'unreadable', 'automatic', 'by_officer', 'came_back', 'delayed', 'told'])), name='incoming_why_known'),
        ),
        migrations.AddConstraint(
            model_name='incomingmail',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'taken'), models.Q(('why', ''), _negated=True), _connector='OR'), name='incoming_untaken_has_why'),
        ),
        migrations.AddConstraint(
            model_name='incomingmail',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('key', ''), ('person__isnull', True), ('purpose', '')), models.Q(('original__isnull', False), ('person__isnull', False), models.Q(('purpose', ''), _negated=True), models.Q(('key', ''), _negated=True)), _connector='OR'), name='incoming_answer_complete'),
        ),
        migrations.AddConstraint(
            model_name='incomingmail',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'taken'), _negated=True), ('person__isnull', False), _connector='OR'), name='incoming_taken_from_somebody'),
        ),
        migrations.AddConstraint(
            model_name='incomingmail',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), models.Q(('decided_at__isnull', True), ('decided_by__isnull', True)), _connector='OR'), name='incoming_decided_complete'),
        ),
        migrations.AddConstraint(
            model_name='incomingmail',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['held', 'bounce']), _negated=True), ('decided_at__isnull', True), _connector='OR'), name='incoming_held_undecided'),
        ),
        migrations.AddConstraint(
            model_name='incomingmail',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', False), ('state', 'dropped'), ('why', 'by_officer'), models.Q(('note', ''), _negated=True)), models.Q(('decided_at__isnull', False), ('state', 'dropped'), _negated=True), _connector='OR'), name='incoming_dropped_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='incomingfile',
            constraint=models.UniqueConstraint(fields=('mail', 'document'), name='incoming_file_once'),
        ),
    ]
