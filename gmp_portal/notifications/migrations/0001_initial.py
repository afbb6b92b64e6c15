import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('address', models.EmailField(max_length=254, verbose_name='address')),
                ('language', models.CharField(choices=[('ar', 'العربية'), ('zh-hans', '中文'), ('en', 'English'), ('fr', 'Français'), ('ru', 'Русский'), ('es', 'Español')], max_length=10, verbose_name='language')),
                ('template', models.CharField(max_length=120)),
                ('subject', models.CharField(max_length=250, verbose_name='subject')),
                ('body', models.TextField(verbose_name='text')),
                ('is_secret', models.BooleanField(default=False)),
                ('state', models.CharField(choices=[('queued', 'Waiting to be sent'), ('sent', 'Handed to the mail server'), ('refused', 'Refused by the mail server')], default='queued', max_length=10, verbose_name='delivery')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='written')),
                ('sent_at', models.DateTimeField(null=True, verbose_name='sent')),
                ('cause', models.TextField(blank=True, verbose_name='why it was refused')),
                ('recipient', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='messages', to=settings.AUTH_USER_MODEL, verbose_name='recipient')),
            ],
            options={
                'verbose_name': 'message',
                'verbose_name_plural': 'messages',
                'ordering': ['-created_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['queued', 'sent', 'refused'])), name='message_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('state', 'sent')), models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at__isnull', True)), _connector='OR'), name='message_sent_has_time')],
            },
        ),
    ]
