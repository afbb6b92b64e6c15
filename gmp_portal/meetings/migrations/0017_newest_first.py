"""The orders in which lists are offered are read from an index."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0016_concluded'),
        ('reference', '0002_order_of_countries'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='decision',
            index=models.Index(fields=['-ended_at', '-opened_at', '-id'], name='decision_newest'),
        ),
        migrations.AddIndex(
            model_name='meeting',
            index=models.Index(models.OrderBy(models.F('starts_on'), descending=True, nulls_last=True), models.OrderBy(models.F('number'), descending=True, nulls_last=True), models.OrderBy(models.F('id'), descending=True), name='meeting_newest'),
        ),
    ]
