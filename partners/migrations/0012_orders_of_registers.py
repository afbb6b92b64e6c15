"""The orders in which lists are offered are read from an index."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0007_page_changes'),
        ('partners', '0011_quick_looks'),
        ('reference', '0002_order_of_countries'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='letterofintent',
            index=models.Index(condition=models.Q(('status', 'published')), fields=['skeleton', 'id'], name='letter_by_name'),
        ),
        migrations.AddIndex(
            model_name='partner',
            index=models.Index(fields=['skeleton', 'id'], name='partner_by_name'),
        ),
        migrations.AddIndex(
            model_name='partner',
            index=models.Index(fields=['since', 'skeleton', 'id'], name='partner_by_day'),
        ),
    ]
