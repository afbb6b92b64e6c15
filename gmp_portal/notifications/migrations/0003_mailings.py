"""An index for the mails as the desk lists them: one text to many readers together."""

from datetime import UTC

import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('notifications', '0002_quick_looks'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='message',
            index=models.Index(models.expressions.OrderBy(django.db.models.functions.datetime.TruncMinute('created_at', tzinfo=UTC), descending=True), 'subject', 'state', 'template', 'language', include=('id', 'created_at'), name='message_mailings'),
        ),
    ]
